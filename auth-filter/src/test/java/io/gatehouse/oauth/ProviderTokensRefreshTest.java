package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens of providers: refreshed once at a time. */
@Timeout(60)
final class ProviderTokensRefreshTest extends ProviderTokensScene {
    @Nested
    class Refreshing {
        @Test
        void beginsAMinuteBeforeTheEnd() {
            signIn();
            scene.clock.advance(Duration.ofSeconds(239));
            assertThat(token(access())).isEqualTo("access-of-ada");
            scene.clock.advance(Duration.ofSeconds(1));
            assertThat(token(access())).startsWith("refreshed-access-").endsWith("-of-ada");
            assertThat(token(access())).startsWith("refreshed-access-");
            assertThat(refreshes()).isEqualTo(1);
        }

        @Test
        void provesTheClientAndSendsTheRefreshToken() {
            signIn();
            tokenIsOver();
            token(access());
            FakeProvider.Received request = fake.received(FakeProvider.TOKEN).get(1);
            assertThat(request.authorization()).startsWith("Basic ");
            assertThat(request.form()).containsOnlyKeys("grant_type", "refresh_token");
        }

        @Test
        void usesEachRefreshTokenOnce() {
            signIn();
            for (int i = 0; i < 4; i++) {
                tokenIsOver();
                token(access());
            }
            assertThat(refreshes()).isEqualTo(4);
            assertThat(fake.received(FakeProvider.TOKEN).stream()
                            .map(it -> it.form().getOrDefault("refresh_token", "")))
                    .doesNotHaveDuplicates();
        }

        @Test
        void goesOnWithTheSameTokenWhereNoneComesInItsPlace() {
            fake.stopRotating();
            signIn();
            for (int i = 0; i < 3; i++) {
                tokenIsOver();
                token(access());
            }
            assertThat(refreshes()).isEqualTo(3);
        }

        @Test
        void happensOnceHoweverManyAsk() {
            signIn();
            tokenIsOver();
            ProviderTokens tokens = scene.providerTokens();
            List<ProviderAccess> answers = Race.run(() -> tokens.accessToken("u-1", "fake"));
            assertThat(answers.stream().map(ProviderTokensTest::token).distinct())
                    .hasSize(1);
            assertThat(refreshes()).isEqualTo(1);
        }

        @Test
        void happensOnceOnHoweverManyNodes() {
            signIn();
            tokenIsOver();
            List<ProviderTokens> nodes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                nodes.add(scene.providerTokensElsewhere());
            }
            AtomicInteger turn = new AtomicInteger();
            List<ProviderAccess> answers =
                    Race.run(() -> nodes.get(turn.getAndIncrement() & 3).accessToken("u-1", "fake"));
            assertThat(answers.stream().map(ProviderTokensTest::token).distinct())
                    .hasSize(1);
            assertThat(refreshes()).isEqualTo(1);
        }

        @Test
        void isNotWaitedForWhileTheOldTokenIsGood() throws Exception {
            signIn();
            scene.clock.advance(Duration.ofSeconds(270));
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            fake.answers(FakeProvider.TOKEN, exchange -> {
                asked.countDown();
                go.await();
                exchange.sendResponseHeaders(500, -1);
            });
            ProviderTokens here = scene.providerTokens();
            CompletableFuture<ProviderAccess> slow =
                    CompletableFuture.supplyAsync(() -> here.accessToken("u-1", "fake"));
            asked.await();
            assertThat(token(scene.providerTokensElsewhere().accessToken("u-1", "fake")))
                    .isEqualTo("access-of-ada");
            go.countDown();
            assertThat(token(slow.get())).isEqualTo("access-of-ada");
            assertThat(refreshes()).isEqualTo(1);
        }

        @Test
        void isTakenOverFromANodeThatDied() {
            signIn();
            tokenIsOver();
            SealedProviderTokens dead = row().claimed("v", scene.clock.instant().plusSeconds(25));
            store.put(dead);
            assertThat(access()).isInstanceOf(ProviderAccess.Unavailable.class);
            assertThat(refreshes()).isZero();
            scene.clock.advance(Duration.ofSeconds(25));
            token(access());
        }

        @Test
        void ofTokensWhoseLifeIsNotToldHappensEveryFiveMinutes() {
            fake.tokens(it -> it.remove("expires_in"));
            signIn();
            scene.clock.advance(Duration.ofSeconds(239));
            assertThat(token(access())).isEqualTo("access-of-ada");
            scene.clock.advance(Duration.ofSeconds(1));
            assertThat(token(access())).startsWith("refreshed-access-");
        }

        @Test
        void isNotNeededForTokensWithoutEnd() {
            fake.tokens(it -> {
                it.remove("expires_in");
                it.remove("refresh_token");
            });
            signIn();
            scene.clock.advance(Duration.ofDays(300));
            assertThat(token(access())).isEqualTo("access-of-ada");
        }

        @Test
        void isImpossibleWithoutARefreshToken() {
            fake.tokens(it -> it.remove("refresh_token"));
            signIn();
            scene.clock.advance(Duration.ofSeconds(299));
            assertThat(token(access())).isEqualTo("access-of-ada");
            Instant end = row().expiresAt();
            scene.clock.advance(Duration.ofSeconds(1));
            assertThat(access()).isEqualTo(new ProviderAccess.None());
            assertThat(end).isEqualTo(scene.clock.instant());
        }
    }

    /** OpenID Connect Core section 12.2. */
    @Nested
    class TheIdTokenOfARefresh {
        private void refused(Consumer<Map<String, Object>> change) {
            signIn();
            tokenIsOver();
            fake.claims(change);
            assertThat(access()).isInstanceOf(ProviderAccess.SignInAgain.class);
            fake.claims(it -> {});
        }

        @Test
        void isOfTheSamePerson() {
            refused(it -> it.put("sub", "grace"));
            refused(it -> it.remove("sub"));
        }

        @Test
        void isOfTheSameIssuerForThisApplication() {
            refused(it -> it.put("iss", "https://other.example"));
            refused(it -> it.put("aud", "other"));
            refused(it -> it.put("azp", "other"));
        }

        @Test
        void isIssuedNow() {
            long old = scene.clock.instant().getEpochSecond();
            refused(it -> it.put("iat", old));
        }

        @Test
        void mayLackTheNonceButHasNoOther() {
            refused(it -> it.put("nonce", "another"));
            signIn();
            tokenIsOver();
            fake.claims(it -> it.remove("nonce"));
            token(access());
        }

        @Test
        void isSigned() {
            signIn();
            tokenIsOver();
            fake.keys().signature(bytes -> new byte[bytes.length]);
            assertThat(access()).isInstanceOf(ProviderAccess.SignInAgain.class);
        }

        @Test
        void mayBeMissing() {
            signIn();
            tokenIsOver();
            fake.tokens(it -> it.remove("id_token"));
            token(access());
        }
    }
}
