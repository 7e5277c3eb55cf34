package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.Decision;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.Race;
import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.IntrospectionPolicy;
import io.gatehouse.token.JwtVerifier;
import io.gatehouse.token.TokenRevocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often a server is asked about opaque tokens, whatever is sent, and which tokens it is asked about. */
@Timeout(60)
final class IntrospectionLoadTest {
    private static final String TOKEN = IntrospectionScene.TOKEN;

    @AutoClose
    private final IntrospectionScene scene = new IntrospectionScene();

    private final FakeProvider fake = scene.fake;

    @Nested
    class Answers {
        @Test
        void areBelievedForHalfAMinute() {
            scene.identity(TOKEN);
            scene.clock.advance(Duration.ofSeconds(30).minusMillis(1));
            fake.introspection(it -> it.put("active", false));
            scene.identity(TOKEN);
            assertThat(scene.asked()).isEqualTo(1);
            scene.clock.advance(Duration.ofMillis(1));
            scene.invalid();
        }

        @Test
        void areBelievedNoLongerThanTheTokenLives() {
            long end = scene.clock.instant().getEpochSecond() + 10;
            fake.introspection(it -> it.put("exp", end));
            scene.identity(TOKEN);
            scene.clock.advance(Duration.ofSeconds(10));
            scene.identity(TOKEN);
            assertThat(scene.asked()).isEqualTo(2);
        }

        @Test
        void areBelievedAsLongAsThePolicySays() {
            scene.use(policy -> policy.withKeptFor(Duration.ZERO));
            scene.identity(TOKEN);
            scene.identity(TOKEN);
            assertThat(scene.asked()).isEqualTo(2);
            scene.use(policy -> policy.withKeptFor(Duration.ofMinutes(1)));
            scene.identity(TOKEN);
            scene.clock.advance(Duration.ofSeconds(59));
            scene.identity(TOKEN);
            assertThat(scene.asked()).isEqualTo(3);
            IntrospectionPolicy policy = IntrospectionPolicy.of("https://as.example", "shop-api");
            assertThatIllegalArgumentException().isThrownBy(() -> policy.withKeptFor(Duration.ofSeconds(61)));
            assertThatIllegalArgumentException().isThrownBy(() -> policy.withSkew(Duration.ofMinutes(6)));
            assertThatIllegalArgumentException().isThrownBy(() -> IntrospectionPolicy.of(" ", "shop-api"));
        }

        @Test
        void areNotBelievedLongerWhenTheClockIsSetBack() {
            scene.identity(TOKEN);
            scene.clock.advance(Duration.ofHours(-1));
            fake.introspection(it -> it.put("active", false));
            scene.invalid();
        }

        @Test
        void aboutBadTokensAreBelievedForAMoment() {
            fake.introspection(it -> it.put("active", false));
            scene.invalid();
            scene.clock.advance(Duration.ofMillis(1999));
            scene.invalid();
            assertThat(scene.asked()).isEqualTo(1);
            fake.introspection(it -> {});
            scene.clock.advance(Duration.ofMillis(1));
            scene.identity(TOKEN);
        }

        @Test
        void areOfOneTokenOnly() {
            scene.identity(TOKEN);
            assertThat(scene.identity(TOKEN + "2").subject()).isEqualTo("ada2");
            scene.refused("x" + TOKEN, "TOKEN_INVALID");
            assertThat(scene.asked()).isEqualTo(3);
        }

        @Test
        void areNotKeptIfNothingIsToBeRemembered() {
            scene.use(BearerAuthentication.introspecting(scene.issuer(), scene.clock)
                    .withRememberedTokens(0));
            scene.identity(TOKEN);
            scene.identity(TOKEN);
            assertThat(scene.asked()).isEqualTo(2);
        }
    }

    @Nested
    class Floods {
        @Test
        void ofOneTokenAskOnce() {
            List<Decision> decisions = Race.run(() -> scene.decide(TOKEN));
            assertThat(decisions).hasOnlyElementsOfType(Decision.Allow.class);
            assertThat(scene.asked()).isEqualTo(1);
        }

        @Test
        void ofOneTokenWhileTheServerFailsAreAll503() {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            fake.answers(FakeProvider.INTROSPECT, exchange -> {
                asked.countDown();
                go.await();
                exchange.sendResponseHeaders(500, -1);
            });
            List<Decision> decisions = inParallel(8, number -> {
                if (number == 0) {
                    return scene.decide(TOKEN);
                }
                asked.await();
                go.countDown();
                return scene.decide(TOKEN);
            });
            assertThat(decisions).allMatch(IntrospectionLoadTest::isUnavailable);
        }

