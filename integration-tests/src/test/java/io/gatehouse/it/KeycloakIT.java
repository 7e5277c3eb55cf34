package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.gatehouse.Identity;
import io.gatehouse.StoreUnavailableException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sign-in with Keycloak. */
final class KeycloakIT implements ProviderJourney {
    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();

    private static final String CLIENT_SECRET = SECRETS.generate();

    private static Keycloak keycloak;
    private static SigningIn example;

    @BeforeAll
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    static void start() throws IOException {
        int port = ServerProcess.freePort();
        keycloak = Keycloak.start(SigningIn.urlAt(port), CLIENT_SECRET, PASSWORD, SECRETS);
        example = SigningIn.start(
                "runner-keycloak",
                port,
                Map.of(
                        "OIDC_ISSUER",
                        keycloak.issuer(),
                        "OIDC_CLIENT_ID",
                        Keycloak.CLIENT_ID,
                        "OIDC_CLIENT_SECRET",
                        CLIENT_SECRET,
                        "OIDC_NAME",
                        "The provider"));
    }

    @AfterAll
    static void stop() {
        if (example != null) {
            example.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Override
    public SigningIn example() {
        return example;
    }

    @Override
    public Map<String, String> ada() {
        return Map.of("username", "ada", "password", PASSWORD);
    }

    @Override
    public Map<String, String> grace() {
        return Map.of("username", "grace", "password", PASSWORD);
    }

    @Override
    public String emailOfAda() {
        return "ada@provider.example";
    }

    @Test
    void logoutThereEndsTheSessionsHere() throws IOException {
        Browser ada = new Browser();
        Browser adaElsewhere = new Browser();
        Browser grace = new Browser();
        example.signIn(ada, ada());
        example.signIn(adaElsewhere, ada());
        example.signIn(grace, grace());
        keycloak.logOut("ada");
        await().atMost(ServerProcess.PATIENCE).untilAsserted(() -> {
            ada.open(example.uri("/api/profile")).isProblem(401, "SESSION_EXPIRED");
            adaElsewhere.open(example.uri("/api/profile")).is(401);
        });
        example.account(grace);
        assertThat(example.signIn(ada, ada())).isEqualTo(example.signIn(adaElsewhere, ada()));
    }

    @Test
    void tellsWhatTokensMean() throws IOException {
        Answer tokens = keycloak.tokens("grace", PASSWORD);
        String access = tokens.text("access_token");
        OpaqueTokens api = asking(CLIENT_SECRET, Keycloak.RESOURCE_SERVER);
        Identity grace = api.identity(access);
        assertThat(grace.issuer()).contains(keycloak.issuer());
        assertThat(grace.attributes()).containsEntry("username", "grace");
        assertThat(grace.roles()).contains("clerk");
        assertThat(grace.scopes()).contains("openid");
        // Of another kind, for another audience, changed
        assertThat(api.reason(tokens.text("refresh_token"))).contains("introspection: ");
        assertThat(api.reason(tokens.text("id_token"))).contains("introspection: ");
        assertThat(asking(CLIENT_SECRET, "other-api").reason(access)).contains("aud");
        assertThat(api.reason(access.substring(0, access.length() - 8) + "AAAAAAAA"))
                .contains("not active");
        OpaqueTokens withoutProof = asking("another secret", Keycloak.RESOURCE_SERVER);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> withoutProof.ask(access))
                .withMessageContaining("401");
        keycloak.logOut("grace");
        assertThat(api.reason(access)).contains("not active");
    }

    private static OpaqueTokens asking(String secret, String audience) {
        return new OpaqueTokens(keycloak.issuer(), Keycloak.RESOURCE_SERVER, secret, audience);
    }
}
