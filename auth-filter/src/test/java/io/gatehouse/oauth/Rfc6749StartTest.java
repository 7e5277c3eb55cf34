package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.SetCookie;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749 section 4.1.1 and what belongs to it: the authorization request. */
final class Rfc6749StartTest {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    @Test
    void asksForExactlyThis() {
        Reply reply = scene.browser().start("fake");
        assertThat(reply.status()).isEqualTo(302);
        URI location = Browser.location(reply);
        assertThat(location.toString()).startsWith(scene.fake.issuer() + "/authorize?");
        Map<String, String> query = Browser.query(location);
        assertThat(query)
                .containsOnlyKeys(
                        "response_type",
                        "client_id",
                        "redirect_uri",
                        "scope",
                        "state",
                        "nonce",
                        "code_challenge",
                        "code_challenge_method")
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "client-1")
                .containsEntry("redirect_uri", "https://app.example/api/auth/fake/callback")
                .containsEntry("scope", "openid")
                .containsEntry("code_challenge_method", "S256");
        assertThat(reply.headers()).containsEntry("Referrer-Policy", List.of("no-referrer"));
        assertThat(reply.headers()).containsEntry("Cache-Control", List.of("no-store"));
    }

    @Test
    void asksForTheConfiguredScopesAndPrompt() {
        scene.use(provider -> provider.withScopes("email", "profile", "email").withPrompt("login"));
        assertThat(Browser.query(scene.browser().begin()))
                .containsEntry("scope", "openid email profile")
                .containsEntry("prompt", "login");
    }

    @Test
    void everyLoginHasValuesOfItsOwn() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Map<String, String> query = Browser.query(scene.browser().begin());
            for (String name : new String[] {"state", "nonce", "code_challenge"}) {
                // 43 characters of base64url: 256 bits
                assertThat(query.get(name)).matches("[A-Za-z0-9_-]{43}");
                assertThat(seen.add(query.get(name))).isTrue();
            }
        }
    }

    @Test
    void keepsTheQueryOfTheAuthorizationEndpoint() {
        scene.fake.metadata(it -> it.put("authorization_endpoint", scene.fake.issuer() + "/authorize?tenant=a%20b"));
        URI location = scene.browser().begin();
        assertThat(location.getRawQuery()).startsWith("tenant=a%20b&response_type=code");
    }

    @Test
    void theRedirectUriNeverComesFromTheRequest() {
        Reply reply = scene.call(RequestBuilder.get("/api/auth/fake")
                .origin("https://evil.example")
                .header("Host", "evil.example")
                .header("X-Forwarded-Host", "evil.example"));
        assertThat(Browser.query(Browser.location(reply)))
                .containsEntry("redirect_uri", "https://app.example/api/auth/fake/callback");
    }

    @Test
    void theCookieIsBoundToTheHostAndShortLived() {
        Reply reply = scene.browser().start("fake");
        assertThat(reply.cookies()).hasSize(1);
        SetCookie cookie = reply.cookies().get(0);
        assertThat(cookie.name()).startsWith("__Host-gatehouse-login-");
        assertThat(cookie.maxAge()).isEqualTo(Optional.of(Duration.ofMinutes(10)));
        assertThat(cookie.sameSite()).isEqualTo(SetCookie.SameSite.LAX);
        assertThat(cookie.secure()).isTrue();
        Map<String, String> query = Browser.query(Browser.location(reply));
        assertThat(cookie.value()).doesNotContain(query.get("state")).doesNotContain(query.get("nonce"));
    }

    @Test
    void theStoreHoldsNoSecret() {
        List<String> kept = new ArrayList<>();
        scene.pendingLogins =
                new RecordingPendingLogins(login -> kept.add(login.state().encoded()
                        + login.nonce().encoded()
                        + login.browser().encoded()
                        + login.verifier().encoded()
                        + login));
        scene.restart();
        Browser browser = scene.browser();
        Map<String, String> query = Browser.query(browser.begin());
        assertThat(kept.get(0)).doesNotContain(query.get("state")).doesNotContain(query.get("nonce"));
        browser.cookies
                .values()
                .forEach(value -> assertThat(kept.get(0)).doesNotContain(value.substring(value.lastIndexOf('.') + 1)));
    }

    @Test
    void anUnknownProviderIsNotFound() {
        assertThat(OAuthScene.code(scene.browser().start("other"))).isEqualTo("NOT_FOUND");
        assertThat(OAuthScene.code(scene.browser().callback("other", Map.of()))).isEqualTo("NOT_FOUND");
    }

    @Test
    void twoReturnPathsAreMalformed() {
        Reply reply = scene.call(
                RequestBuilder.get("/api/auth/fake").query("returnTo", "/a").query("returnTo", "/b"));
        assertThat(OAuthScene.code(reply)).isEqualTo("REQUEST_MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "iframe", "script", "empty", "embed"})
    void onlyAPageOfItsOwnBeginsALogin(String destination) {
        Reply reply = scene.call(RequestBuilder.get("/api/auth/fake").header("Sec-Fetch-Dest", destination));
        assertThat(OAuthScene.code(reply)).isEqualTo("CSRF_REFUSED");
        assertThat(reply.cookies()).isEmpty();
    }

    @Test
    void listsTheProviders() {
        assertThat(scene.call(RequestBuilder.get("/api/auth/providers")).body())
                .isEqualTo("[{\"id\":\"fake\",\"name\":\"Fake\",\"loginUri\":\"/api/auth/fake\"}]");
    }
}
