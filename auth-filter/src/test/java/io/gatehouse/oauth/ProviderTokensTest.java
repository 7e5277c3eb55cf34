package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.memory.MemoryProviderTokenStore;
import io.gatehouse.secret.SealingKey;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.Race;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens of providers: kept sealed, and refreshed once at a time. */
@Timeout(60)
final class ProviderTokensTest {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final FakeProvider fake = scene.fake;
    private final FailingTokenStore store = new FailingTokenStore();

    private void signIn() {
        scene.useTokenStore(store);
        OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
    }

    private ProviderAccess access() {
        return scene.providerTokens().accessToken("u-1", "fake");
    }

    private static String token(ProviderAccess access) {
        assertThat(access).isInstanceOf(ProviderAccess.Granted.class);
        return ((ProviderAccess.Granted) access).accessToken();
    }

    /** How many requests with a refresh token there were. */
    private long refreshes() {
        return fake.received(FakeProvider.TOKEN).stream()
                .filter(it -> "refresh_token".equals(it.form().get("grant_type")))
                .count();
    }

    private void tokenIsOver() {
        scene.clock.advance(Duration.ofMinutes(5));
    }

    private SealedProviderTokens row() {
        return store.find("u-1", "fake").orElseThrow();
    }

    @Nested
    class Keeping {
        @Test
        void isOffUnlessTheApplicationAsksForIt() {
            OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
            assertThatIllegalStateException().isThrownBy(scene::providerTokens);
        }

        @Test
        void beginsWithASignIn() {
            scene.useTokenStore(store);
            assertThat(access()).isEqualTo(new ProviderAccess.None());
            signIn();
            ProviderAccess access = access();
            assertThat(token(access)).isEqualTo("access-of-ada");
            assertThat(((ProviderAccess.Granted) access).expiresAt())
                    .contains(scene.clock.instant().plusSeconds(300));
            assertThat(access.toString()).doesNotContain("access-of-ada");
            assertThat(refreshes()).isZero();
            assertThat(row().expiresAt()).isEqualTo(scene.clock.instant().plus(ProviderTokenSafe.RETENTION));
        }

        @Test
        void beginsWithLinkingToo() {
            scene.useTokenStore(store);
            Browser browser = scene.browser().as("ada");
            Map<String, String> answer = fake.authorize(Browser.linkLocation(browser.beginLink()), "ada-at-work");
            assertThat(browser.callback(answer).status()).isEqualTo(303);
            assertThat(token(access())).isEqualTo("access-of-ada-at-work");
        }

        @Test
        void keepsTheRefreshTokenOfTheFirstSignInIfTheNextBringsNone() {
            signIn();
            fake.tokens(it -> it.remove("refresh_token"));
            OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
            tokenIsOver();
            token(access());
            assertThat(refreshes()).isEqualTo(1);
        }

        @Test
        void doesNotBeginForWhoIsRefused() {
            scene.useTokenStore(store);
            scene.assertRefused(scene.browser().signIn("stranger"), "PROVIDER_REFUSED");
            assertThat(store.puts).isZero();
        }

        @Test
        void isOfTheLastSignIn() {
            signIn();
            SealedProviderTokens before = row();
            signIn();
            assertThat(row().version()).isNotEqualTo(before.version());
            assertThat(token(access())).isEqualTo("access-of-ada");
        }

        @Test
        void isPartOfTheLoginWhenTheStoreIsDown() {
            scene.useTokenStore(store);
            store.down = true;
            scene.assertRefused(scene.browser().signIn("ada"), "UNAVAILABLE");
        }

        @Test
        void leavesOutTokensThatAreTooLongOrNone() {
            for (Map<String, Object> odd : List.<Map<String, Object>>of(
                    Map.of("access_token", "a".repeat(16 * 1024 + 1)),
                    Map.of("refresh_token", "a".repeat(16 * 1024 + 1)),
                    Map.of("refresh_token", "line\nbreak"),
                    Map.of("refresh_token", "a\"b"))) {
                fake.tokens(it -> {
                    it.putAll(odd);
                    it.remove("id_token");
                });
                scene.use(plain());
                scene.useTokenStore(store);
                OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
                assertThat(store.puts).isZero();
            }
            fake.tokens(it -> it.put("refresh_token", "a".repeat(16 * 1024)));
            OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
            assertThat(store.puts).isEqualTo(1);
        }

        private OAuthProvider plain() {
            ProviderMetadata metadata = ProviderMetadata.of(
                    fake.issuer(),
                    URI.create(fake.issuer() + "/authorize"),
                    URI.create(fake.issuer() + FakeProvider.TOKEN),
                    URI.create(fake.issuer() + FakeProvider.USERINFO));
            fake.userInfo(it -> it.put("sub", "ada"));
            return OAuthProvider.oauth2(
                            "fake", "Fake", metadata, "client-1", ClientAuthentication.secretBasic("s"), "sub")
                    .insecureAllowHttp();
        }

