package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.testkit.Race;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteJwkSetTest {
    private final Forge forge = new Forge();
    private final SigningKey next = SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM);
    private JwksServer server;
    private RemoteJwkSet remote;
    private JwtVerifier verifier;

    @BeforeEach
    void start() throws IOException {
        server = new JwksServer();
        server.answers(forge.ring.publicJwkSet());
        use(RemoteJwkSet.insecureAllowHttp(server.uri(), forge.clock));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void use(RemoteJwkSet source) {
        remote = source;
        verifier = JwtVerifier.of(new TrustedIssuer(forge.policy, source));
    }

    /** For servers that never answer, so that the tests need not wait for 5 s. */
    private void useShortTimeout() {
        use(new RemoteJwkSet(server.uri(), forge.clock, Duration.ofMillis(300)));
    }

    @Nested
    class Address {
        @ParameterizedTest
        @ValueSource(
                strings = {"http://keys.example/k", "http://127.0.0.1/k", "ftp://keys.example/k", "file:///k", "/k"})
        void mustBeHttps(String address) {
            assertThatIllegalArgumentException().isThrownBy(() -> RemoteJwkSet.of(URI.create(address), forge.clock));
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://keys.example/k", "http://127.0.0.1.evil.example/k", "http://10.0.0.1/k"})
        void mayBeHttpOnThisMachineOnly(String address) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RemoteJwkSet.insecureAllowHttp(URI.create(address), forge.clock));
        }
    }

    @Nested
    class Caching {
        @Test
        void fetchesAtTheFirstTokenAndNotAgain() throws Rejection {
            assertThat(server.requests).hasValue(0);
            for (int i = 0; i < 5; i++) {
                verifier.verify(forge.good(), forge.clock.instant());
            }
            assertThat(server.requests).hasValue(1);
        }

        @Test
        void fetchesOnceForManyFirstTokens() {
            String token = forge.good();
            CountDownLatch open = new CountDownLatch(1);
            server.answers(exchange -> {
                open.await();
                JwksServer.json(forge.ring.publicJwkSet()).to(exchange);
            });
            CyclicBarrier all = new CyclicBarrier(Race.THREADS, open::countDown);
            List<String> subjects = Race.run(() -> {
                all.await();
                return verifier.verify(token, forge.clock.instant()).subject();
            });
            assertThat(subjects).hasSize(Race.THREADS).containsOnly("ada");
            assertThat(server.requests).hasValue(1);
        }

        @Test
        void refreshesOldKeysInTheBackgroundWithoutMakingAnyoneWait() throws Exception {
            verifier.verify(forge.good(), forge.clock.instant());
            CountDownLatch open = new CountDownLatch(1);
            server.answers(JwksServer.after(open, JwksServer.json(forge.ring.publicJwkSet())));
            forge.clock.advance(RemoteJwkSet.MAX_AGE);
            for (int i = 0; i < 20; i++) {
                verifier.verify(forge.good(), forge.clock.instant());
            }
            open.countDown();
            awaitFetch(() -> server.requests.get() == 2);
            assertThat(server.requests).hasValue(2);
        }

        @Test
        void fetchesAgainAlthoughTheClockWasSetBack() throws Exception {
            forge.clock.advance(Duration.ofHours(1));
            verifier.verify(forge.good(), forge.clock.instant());
            forge.clock.advance(Duration.ofHours(-1));
            verifier.verify(forge.good(), forge.clock.instant());
            awaitFetch(() -> server.requests.get() == 2);
            assertThat(server.requests).hasValue(2);
        }

        @Test
        void forgetsKeysThatTheServerNoLongerHas() throws Exception {
            String token = forge.good();
            verifier.verify(token, forge.clock.instant());
            long version = remote.version();
            server.answers(KeyRing.of(next, forge.clock).publicJwkSet());
            forge.clock.advance(RemoteJwkSet.MAX_AGE);
            remote.version();
            awaitFetch(() -> remote.version() != version);
            forge.clock.advance(RemoteJwkSet.MAX_AGE.negated());
            assertThat(forge.refusal(verifier, token)).contains("no ES256 key of kid");
        }

        @Test
        void keepsItsVersionWhenKeysAreOnlyAdded() throws Rejection {
            verifier.verify(forge.good(), forge.clock.instant());
            long version = remote.version();
            forge.ring.announce(next.verificationKey());
            server.answers(forge.ring.publicJwkSet());
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            assertThat(remote.find(Optional.of(next.kid()), SignatureAlgorithm.ES256))
                    .hasSize(1);
            assertThat(remote.version()).isEqualTo(version);
        }
    }

    @Nested
    class UnknownKid {
        @Test
        void reloadsForANewKey() throws Rejection {
            verifier.verify(forge.good(), forge.clock.instant());
            forge.ring.rotate(next, forge.clock.instant().plusSeconds(100));
            server.answers(forge.ring.publicJwkSet());
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            verifier.verify(forge.good(), forge.clock.instant());
            assertThat(server.requests).hasValue(2);
        }

        @Test
        void reloadsOncePerCoolDownWhateverTheStorm() throws Rejection {
            verifier.verify(forge.good(), forge.clock.instant());
            storm();
            assertThat(server.requests).hasValue(1);
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            storm();
            storm();
            assertThat(server.requests).hasValue(2);
            forge.clock.advance(RemoteJwkSet.COOL_DOWN.minusMillis(1));
            storm();
            assertThat(server.requests).hasValue(2);
            forge.clock.advance(Duration.ofMillis(1));
            storm();
            assertThat(server.requests).hasValue(3);
        }

        @Test
        void neverMakesTokensOfKnownKeysWait() throws Exception {
            verifier.verify(forge.good(), forge.clock.instant());
            CountDownLatch open = new CountDownLatch(1);
            CountDownLatch asked = new CountDownLatch(1);
            server.answers(exchange -> {
                asked.countDown();
                open.await();
                JwksServer.json(forge.ring.publicJwkSet()).to(exchange);
            });
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<?> waiting = thread.submit(() -> remote.find(Optional.of("unknown"), SignatureAlgorithm.ES256));
            asked.await();
            verifier.verify(forge.good(), forge.clock.instant());
            assertThat(waiting.isDone()).isFalse();
            open.countDown();
            assertThat((List<?>) waiting.get()).isEmpty();
            thread.shutdownNow();
        }

        private void storm() {
            Race.run(() ->
                    forge.refusal(verifier, forge.withHeader(forge.header("kid", "k" + Forge.RANDOM.nextLong()))));
        }
    }

    @Nested
    class Failure {
        @Test
        void isUnavailableWithoutAnyKeys() {
            server.answers(JwksServer.typed(500, "application/json", forge.ring.publicJwkSet()));
            assertUnavailable();
        }

        @Test
        void coolsDownAfterAFailureToo() {
            server.answers(JwksServer.typed(500, "application/json", ""));
            assertUnavailable();
            assertUnavailable();
            assertThat(server.requests).hasValue(1);
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            assertUnavailable();
            assertThat(server.requests).hasValue(2);
        }

        @Test
        void recoversWhenTheServerDoes() throws Rejection {
            server.answers(JwksServer.typed(503, "text/plain", "down"));
            assertUnavailable();
            server.answers(forge.ring.publicJwkSet());
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            verifier.verify(forge.good(), forge.clock.instant());
        }

        @Test
        void goesOnUsingOldKeysWhileTheServerIsDown() throws Exception {
            verifier.verify(forge.good(), forge.clock.instant());
            server.answers(JwksServer.typed(500, "application/json", ""));
            for (int hour = 0; hour < 24; hour++) {
                forge.clock.advance(Duration.ofHours(1));
                verifier.verify(forge.good(), forge.clock.instant());
            }
            server.close();
            forge.clock.advance(Duration.ofHours(1));
            verifier.verify(forge.good(), forge.clock.instant());
        }

        @Test
        void isUnavailableForUnknownKidWhileTheServerIsDown() throws Rejection {
            verifier.verify(forge.good(), forge.clock.instant());
            server.answers(JwksServer.typed(500, "application/json", ""));
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> remote.find(Optional.of("unknown"), SignatureAlgorithm.ES256));
        }

        @Test
        void isUnavailableWhenNobodyListens() {
            server.close();
            assertUnavailable();
        }

        @Test
        void survivesFlapping() throws Rejection {
            for (int i = 0; i < 6; i++) {
                server.answers(
                        i % 2 == 0
                                ? JwksServer.json(forge.ring.publicJwkSet())
                                : JwksServer.typed(502, "text/html", "<html>"));
                forge.clock.advance(RemoteJwkSet.MAX_AGE);
                verifier.verify(forge.good(), forge.clock.instant());
            }
        }
    }

    @Nested
    class HostileServer {
        @ParameterizedTest
        @ValueSource(strings = {"", "null", "[]", "{}", "<html>", "{\"keys\":", "{\"keys\":[],\"keys\":[]}", "\u0000"})
        void refusesGarbage(String text) {
            server.answers(text);
            assertUnavailable();
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/html", "text/plain", "application/jwk+json", "application/jsonx", ""})
        void refusesOtherContentTypes(String type) {
            server.answers(JwksServer.typed(200, type, forge.ring.publicJwkSet()));
            assertUnavailable();
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/json;charset=UTF-8", "application/jwk-set+json", "Application/JSON"})
        void acceptsJson(String type) throws Rejection {
            server.answers(JwksServer.typed(200, type, forge.ring.publicJwkSet()));
            verifier.verify(forge.good(), forge.clock.instant());
        }

        @ParameterizedTest
        @ValueSource(ints = {201, 203, 204, 404, 500})
        void refusesOtherStatuses(int status) {
            server.answers(
                    JwksServer.typed(status, "application/json", status == 204 ? "" : forge.ring.publicJwkSet()));
            assertUnavailable();
        }

        @Test
        void followsNoRedirect() throws IOException {
            try (JwksServer elsewhere = new JwksServer()) {
                elsewhere.answers(forge.ring.publicJwkSet());
                for (int status : new int[] {301, 302, 303, 307, 308}) {
                    server.answers(exchange -> {
                        exchange.getResponseHeaders()
                                .set("Location", elsewhere.uri().toString());
                        JwksServer.typed(status, "application/json", forge.ring.publicJwkSet())
                                .to(exchange);
                    });
                    forge.clock.advance(RemoteJwkSet.COOL_DOWN);
                    assertUnavailable();
                }
                assertThat(elsewhere.requests).hasValue(0);
            }
        }

        @Test
        void stopsReadingALongBody() {
            String keys = forge.ring.publicJwkSet();
            server.answers(keys.substring(0, keys.length() - 1) + " ".repeat(10 * 1024 * 1024) + "}");
            assertUnavailable();
        }

        @Test
        void stopsReadingABodyWithoutEnd() {
            server.answers(exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 0);
                byte[] spaces = " ".repeat(8192).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                while (true) {
                    exchange.getResponseBody().write(spaces);
                }
            });
            assertUnavailable();
        }

        @Test
        void waitsNoLongerThanTheTimeOutForAHeader() {
            useShortTimeout();
            CountDownLatch never = new CountDownLatch(1);
            server.answers(JwksServer.after(never, JwksServer.json("{}")));
            assertUnavailable();
            never.countDown();
        }

        @Test
        void waitsNoLongerThanTheTimeOutForABody() {
            useShortTimeout();
            CountDownLatch never = new CountDownLatch(1);
            server.answers(exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                never.await();
            });
            assertUnavailable();
            never.countDown();
        }

        @Test
        void triesAgainAfterAHangingBody() throws Exception {
            useShortTimeout();
            CountDownLatch never = new CountDownLatch(1);
            server.answers(exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                never.await();
            });
            assertUnavailable();
            server.answers(forge.ring.publicJwkSet());
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            verifier.verify(forge.good(), forge.clock.instant());
            never.countDown();
        }

        @Test
        void triesAgainAfterAHangingServer() throws Exception {
            useShortTimeout();
            CountDownLatch never = new CountDownLatch(1);
            server.answers(JwksServer.after(never, JwksServer.json("{}")));
            assertUnavailable();
            server.answers(forge.ring.publicJwkSet());
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            verifier.verify(forge.good(), forge.clock.instant());
            never.countDown();
        }
    }

    private void assertUnavailable() {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> verifier.verify(forge.good(), forge.clock.instant()));
    }

    /** Background fetches have no other end to wait for. */
    private static void awaitFetch(java.util.function.BooleanSupplier done) {
        long start = System.nanoTime();
        while (!done.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            Thread.onSpinWait();
        }
    }
}
