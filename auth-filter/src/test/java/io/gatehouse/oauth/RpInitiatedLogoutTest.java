package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import io.gatehouse.SetCookie;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.LiveLogin;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.memory.MemoryProviderSessionStore;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** OpenID Connect RP-Initiated Logout 1.0. */
final class RpInitiatedLogoutTest {
    private static final String PATH = "/api/auth/logout/provider";

    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final Browser browser = scene.browser();

    @BeforeEach
    void signIn() {
        scene.useExtras(it -> it.withProviderLogout(scene.sessions, scene.logins));
        var cookie = new SetCookie("__Host-session", "x", Optional.empty(), SetCookie.SameSite.LAX, true);
        scene.grant = (account, request) -> Reply.noContent().withCookie(cookie).withLogin(account.id(), "login-1");
        OAuthScene.assertSignedIn(browser.signIn("ada"));
        browser.as("ada");
    }

    private Reply logout(Map<String, Object> body) {
        return browser.keep(scene.call(browser.with(RequestBuilder.post(PATH)).json(body)));
    }

    private static Map<String, Object> members(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        try {
            return Json.parseObject(reply.body().getBytes(StandardCharsets.UTF_8))
                    .members();
        } catch (JsonException e) {
            throw new AssertionError(reply.body(), e);
        }
    }

    private static Map<?, ?> fields(Reply reply) {
        return members(reply).get("fields") instanceof JsonObject fields ? fields.members() : Map.of();
    }

    private Reply cameBack(String state) {
        return browser.keep(scene.call(
                browser.with(RequestBuilder.get("/api/auth/logout/callback").query("state", state))));
    }

    @Nested
    class Section2 {
        @Test
        void endsTheLoginHereAndSaysHowToEndTheOtherOne() {
            Reply reply = logout(Map.of());
            assertThat(scene.logins.ended).containsExactly("u-1 login-1");
            assertThat(members(reply)).containsEntry("logoutUri", scene.fake.issuer() + "/logout");
            assertThat(fields(reply).keySet().stream().map(String::valueOf))
                    .containsExactlyInAnyOrder("id_token_hint", "client_id", "post_logout_redirect_uri", "state");
            assertThat(fields(reply).get("client_id")).isEqualTo("client-1");
            assertThat(fields(reply).get("post_logout_redirect_uri"))
                    .isEqualTo("https://app.example/api/auth/logout/callback");
            assertThat(reply.headers()).containsEntry("Cache-Control", List.of("no-store"));
            assertThat(scene.events).extracting(AuthEvent::type).contains(AuthEvent.Type.LOGOUT);
        }

        @Test
        void hintsAtThePersonByTheIdTokenOfTheSignIn() throws Exception {
            String idToken = (String) fields(logout(Map.of())).get("id_token_hint");
            String claims =
                    new String(Base64.getUrlDecoder().decode(idToken.split("\\.", -1)[1]), StandardCharsets.UTF_8);
            assertThat(Json.parseObject(claims.getBytes(StandardCharsets.UTF_8)).members())
                    .containsEntry("sub", "ada")
                    .containsEntry("iss", scene.fake.issuer());
        }

        @Test
        void noAddressEverHasTheIdToken() {
            Reply reply = logout(Map.of());
            String idToken = (String) fields(reply).get("id_token_hint");
            assertThat(members(reply).get("logoutUri").toString()).doesNotContain(idToken);
            assertThat(reply.headers()).doesNotContainKey("Location");
        }

        @Test
        void theStoreAloneHasNoIdToken() {
            ProviderSession session =
                    scene.sessions.findBySubject(scene.fake.issuer(), "ada").get(0);
            String idToken = (String) fields(logout(Map.of())).get("id_token_hint");
            assertThat(session.idToken().orElseThrow().encoded()).doesNotContain(idToken);
            String key = browser.cookies.getOrDefault("__Host-gatehouse-provider", "");
            assertThat(key).isEmpty();
        }

        @Test
        void aSessionAtTheProviderIsEndedOnce() {
            logout(Map.of());
            assertThat(scene.sessions.findBySubject(scene.fake.issuer(), "ada")).isEmpty();
            assertThat(fields(logout(Map.of()))).isEmpty();
        }

        @Test
        void aProviderThatIsDownCanNotKeepAnybodySignedIn() {
            scene.restart();
            scene.fake.answers(FakeProvider.METADATA, FakeProvider.typed(503, "text/html", ""));
            assertThat(members(logout(Map.of("returnTo", "/bye")))).isEqualTo(Map.of("logoutUri", "/bye"));
            assertThat(scene.logins.ended).containsExactly("u-1 login-1");
        }

        @Test
        void aProviderWithoutSuchAnEndpointIsNotSpokenTo() {
            scene.fake.metadata(it -> it.remove("end_session_endpoint"));
            scene.restart();
            assertThat(members(logout(Map.of()))).isEqualTo(Map.of("logoutUri", "/"));
            assertThat(scene.logins.ended).containsExactly("u-1 login-1");
        }

        @Test
        void aLoginThatBeganOtherwiseEndsHereOnly() {
            browser.as("ada-later");
            assertThat(members(logout(Map.of()))).isEqualTo(Map.of("logoutUri", "/"));
            assertThat(scene.logins.ended).containsExactly("u-1 login-2");
        }

        @Test
        void somebodyElsesCookieEndsNothingOfTheirs() {
            browser.as("grace");
            assertThat(members(logout(Map.of()))).isEqualTo(Map.of("logoutUri", "/"));
            assertThat(scene.logins.ended).containsExactly("u-2 login-3");
            assertThat(scene.sessions.findBySubject(scene.fake.issuer(), "ada")).hasSize(1);
        }