        @Test
        void endsWhenTheApplicationSaysSo() {
            signIn();
            scene.providerTokens().forget("u-1", "fake");
            scene.providerTokens().forget("u-1", "fake");
            assertThat(access()).isEqualTo(new ProviderAccess.None());
        }

        @Test
        void endsAfterAYear() {
            signIn();
            scene.clock.advance(ProviderTokenSafe.RETENTION);
            assertThat(access()).isEqualTo(new ProviderAccess.None());
        }

        @Test
        void isAskedForByTheIdOfAProvider() {
            signIn();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scene.providerTokens().accessToken("u-1", "other"));
        }
    }

    @Nested
    class Sealing {
        @Test
        void showsTheStoreNothing() {
            signIn();
            assertThat(store.seen.toString() + row()).doesNotContain("access-of-ada", "-of-ada", "refresh-");
            assertThat(row().sealed().encoded()).doesNotContain("access-of-ada");
        }

        @Test
        void bindsTokensToTheirAccount() {
            signIn();
            SealedProviderTokens ofAda = row();
            store.put(
                    new SealedProviderTokens("u-2", "fake", "v", ofAda.sealed(), Optional.empty(), ofAda.expiresAt()));
            assertThat(scene.providerTokens().accessToken("u-2", "fake")).isEqualTo(new ProviderAccess.SignInAgain());
        }

        @Test
        void bindsTokensToTheirProviderAndItsIssuer() {
            signIn();
            try (FakeProvider other = FakeProvider.start(scene.clock)) {
                scene.use(OAuthProvider.oidc(
                                "fake", "Fake", other.issuer(), "client-1", ClientAuthentication.secretBasic("s"))
                        .insecureAllowHttp());
                tokenIsOver();
                assertThat(access()).isEqualTo(new ProviderAccess.SignInAgain());
                assertThat(other.received(FakeProvider.TOKEN)).isEmpty();
            }
            scene.use(
                    scene.provider(),
                    OAuthProvider.oidc(
                                    "second",
                                    "Second",
                                    fake.issuer(),
                                    "client-1",
                                    ClientAuthentication.secretBasic("s"))
                            .insecureAllowHttp());
            store.put(new SealedProviderTokens(
                    "u-1", "second", "v", row().sealed(), Optional.empty(), row().expiresAt()));
            assertThat(scene.providerTokens().accessToken("u-1", "second")).isEqualTo(new ProviderAccess.SignInAgain());
        }

        @Test
        void opensByTheKeyAndByFormerOnesOnly() {
            signIn();
            SealingKey first = scene.key;
            scene.key = SealingKey.generate(new SecureRandom());
            scene.useTokenStore(store);
            assertThat(access()).isEqualTo(new ProviderAccess.SignInAgain());
            scene.key = scene.key.withFormer(first);
            scene.useTokenStore(store);
            assertThat(token(access())).isEqualTo("access-of-ada");
        }
    }

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
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(ProviderTokensTest.this::access);
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

    /** Fails when it is told to, and notes what it sees. */
    private static final class FailingTokenStore implements ProviderTokenStore {
        private final MemoryProviderTokenStore inner = new MemoryProviderTokenStore();
        private final Map<String, Object> seen = new LinkedHashMap<>();
        private volatile boolean down;
        private volatile int failingReplacements;
        private volatile int puts;

        private void requireUp() {
            if (down) {
                throw new StoreUnavailableException("down");
            }
        }

        @Override
        public synchronized void put(SealedProviderTokens tokens) {
            requireUp();
            puts++;
            seen.put(tokens.version(), tokens);
            inner.put(tokens);
        }

        @Override
        public Optional<SealedProviderTokens> find(String accountId, String providerId) {
            requireUp();
            return inner.find(accountId, providerId);
        }

        @Override
        public synchronized boolean replace(String expectedVersion, SealedProviderTokens next) {
            requireUp();
            if (failingReplacements > 0) {
                failingReplacements--;
                throw new StoreUnavailableException("down for a moment");
            }
            seen.put(next.version(), next);
            return inner.replace(expectedVersion, next);
        }

        @Override
        public boolean delete(String accountId, String providerId, String expectedVersion) {
            requireUp();
            return inner.delete(accountId, providerId, expectedVersion);
        }

        @Override
        public int deleteExpired(Instant now, int limit) {
            requireUp();
            return inner.deleteExpired(now, limit);
        }
    }
}
