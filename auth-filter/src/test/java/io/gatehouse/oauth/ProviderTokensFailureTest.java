package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens of providers when the provider or the store fails. */
@Timeout(60)
final class ProviderTokensFailureTest extends ProviderTokensScene {
    @Nested
    class AProviderThatRefuses {
        @Test
        void endsWhatIsKept() {
            signIn();
            tokenIsOver();
            fake.endRefreshTokens();
            assertThat(access()).isEqualTo(new ProviderAccess.SignInAgain());
            assertThat(access()).isEqualTo(new ProviderAccess.None());
            assertThat(refreshes()).isEqualTo(1);
        }

        @Test
        void endsWhatIsKeptAlsoInTheWordsOfGitHub() {
            signIn();
            tokenIsOver();
            fake.answers(
                    FakeProvider.TOKEN,
                    FakeProvider.typed(200, "application/json", "{\"error\":\"bad_refresh_token\"}"));
            assertThat(access()).isEqualTo(new ProviderAccess.SignInAgain());
            assertThat(store.find("u-1", "fake")).isEmpty();
        }

        @Test
        void doesNotEndASignInThatCameMeanwhile() {
            signIn();
            tokenIsOver();
            fake.answers(FakeProvider.TOKEN, exchange -> {
                fake.answersWell(FakeProvider.TOKEN);
                OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
                FakeProvider.typed(400, "application/json", "{\"error\":\"invalid_grant\"}")
                        .to(exchange);
            });
            assertThat(token(access())).isEqualTo("access-of-ada");
            assertThat(row().claimedUntil()).isEmpty();
        }

        @Test
        void becauseOfOurOwnProofKeepsThem() {
            signIn();
            tokenIsOver();
            fake.answers(
                    FakeProvider.TOKEN, FakeProvider.typed(401, "application/json", "{\"error\":\"invalid_client\"}"));
            assertThat(access()).isInstanceOf(ProviderAccess.Unavailable.class);
            fake.answersWell(FakeProvider.TOKEN);
            token(access());
        }
    }

    @Nested
    class AProviderThatIsDown {
        @Test
        void keepsThem() {
            signIn();
            tokenIsOver();
            for (FakeProvider.Answer failure : List.of(
                    FakeProvider.typed(500, "application/json", "{\"error\":\"invalid_grant\"}"),
                    FakeProvider.typed(429, "application/json", "{}"),
                    FakeProvider.typed(200, "text/html", "<html>"),
                    FakeProvider.typed(200, "application/json", "{}"),
                    FakeProvider.typed(200, "application/json", "{\"token_type\":\"Bearer\",\"access_token\":\"a b\"}"),
                    FakeProvider.typed(307, "application/json", "{}"))) {
                fake.answers(FakeProvider.TOKEN, failure);
                assertThat(access()).isInstanceOf(ProviderAccess.Unavailable.class);
                assertThat(row().claimedUntil()).as("others may try").isEmpty();
            }
            fake.answersWell(FakeProvider.TOKEN);
            token(access());
        }

        @Test
        void isNoHarmWhileTheTokenIsGood() {
            signIn();
            scene.clock.advance(Duration.ofSeconds(299));
            fake.answers(FakeProvider.TOKEN, FakeProvider.typed(503, "text/plain", ""));
            assertThat(token(access())).isEqualTo("access-of-ada");
        }

        @Test
        void letsABoundedNumberWait() throws Exception {
            signIn();
            tokenIsOver();
            CountDownLatch go = new CountDownLatch(1);
            fake.answers(FakeProvider.TOKEN, exchange -> {
                go.await();
                exchange.sendResponseHeaders(500, -1);
            });
            ProviderTokens tokens = scene.providerTokens();
            ExecutorService threads = Executors.newFixedThreadPool(65);
            CompletionService<ProviderAccess> service = new ExecutorCompletionService<>(threads);
            try {
                List<Future<ProviderAccess>> running = new ArrayList<>();
                for (int i = 0; i < 65; i++) {
                    running.add(service.submit(() -> tokens.accessToken("u-1", "fake")));
                }
                assertThat(service.take().get()).isInstanceOf(ProviderAccess.Unavailable.class);
                go.countDown();
                int sentAway = 0;
                for (Future<ProviderAccess> future : running) {
                    sentAway += future.get().toString().contains("too many requests wait") ? 1 : 0;
                }
                assertThat(sentAway).isPositive();
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void doesNotHangAnybody() {
            scene.useTimeout(Duration.ofMillis(300));
            signIn();
            tokenIsOver();
            CountDownLatch never = new CountDownLatch(1);
            fake.answers(FakeProvider.TOKEN, exchange -> never.await());
            assertThat(Race.run(() -> access())).hasOnlyElementsOfType(ProviderAccess.Unavailable.class);
            never.countDown();
        }
    }

    @Nested
    class AStoreThatIsDown {
        @Test
        void isAnException() {
            signIn();
            store.down = true;
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(ProviderTokensFailureTest.this::access);
        }

        @Test
        void ofTheKeyServerLosesNoTokenThatHasReplacedAnother() {
            signIn();
            tokenIsOver();
            scene.restart();
            fake.answers(FakeProvider.JWKS, FakeProvider.typed(500, "text/plain", ""));
            token(access());
            assertThat(refreshes()).isEqualTo(1);
        }

        @Test
        void forAMomentDoesNotLoseTheNewRefreshToken() {
            signIn();
            tokenIsOver();
            fake.tokens(it -> store.failingReplacements = 2);
            token(access());
            fake.tokens(it -> {});
            tokenIsOver();
            token(access());
            assertThat(refreshes()).isEqualTo(2);
        }
    }
}
