package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.Reply;
import io.gatehouse.memory.MemoryPendingLoginStore;
import io.gatehouse.secret.SecretHash;
import io.gatehouse.token.SignatureAlgorithm;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider and the wiring of a login may be. */
final class OAuthProviderTest {
    private static final ClientAuthentication SECRET = ClientAuthentication.secretBasic("s");

    private static OAuthProvider provider(String id) {
        return OAuthProvider.oidc(id, "Name", "https://issuer.example", "client", SECRET);
    }

    private static OAuthLogin login(String baseUrl, OAuthProvider... providers) {
        return OAuthLogin.of(
                URI.create(baseUrl),
                person -> Optional.empty(),
                new MemoryPendingLoginStore(),
                (account, request) -> Reply.noContent(),
                providers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Google", "a/b", "a b", "a.b", "\u00e9", "me", "login", "providers", "sessions"})
    void anIdIsShortPlainAndNotTaken(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> provider(id));
        assertThatIllegalArgumentException().isThrownBy(() -> provider("a".repeat(33)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example",
                "http://localhost:8080",
                "https://app.example?a",
                "https://app.example#a",
                "https://u@app.example",
                "https://app.example//x",
                "app.example",
                "/app"
            })
    void theBaseUrlIsHttpsAndPlain(String baseUrl) {
        assertThatIllegalArgumentException().isThrownBy(() -> login(baseUrl, provider("a")));
    }

    @Test
    void theRedirectUriHasTheContextPath() {
        assertThat(login("https://app.example/shop/", provider("a")).redirectUri("a"))
                .isEqualTo(URI.create("https://app.example/shop/api/auth/a/callback"));
        assertThat(login("https://app.example", provider("a"))
                        .withBasePath("/sso")
                        .redirectUri("a"))
                .isEqualTo(URI.create("https://app.example/sso/a/callback"));
    }

    @Test
    void overPlainHttpOnThisMachineTheCookieHasNoPrefix() {
        assertThat(new LoginCookies(false)
                        .begin(
                                SecretHash.of("s"),
                                LoginCookies.newToken(new SecureRandom()),
                                Instant.EPOCH,
                                Duration.ofMinutes(1))
                        .name())
                .startsWith("gatehouse-login-");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OAuthLogin.insecureAllowHttp(
                        URI.create("http://app.example"),
                        person -> Optional.empty(),
                        new MemoryPendingLoginStore(),
                        (account, request) -> Reply.noContent(),
                        provider("a")));
    }

    @Test
    void noProviderIsThereTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> login("https://app.example", provider("a"), provider("a")))
                .withMessageContaining("two providers");
    }

    @Test
    void idTokensAreNeverSignedByASharedSecret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider("a").withIdTokenAlgorithms(SignatureAlgorithm.HS256));
        assertThatIllegalArgumentException().isThrownBy(() -> provider("a").withIdTokenAlgorithms());
    }

    @Test
    void optionsKeepToTheirBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> provider("a").withSkew(Duration.ofMinutes(6)));
        assertThatIllegalArgumentException().isThrownBy(() -> provider("a").withMaxAge(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> provider("a").withPrompt("none"));
        assertThatIllegalArgumentException().isThrownBy(() -> provider("a").withScopes("a b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> login("https://app.example", provider("a")).withTimeout(Duration.ofSeconds(31)));
    }

    @Test
    void googleWithAHostedDomainAsksForItAndRequiresIt() {
        OAuthProvider google = KnownProviders.google("client", "secret", "example.com");
        assertThat(google.issuer()).isEqualTo("https://accounts.google.com");
        assertThat(google.options().parameters()).isEqualTo(Map.of("hd", "example.com"));
        assertThat(google.options().requiredClaims()).isEqualTo(Map.of("hd", "example.com"));
        assertThatIllegalArgumentException().isThrownBy(() -> KnownProviders.google("client", "secret", "*"));
    }

    @Test
    void microsoftIsOneTenant() {
        OAuthProvider microsoft = KnownProviders.microsoft("9188040d-6c67-4c5b-b112-36a304b66dad", "client", "secret");
        assertThat(microsoft.issuer())
                .isEqualTo("https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0");
        for (String tenant : new String[] {"common", "organizations", "consumers", "example.com", "../x"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> KnownProviders.microsoft(tenant, "client", "secret"));
        }
    }
}