        @Test
        void ofTokensKeepFewQuestionsUnderWay() throws Exception {
            int most = 16;
            scene.identity(TOKEN);
            CountDownLatch asked = new CountDownLatch(most);
            CountDownLatch go = new CountDownLatch(1);
            fake.answers(FakeProvider.INTROSPECT, exchange -> {
                asked.countDown();
                go.await();
                FakeProvider.typed(200, "application/json", "{\"active\":false}")
                        .to(exchange);
            });
            ExecutorService threads = Executors.newFixedThreadPool(most);
            try {
                List<Future<Decision>> running = new ArrayList<>();
                for (int i = 0; i < most; i++) {
                    String token = "random-token-number-" + i;
                    running.add(threads.submit(() -> scene.decide(token)));
                }
                asked.await();
                // One more waits for a short time, and is sent away
                assertThat(isUnavailable(scene.decide("one-more-random-token"))).isTrue();
                assertThat(scene.asked()).isEqualTo(1 + most);
                // Who was known before is not hindered
                scene.identity(TOKEN);
                go.countDown();
                for (Future<Decision> future : running) {
                    assertThat(status(future.get())).isEqualTo(401);
                }
            } finally {
                threads.shutdownNow();
            }
            fake.answersWell(FakeProvider.INTROSPECT);
            scene.identity(TOKEN + "2");
        }

        @Test
        void ofWaitingRequestsAreBounded() throws Exception {
            int most = 64;
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            scene.identity(TOKEN + "2");
            fake.answers(FakeProvider.INTROSPECT, exchange -> {
                asked.countDown();
                go.await();
                FakeProvider.typed(200, "application/json", "{\"active\":false}")
                        .to(exchange);
            });
            ExecutorService threads = Executors.newFixedThreadPool(most + 1);
            CompletionService<Decision> service = new ExecutorCompletionService<>(threads);
            try {
                List<Future<Decision>> running = new ArrayList<>();
                for (int i = 0; i <= most; i++) {
                    running.add(service.submit(() -> scene.decide(TOKEN)));
                }
                asked.await();
                // All but one can wait: exactly that one has its answer before the server has answered
                assertThat(isUnavailable(service.take().get())).isTrue();
                go.countDown();
                int unavailable = 0;
                for (Future<Decision> future : running) {
                    unavailable += isUnavailable(future.get()) ? 1 : 0;
                }
                assertThat(unavailable).isEqualTo(1);
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void endAtTheTimeOut() {
            scene.identity(TOKEN + "2");
            scene.useTimeout(Duration.ofMillis(200));
            CountDownLatch never = new CountDownLatch(1);
            scene.identity(TOKEN + "2");
            fake.answers(FakeProvider.INTROSPECT, exchange -> never.await());
            scene.unavailable();
            never.countDown();
        }
    }

    @Nested
    class BesideJwts {
        private final BearerAuthentication bearer = BearerAuthentication.of(
                        JwtVerifier.of(scene.login(scene.provider()).trustedIssuer("fake", "shop-api")),
                        TokenRevocation.none(),
                        scene.clock)
                .withIntrospection(scene.issuer());

        private String jwt(String audience) {
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("iss", fake.issuer());
            claims.put("sub", "grace");
            claims.put("aud", audience);
            claims.put("exp", scene.clock.instant().getEpochSecond() + 300);
            return fake.keys().sign(header -> header.put("typ", "at+jwt"), claims);
        }

        @Test
        void theServerIsNotAskedAboutJwts() {
            scene.use(bearer);
            assertThat(scene.identity(jwt("shop-api")).subject()).isEqualTo("grace");
            scene.refused(jwt("other-api"), "TOKEN_INVALID");
            scene.refused("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.", "TOKEN_MALFORMED");
            assertThat(scene.asked()).isZero();
        }

        @Test
        void itIsAskedAboutAllOthers() {
            scene.use(bearer.withRememberedTokens(100));
            assertThat(scene.identity(TOKEN).subject()).isEqualTo("ada");
            assertThat(scene.identity(TOKEN + ".with.dots").subject()).isEqualTo("ada.with.dots");
            scene.refused("eyJhbGciOiJkaXIifQ.a.b.c.d", "TOKEN_INVALID");
            assertThat(scene.asked()).isEqualTo(3);
        }

        @Test
        void aloneItIsAskedAboutEveryToken() {
            scene.refused(jwt("shop-api"), "TOKEN_INVALID");
            assertThat(scene.asked()).isEqualTo(1);
        }
    }

    private interface Numbered {
        Decision decide(int number) throws InterruptedException;
    }

    private static List<Decision> inParallel(int many, Numbered task) {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<Decision>> running = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                running.add(threads.submit(() -> task.decide(number)));
            }
            List<Decision> decisions = new ArrayList<>();
            for (Future<Decision> future : running) {
                decisions.add(future.get());
            }
            return decisions;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean isUnavailable(Decision decision) {
        return status(decision) == 503;
    }

    private static int status(Decision decision) {
        return decision instanceof Decision.Answer answer ? answer.reply().status() : 200;
    }
}