        @Test
        void anotherKeyOpensNoIdToken() {
            browser.cookies.computeIfPresent(
                    "__Host-gatehouse-provider",
                    (name, value) -> value.substring(0, value.indexOf('.') + 1) + "A".repeat(43));
            assertThat(fields(logout(Map.of())).keySet().stream().map(String::valueOf))
                    .containsExactlyInAnyOrder("client_id", "post_logout_redirect_uri", "state");
        }

        @Test
        void whenTheLoginCanNotBeEndedNothingIsForgotten() {
            scene.logins.down = true;
            assertThat(logout(Map.of()).status()).isEqualTo(503);
            scene.logins.down = false;
            assertThat(fields(logout(Map.of()))).isNotEmpty();
        }

        @Test
        void aLoginOfAnotherKindIsRefusedAndNotSaidToHaveEnded() {
            scene.useExtras(it -> it.withProviderLogout(scene.sessions, new NoLogins()));
            assertThat(OAuthScene.code(logout(Map.of()))).isEqualTo("FORBIDDEN");
            assertThat(scene.events).extracting(AuthEvent::type).doesNotContain(AuthEvent.Type.LOGOUT);
        }

        @Test
        void ofTwoClientsOfOneProviderNeitherIsAsked() {
            scene.use(
                    scene.provider(),
                    OAuthProvider.oidc(
                                    "other",
                                    "Other",
                                    scene.fake.issuer(),
                                    "client-2",
                                    ClientAuthentication.secretBasic(OAuthScene.SECRET))
                            .insecureAllowHttp());
            assertThat(fields(logout(Map.of()))).isEmpty();
            assertThat(scene.logins.ended).containsExactly("u-1 login-1");
        }

        @Test
        void aRecordThatCanNotBeForgottenKeepsNobodySignedInThere() {
            scene.useExtras(it -> it.withProviderLogout(new Unforgetting(scene.sessions), scene.logins));
            assertThat(fields(logout(Map.of()))).isNotEmpty();
            assertThat(scene.events).extracting(AuthEvent::type).contains(AuthEvent.Type.LOGOUT);
        }

        @Test
        void needsALogin() {
            browser.as("");
            assertThat(OAuthScene.code(logout(Map.of()))).isEqualTo("CREDENTIALS_MISSING");
            assertThat(scene.logins.ended).isEmpty();
        }

        @Test
        void anotherOriginIsNoWayBackAndEndsNothing() {
            assertThat(OAuthScene.code(logout(Map.of("returnTo", "//evil.example"))))
                    .isEqualTo("REQUEST_MALFORMED");
            assertThat(scene.logins.ended).isEmpty();
        }
    }

    @Nested
    class Section3 {
        private String begun() {
            return (String) fields(logout(Map.of("returnTo", "/bye?from=here"))).get("state");
        }

        @Test
        void comesBackToWhereItWasAsked() {
            Reply reply = cameBack(begun());
            assertThat(reply.status()).isEqualTo(303);
            assertThat(Browser.location(reply)).isEqualTo(URI.create("https://app.example/bye?from=here"));
            assertThat(browser.cookies).doesNotContainKey("__Host-gatehouse-logout");
        }

        @Test
        void anotherStateLeadsHome() {
            begun();
            assertThat(Browser.location(cameBack("another"))).isEqualTo(URI.create("https://app.example/"));
            assertThat(Browser.location(cameBack(""))).isEqualTo(URI.create("https://app.example/"));
        }

        @Test
        void theStateCountsInItsBrowserOnly() {
            String state = begun();
            Reply reply =
                    scene.call(RequestBuilder.get("/api/auth/logout/callback").query("state", state));
            assertThat(Browser.location(reply)).isEqualTo(URI.create("https://app.example/"));
        }

        @Test
        void aPlantedCookieLeadsToNoOtherOrigin() {
            String path = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString("//evil.example".getBytes(StandardCharsets.UTF_8));
            browser.cookies.put("__Host-gatehouse-logout", "s." + path);
            assertThat(Browser.location(cameBack("s"))).isEqualTo(URI.create("https://app.example/"));
        }
    }

    /** Is down when it should forget. */
    private record Unforgetting(ProviderSessionStore store) implements ProviderSessionStore {
        @Override
        public void insert(ProviderSession session) {
            store.insert(session);
        }

        @Override
        public Optional<ProviderSession> find(String id) {
            return store.find(id);
        }

        @Override
        public List<ProviderSession> findBySid(String issuer, String sid) {
            return store.findBySid(issuer, sid);
        }

        @Override
        public List<ProviderSession> findBySubject(String issuer, String subject) {
            return store.findBySubject(issuer, subject);
        }

        @Override
        public void delete(String id) {
            throw new StoreUnavailableException("down");
        }

        @Override
        public int deleteExpired(Instant now, int limit) {
            return 0;
        }
    }

    /** A kind of logins that has none. */
    private static final class NoLogins implements LiveLogins {
        @Override
        public List<LiveLogin> of(String accountId) {
            return List.of();
        }

        @Override
        public boolean end(String accountId, String loginId) {
            return false;
        }

        @Override
        public void endAll(String accountId, Optional<String> except) {}
    }

    @Test
    void bothKindsOfLogoutNeedTheSameStore() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.useExtras(
                        it -> it.withBackChannelLogout(scene.sessions, new MemoryAttemptStore(), scene.logins)
                                .withProviderLogout(new MemoryProviderSessionStore(), scene.logins)))
                .withMessageContaining("same store");
    }
}
