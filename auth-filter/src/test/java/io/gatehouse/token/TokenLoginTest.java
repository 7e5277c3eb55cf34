package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.AuthEngine;
import io.gatehouse.Decision;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Account;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryRefreshTokenStore;
import io.gatehouse.memory.MemoryRevocationStore;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class TokenLoginTest {
    private static final Account ADA =
            new Account("u-1", "ada@example.com", Set.of("user"), Set.of("data:read", "orders:read"), true);

    private final MutableClock clock = MutableClock.create();
    private final MemoryAccountStore accounts = new MemoryAccountStore();
    private final FailingRefreshTokens store = new FailingRefreshTokens();
    private final FailingRevocations revocationStore = new FailingRevocations();
    private final Revocations revocations = Revocations.of(revocationStore, clock);
    private final KeyRing keys = KeyRing.generate(SignatureAlgorithm.ES256, clock, new SecureRandom());
    private TokenLogin tokens = login(TokenPolicy.of("https://app.example", "https://app.example/api"));
    private AuthEngine engine = engine();

    TokenLoginTest() {
        accounts.put(ADA);
    }

    @Nested
    final class Login {
        @Test
        void handsOutAnAccessTokenAndARefreshToken() {
            JsonObject body = signIn();
            assertThat(body.members().keySet())
                    .containsExactly(
                            "accessToken", "tokenType", "expiresIn", "refreshToken", "refreshExpiresIn", "user");
            assertThat(body.members())
                    .containsEntry("tokenType", "Bearer")
                    .containsEntry("expiresIn", 900L)
                    .containsEntry("refreshExpiresIn", Duration.ofDays(7).toSeconds());
        }

        @Test
        void issuesTokensInTheProfileOfRfc9068() throws JsonException {
            String token = text(signIn(), "accessToken");
            JsonObject header = part(token, 0);
            JsonObject claims = part(token, 1);
            assertThat(header.members().keySet()).containsExactlyInAnyOrder("typ", "alg", "kid");
            assertThat(header.members()).containsEntry("typ", "at+jwt").containsEntry("alg", "ES256");
            assertThat(claims.members().keySet())
                    .containsExactlyInAnyOrder(
                            "iss",
                            "sub",
                            "aud",
                            "exp",
                            "iat",
                            "auth_time",
                            "jti",
                            "client_id",
                            "scope",
                            "groups",
                            "sid");
            assertThat(claims.members())
                    .containsEntry("iss", "https://app.example")
                    .containsEntry("sub", "u-1")
                    .containsEntry("aud", "https://app.example/api")
                    .containsEntry("scope", "data:read orders:read")
                    .containsEntry("groups", List.of("user"))
                    .containsEntry("exp", clock.instant().getEpochSecond() + 900);
        }

        @Test
        void tokensNeverHoldTheEmailAddress() {
            String token = text(signIn(), "accessToken");
            String payload =
                    new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
            assertThat(payload).doesNotContain("ada@example.com").doesNotContain("email");
        }

        @Test
        void theAccessTokenSignsIn() {
            Reply me = call(RequestBuilder.get("/api/auth/me").bearer(text(signIn(), "accessToken")));
            assertThat(me.status()).isEqualTo(200);
            assertThat(object(me).members()).containsEntry("scheme", "bearer").containsKeys("user", "expiresAt");
        }

        @Test
        void needsAnIssuerAndAnAudienceThatCanBeVerified() {
            for (String bad : List.of(" ", "http://app.example")) {
                assertThatIllegalArgumentException().isThrownBy(() -> TokenPolicy.of(bad, "api"));
            }
            assertThatIllegalArgumentException().isThrownBy(() -> TokenPolicy.of("https://app.example", ""));
        }

        @Test
        void theRefreshTokenIsNoAccessToken() {
            Reply me = call(RequestBuilder.get("/api/auth/me").bearer(text(signIn(), "refreshToken")));
            assertThat(code(me)).isEqualTo("TOKEN_MALFORMED");
        }

        @Test
        void tokenIdsNeverRepeat() throws JsonException {
            Set<Object> ids = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                ids.add(part(text(signIn(), "accessToken"), 1).members().get("jti"));
            }
            assertThat(ids).hasSize(200);
        }
    }

    @Nested
    final class Refresh {
        @Test
        void exchangesATokenForTheNext() {
            JsonObject login = signIn();
            Reply reply = refresh(text(login, "refreshToken"));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(object(reply).members().keySet())
                    .containsExactly("accessToken", "tokenType", "expiresIn", "refreshToken", "refreshExpiresIn");
            assertThat(text(object(reply), "refreshToken")).isNotEqualTo(text(login, "refreshToken"));
        }

        @Test
        void keepsTheLoginAndItsTime() throws JsonException {
            JsonObject login = signIn();
            Instant signedInAt = clock.instant();
            clock.advance(Duration.ofMinutes(30));
            JsonObject next = object(refresh(text(login, "refreshToken")));
            JsonObject before = part(text(login, "accessToken"), 1);
            JsonObject after = part(text(next, "accessToken"), 1);
            assertThat(after.members())
                    .containsEntry("sid", before.members().get("sid"))
                    .containsEntry("auth_time", signedInAt.getEpochSecond())
                    .containsEntry("iat", clock.instant().getEpochSecond());
        }

        @Test
        void takesRolesAndScopesFromTheAccountAsItIsNow() throws JsonException {
            String refreshToken = text(signIn(), "refreshToken");
            accounts.put(new Account(ADA.id(), ADA.email(), Set.of(), Set.of("data:read"), true));
            JsonObject claims = part(text(object(refresh(refreshToken)), "accessToken"), 1);
            assertThat(claims.members()).containsEntry("groups", List.of()).containsEntry("scope", "data:read");
        }

        @Test
        void answersARetryWithTheSameSuccessor() {
            String first = text(signIn(), "refreshToken");
            String second = text(object(refresh(first)), "refreshToken");
            clock.advance(Duration.ofMillis(4_999));
            assertThat(text(object(refresh(first)), "refreshToken")).isEqualTo(second);
            assertThat(refresh(second).status()).isEqualTo(200);
        }

        @Test
        void reuseAfterTheRetryWindowEndsTheWholeFamily() {
            JsonObject login = signIn();
            String first = text(login, "refreshToken");
            JsonObject next = object(refresh(first));
            clock.advance(Duration.ofSeconds(5));
            assertThat(code(refresh(first))).isEqualTo("REFRESH_TOKEN_REUSED");
            assertThat(code(refresh(text(next, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
            for (JsonObject tokens : List.of(login, next)) {
                Reply me = call(RequestBuilder.get("/api/auth/me").bearer(text(tokens, "accessToken")));
                assertThat(code(me)).isEqualTo("TOKEN_REVOKED");
            }
        }

        @Test
        void reuseOfATokenThatHasExpiredSinceEndsTheFamilyToo() {
            String first = text(signIn(), "refreshToken");
            String latest = first;
            for (int day = 0; day < 8; day++) {
                clock.advance(Duration.ofDays(1));
                latest = text(object(refresh(latest)), "refreshToken");
            }
            assertThat(code(refresh(first))).isEqualTo("REFRESH_TOKEN_REUSED");
            assertThat(code(refresh(latest))).isEqualTo("REFRESH_TOKEN_INVALID");
        }

        @Test
        void answersARetryThoughTheTokenHasExpiredSince() {
            String first = text(signIn(), "refreshToken");
            clock.advance(Duration.ofDays(7).minusSeconds(1));
            refresh(first);
            clock.advance(Duration.ofSeconds(2));
            assertThat(refresh(first).status()).isEqualTo(200);
        }

        @Test
        void reuseLeavesOtherLoginsOfTheAccountAlone() {
            JsonObject other = signIn();
            String first = text(signIn(), "refreshToken");
            refresh(first);
            clock.advance(Duration.ofSeconds(5));
            refresh(first);
            assertThat(refresh(text(other, "refreshToken")).status()).isEqualTo(200);
        }

        @Test
        void withoutARetryWindowTheSecondUseIsReuse() {
            tokens = login(TokenPolicy.of("https://app.example", "https://app.example/api")
                    .withRetryWindow(Duration.ZERO));
            engine = engine();
            String first = text(signIn(), "refreshToken");
            refresh(first);
            assertThat(code(refresh(first))).isEqualTo("REFRESH_TOKEN_REUSED");
        }

        @Test
        void manyAtOnceAllGetOneSuccessor() {
            String first = text(signIn(), "refreshToken");
            List<String> successors = Race.run(() -> text(object(refresh(first)), "refreshToken"));
            assertThat(new HashSet<>(successors)).hasSize(1);
            assertThat(refresh(successors.get(0)).status()).isEqualTo(200);
        }

        @Test
        void expiresWhenItLiesUnused() {
            String token = text(signIn(), "refreshToken");
            clock.advance(Duration.ofDays(7));
            assertThat(code(refresh(token))).isEqualTo("REFRESH_TOKEN_INVALID");
        }

        @Test
        void worksUntilTheMomentItExpires() {
            String token = text(signIn(), "refreshToken");
            clock.advance(Duration.ofDays(7).minusMillis(1));
            assertThat(refresh(token).status()).isEqualTo(200);
        }

        @Test
        void endsAfterTheAbsoluteLifetimeHoweverMuchItIsUsed() {
            String token = text(signIn(), "refreshToken");
            for (int day = 0; day < 29; day++) {
                clock.advance(Duration.ofDays(1));
                token = text(object(refresh(token)), "refreshToken");
            }
            assertThat(object(refresh(token)).members()).containsEntry("refreshExpiresIn", 86_400L);
            clock.advance(Duration.ofDays(1));
            assertThat(code(refresh(token))).isEqualTo("REFRESH_TOKEN_INVALID");
        }

        @Test
        void handsOutNoAccessTokenThatOutlivesTheLogin() throws JsonException {
            tokens = login(TokenPolicy.of("https://app.example", "https://app.example/api")
                    .withRefreshAbsolute(Duration.ofMinutes(20)));
            engine = engine();
            JsonObject first = signIn();
            Instant end = clock.instant().plus(Duration.ofMinutes(20));
            clock.advance(Duration.ofMinutes(10));
            JsonObject last = object(refresh(text(first, "refreshToken")));
            assertThat(last.members()).containsEntry("expiresIn", 600L).containsEntry("refreshExpiresIn", 600L);
            assertThat(part(text(last, "accessToken"), 1).members()).containsEntry("exp", end.getEpochSecond());
        }

        @Test
        void refusesADisabledAccountAndEndsItsLogin() {
            JsonObject login = signIn();
            accounts.put(new Account(ADA.id(), ADA.email(), ADA.roles(), ADA.scopes(), false));
            assertThat(code(refresh(text(login, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
            accounts.put(ADA);
            assertThat(code(refresh(text(login, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
        }

        @Test
        void refusesTokensThatWereNeverIssuedWithoutTouchingTheStore() {
            String token = text(signIn(), "refreshToken");
            for (String bad : List.of(
                    "",
                    "x",
                    token + " ",
                    token.substring(1),
                    token.replace("gr_", "gs_"),
                    token.toUpperCase(Locale.ROOT),
                    "gr_" + "A".repeat(22) + "." + "A".repeat(43),
                    "\u0000".repeat(68),
                    "A".repeat(10_000))) {
                assertThat(code(refresh(bad))).isEqualTo("REFRESH_TOKEN_INVALID");
            }
            assertThat(refresh(token).status()).isEqualTo(200);
        }

        @Test
        void refusesTheRightIdWithAnotherSecret() {
            String mine = text(signIn(), "refreshToken");
            String other = text(signIn(), "refreshToken");
            String mixed = mine.substring(0, mine.indexOf('.')) + other.substring(other.indexOf('.'));
            assertThat(code(refresh(mixed))).isEqualTo("REFRESH_TOKEN_INVALID");
            assertThat(refresh(mine).status()).isEqualTo(200);
        }

        @Test
        void doesNotMindAnExpiredAccessTokenBesideIt() {
            JsonObject login = signIn();
            clock.advance(Duration.ofHours(1));
            Reply reply = call(RequestBuilder.post("/api/auth/refresh")
                    .bearer(text(login, "accessToken"))
                    .json(Map.of("refreshToken", text(login, "refreshToken"))));
            assertThat(reply.status()).isEqualTo(200);
        }

        @Test
        void isUnavailableAndLosesNothingWhileRevocationsCannotBeWritten() {
            String first = text(signIn(), "refreshToken");
            String second = text(object(refresh(first)), "refreshToken");
            clock.advance(Duration.ofSeconds(5));
            revocationStore.down.set(true);
            assertThat(refresh(first).status()).isEqualTo(503);
            revocationStore.down.set(false);
            assertThat(code(refresh(first))).isEqualTo("REFRESH_TOKEN_REUSED");
            assertThat(code(refresh(second))).isEqualTo("REFRESH_TOKEN_INVALID");
        }
    }

    @Nested
    final class Logout {
        @Test
        void endsAccessAndRefreshTokensAtOnce() {
            JsonObject login = signIn();
            assertThat(call(RequestBuilder.post("/api/auth/logout").bearer(text(login, "accessToken")))
                            .status())
                    .isEqualTo(204);
            assertThat(code(call(RequestBuilder.get("/api/auth/me").bearer(text(login, "accessToken")))))
                    .isEqualTo("TOKEN_REVOKED");
            assertThat(code(refresh(text(login, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
        }

        @Test
        void takesTheRefreshTokenAlone() {
            JsonObject login = signIn();
            assertThat(logout(Map.of("refreshToken", text(login, "refreshToken")))
                            .status())
                    .isEqualTo(204);
            assertThat(code(call(RequestBuilder.get("/api/auth/me").bearer(text(login, "accessToken")))))
                    .isEqualTo("TOKEN_REVOKED");
        }

        @Test
        void takesAUsedUpRefreshTokenToo() {
            JsonObject login = signIn();
            JsonObject next = object(refresh(text(login, "refreshToken")));
            logout(Map.of("refreshToken", text(login, "refreshToken")));
            assertThat(code(refresh(text(next, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
        }

        @Test
        void everywhereEndsEveryLoginOfTheAccountOnly() {
            Account grace = new Account("u-2", "grace@example.com", Set.of(), Set.of(), true);
            accounts.put(grace);
            JsonObject here = signIn();
            JsonObject there = signIn();
            JsonObject hers = signIn(grace);
            call(RequestBuilder.post("/api/auth/logout")
                    .bearer(text(here, "accessToken"))
                    .json(Map.of("everywhere", true)));
            assertThat(code(refresh(text(there, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
            assertThat(refresh(text(hers, "refreshToken")).status()).isEqualTo(200);
        }

        @Test
        void listsLoginsAndEndsOneOfThem() throws JsonException {
            JsonObject here = signIn();
            clock.advance(Duration.ofSeconds(1));
            JsonObject there = signIn();
            Reply list = call(RequestBuilder.get("/api/auth/sessions").bearer(text(here, "accessToken")));
            List<?> logins = (List<?>) Json.parse(list.body().getBytes(StandardCharsets.UTF_8));
            assertThat(logins).hasSize(2);
            JsonObject newest = (JsonObject) logins.get(0);
            assertThat(newest.members())
                    .containsEntry("current", false)
                    .containsEntry("kind", "token")
                    .containsEntry("address", "203.0.113.7");
            Reply ended = call(RequestBuilder.of("DELETE", "/api/auth/sessions/" + text(newest, "id"))
                    .bearer(text(here, "accessToken")));
            assertThat(ended.status()).isEqualTo(204);
            assertThat(code(refresh(text(there, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
            assertThat(refresh(text(here, "refreshToken")).status()).isEqualTo(200);
        }

        @Test
        void byTheAccessTokenCanBeRepeatedWhicheverStepFailed() {
            JsonObject login = signIn();
            RequestBuilder logout = RequestBuilder.post("/api/auth/logout").bearer(text(login, "accessToken"));
            store.refusesToRevoke.set(true);
            assertThat(call(logout).status()).isEqualTo(503);
            store.refusesToRevoke.set(false);
            call(RequestBuilder.get("/api/auth/me").bearer(text(login, "accessToken")));
            revocationStore.down.set(true);
            assertThat(call(logout).status()).isEqualTo(503);
            revocationStore.down.set(false);
            assertThat(call(logout).status()).isEqualTo(204);
            assertThat(code(call(logout))).isEqualTo("TOKEN_REVOKED");
            assertThat(code(refresh(text(login, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
        }

        @Test
        void everywhereCanBeRepeatedWhicheverStepFailed() {
            JsonObject other = signIn();
            clock.advance(Duration.ofSeconds(1));
            JsonObject login = signIn();
            RequestBuilder logout = RequestBuilder.post("/api/auth/logout")
                    .bearer(text(login, "accessToken"))
                    .json(Map.of("everywhere", true));
            store.refusesToRevoke.set(true);
            assertThat(call(logout).status()).isEqualTo(503);
            store.refusesToRevoke.set(false);
            assertThat(call(logout).status()).isEqualTo(204);
            for (JsonObject tokens : List.of(login, other)) {
                assertThat(code(refresh(text(tokens, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
            }
        }

        @Test
        void endingTheCurrentLoginByItsIdCanBeRepeatedToo() throws JsonException {
            JsonObject login = signIn();
            String sid = text(part(text(login, "accessToken"), 1), "sid");
            RequestBuilder end =
                    RequestBuilder.of("DELETE", "/api/auth/sessions/" + sid).bearer(text(login, "accessToken"));
            store.refusesToRevoke.set(true);
            assertThat(call(end).status()).isEqualTo(503);
            store.refusesToRevoke.set(false);
            assertThat(call(end).status()).isEqualTo(204);
            assertThat(code(refresh(text(login, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
        }

        @Test
        void isUnavailableRatherThanHalfDone() {
            JsonObject login = signIn();
            assertThat(call(RequestBuilder.get("/api/auth/me").bearer(text(login, "accessToken")))
                            .status())
                    .isEqualTo(200);
            revocationStore.down.set(true);
            assertThat(logout(Map.of("refreshToken", text(login, "refreshToken")))
                            .status())
                    .isEqualTo(503);
            revocationStore.down.set(false);
            assertThat(refresh(text(login, "refreshToken")).status()).isEqualTo(200);
        }
    }

    @Nested
    final class PublishedKeys {
        @Test
        void arePublicOnlyAndMayBeCached() {
            Reply reply = call(RequestBuilder.get("/.well-known/jwks.json"));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers()).containsEntry("Cache-Control", List.of("public, max-age=300"));
            assertThat(reply.body()).contains("\"kty\":\"EC\"").doesNotContain("\"d\":");
        }

        @Test
        void mayRotateToAnotherAlgorithmWhileTokensLive() {
            String old = text(signIn(), "accessToken");
            keys.rotate(
                    SigningKey.generate(SignatureAlgorithm.EDDSA, new SecureRandom()),
                    clock.instant().plus(Duration.ofHours(1)));
            for (String token : List.of(old, text(signIn(), "accessToken"))) {
                assertThat(call(RequestBuilder.get("/api/auth/me").bearer(token))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    private TokenLogin login(TokenPolicy policy) {
        return TokenLogin.of(policy, keys, store, revocations, accounts).with(clock, new SecureRandom());
    }

    private AuthEngine engine() {
        return AuthEngine.builder()
                .use(BearerAuthentication.of(JwtVerifier.of(tokens.trustedIssuer()), revocations, clock))
                .use(tokens)
                .use(LoginEndpoints.of(accounts, tokens.logins()))
                .clock(clock)
                .build();
    }

    private JsonObject signIn() {
        return signIn(ADA);
    }

    private JsonObject signIn(Account account) {
        return object(tokens.grant()
                .issue(
                        account,
                        RequestBuilder.post("/api/auth/login")
                                .header("User-Agent", "curl/8")
                                .build()));
    }

    private Reply refresh(String token) {
        return call(RequestBuilder.post("/api/auth/refresh").json(Map.of("refreshToken", token)));
    }

    private Reply logout(Map<String, ?> body) {
        return call(RequestBuilder.post("/api/auth/logout").json(body));
    }

    private Reply call(RequestBuilder request) {
        return ((Decision.Answer) engine.decide(request.build(), Requirement.anyone())).reply();
    }

    private static JsonObject object(Reply reply) {
        try {
            return Json.parseObject(reply.body().getBytes(StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw new AssertionError(reply.body(), e);
        }
    }

    private static String code(Reply reply) {
        return text(object(reply), "code");
    }

    private static String text(JsonObject object, String name) {
        return (String) object.members().get(name);
    }

    private static JsonObject part(String token, int index) throws JsonException {
        return Json.parseObject(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
    }

    /** A real store that fails in just one method. */
    private static final class FailingRefreshTokens implements RefreshTokenStore {
        private final MemoryRefreshTokenStore real = new MemoryRefreshTokenStore();
        private final AtomicBoolean refusesToRevoke = new AtomicBoolean();

        @Override
        public void insert(RefreshFamily family, RefreshToken first) {
            real.insert(family, first);
        }

        @Override
        public Optional<Found> find(String tokenId) {
            return real.find(tokenId);
        }

        @Override
        public Optional<RefreshFamily> findFamily(String familyId) {
            return real.findFamily(familyId);
        }

        @Override
        public Rotation rotate(
                String tokenId, RefreshToken.Used used, RefreshToken successor, RefreshFamily.Seen seen) {
            return real.rotate(tokenId, used, successor, seen);
        }

        @Override
        public boolean revokeFamily(String familyId) {
            if (refusesToRevoke.get()) {
                throw new StoreUnavailableException("down for a test");
            }
            return real.revokeFamily(familyId);
        }

        @Override
        public List<RefreshFamily> liveFamiliesOf(String accountId, Instant now) {
            return real.liveFamiliesOf(accountId, now);
        }

        @Override
        public int deleteExpired(Instant now, int limit) {
            return real.deleteExpired(now, limit);
        }
    }

    /** A real store behind a switch. */
    private static final class FailingRevocations implements RevocationStore {
        private final MemoryRevocationStore real = new MemoryRevocationStore();
        private final AtomicBoolean down = new AtomicBoolean();

        @Override
        public void revoke(String loginId, Instant until) {
            check();
            real.revoke(loginId, until);
        }

        @Override
        public Changes since(long version) {
            check();
            return real.since(version);
        }

        @Override
        public int deleteExpired(Instant now, int limit) {
            check();
            return real.deleteExpired(now, limit);
        }

        private void check() {
            if (down.get()) {
                throw new StoreUnavailableException("down for a test");
            }
        }
    }
}
