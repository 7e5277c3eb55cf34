package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.gatehouse.Identity;
import io.gatehouse.StoreUnavailableException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sign-in with Keycloak: on localhost, and behind a proxy that ends TLS; by hand, and in a real browser. */
final class KeycloakIT {
    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();
    private static final String RESOURCE_SECRET = SECRETS.generate();
    private static final String NAME = "The provider";

    private static Keycloak keycloak;

    @BeforeAll
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    static void start() throws IOException {
        Chromium.install();
        keycloak = Keycloak.start(PASSWORD, RESOURCE_SECRET, SECRETS);
    }

    @AfterAll
    static void stop() {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    /** What people type into its page. */
    interface People extends ProviderJourney {
        @Override
        default Map<String, String> ada() {
            return Map.of("username", "ada", "password", PASSWORD);
        }

        @Override
        default Map<String, String> grace() {
            return Map.of("username", "grace", "password", PASSWORD);
        }

        @Override
        default String emailOfAda() {
            return "ada@provider.example";
        }
    }

    @Nested
    final class OnLocalhost implements People, ProviderPageJourney {
        private static SigningIn example;

        @BeforeAll
        static void start() throws IOException {
            int port = ServerProcess.freePort();
            String url = SigningIn.urlAt(port);
            example = SigningIn.start("runner-keycloak", port, keycloak.register(url, url, NAME));
        }

        @AfterAll
        static void stop() {
            if (example != null) {
                example.close();
            }
        }

        @Override
        public SigningIn example() {
            return example;
        }

        @Test
        void logoutThereEndsTheSessionsHere() throws IOException {
            assertLoggedOutHere(example, this);
        }
    }

    @Nested
    final class BehindTlsProxy implements People, ProviderPageJourney {
        private static TlsProxy proxy;
        private static SigningIn example;

        @BeforeAll
        static void start() throws IOException {
            int port = ServerProcess.freePort();
            proxy = TlsProxy.to(port);
            Map<String, String> environment =
                    new LinkedHashMap<>(keycloak.register(proxy.url(), SigningIn.urlAt(port), NAME));
            environment.put("TRUSTED_PROXIES", "127.0.0.1, ::1");
            environment.put("DEMO_PASSWORD", PASSWORD);
            example = SigningIn.start("runner-tls", port, proxy.url(), environment);
        }

        @AfterAll
        static void stop() {
            if (example != null) {
                example.close();
            }
            if (proxy != null) {
                proxy.close();
            }
        }

        @Override
        public SigningIn example() {
            return example;
        }

        @Test
        void logoutThereEndsTheSessionsHere() throws IOException {
            assertLoggedOutHere(example, this);
        }

        @Test
        void signsInByPassword() throws IOException {
            Client client = example.client(SECRETS);
            String[] page = {"Origin", proxy.url()};
            Answer login = signIn(client, page);
            String line = login.is(200).values("Set-Cookie").get(0);
            assertThat(line)
                    .startsWith("__Host-gatehouse=gs_")
                    .contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/")
                    .doesNotContain("Domain");
            String[] cookie = {"Cookie", line.substring(0, line.indexOf(';')), page[0], page[1]};
            assertThat(client.get("/api/auth/sessions", cookie).is(200).list())
                    .anySatisfy(session -> assertThat(session)
                            .containsEntry("current", true)
                            .containsEntry("address", TlsProxy.CLIENT));
            client.post("/api/auth/logout", "Cookie", cookie[1], "Origin", "https://evil.example")
                    .isProblem(403, "CSRF_REFUSED");
            client.post("/api/auth/logout", cookie).is(204);
            client.get("/api/profile", cookie).isProblem(401, "SESSION_EXPIRED");
        }

        @Test
        void anotherOriginSignsNobodyIn() throws IOException {
            for (String origin :
                    List.of("http" + proxy.url().substring(5), "https://localhost", "https://evil.example")) {
                signIn(example.client(SECRETS), "Origin", origin).isProblem(403, "CSRF_REFUSED");
            }
        }

        /** What a client claims stands left of what the proxy adds, or is replaced. */
        @Test
        void clientsClaimInVain() throws IOException {
            Answer login = signIn(
                    example.client(SECRETS),
                    "Origin",
                    proxy.url(),
                    "X-Forwarded-For",
                    "127.0.0.1",
                    "X-Forwarded-Host",
                    "evil.example",
                    "X-Forwarded-Proto",
                    "http",
                    "Forwarded",
                    "for=127.0.0.1;host=evil.example");
            String line = login.is(200).values("Set-Cookie").get(0);
            assertThat(example.client(SECRETS)
                            .get("/api/auth/sessions", "Cookie", line.substring(0, line.indexOf(';')))
                            .is(200)
                            .list())
                    .anySatisfy(session -> assertThat(session)
                            .containsEntry("current", true)
                            .containsEntry("address", TlsProxy.CLIENT));
        }

        private Answer signIn(Client client, String... headers) throws IOException {
            return client.postJson("/api/auth/session", Map.of("email", Journey.GRACE, "password", PASSWORD), headers);
        }
    }

    private static void assertLoggedOutHere(SigningIn example, People people) throws IOException {
        Browser ada = new Browser();
        Browser adaElsewhere = new Browser();
        Browser grace = new Browser();
        example.signIn(ada, people.ada());
        example.signIn(adaElsewhere, people.ada());
        example.signIn(grace, people.grace());
        keycloak.logOut("ada");
        await().atMost(ServerProcess.PATIENCE).untilAsserted(() -> {
            ada.open(example.uri("/api/profile")).isProblem(401, "SESSION_EXPIRED");
            adaElsewhere.open(example.uri("/api/profile")).is(401);
        });
        example.account(grace);
        assertThat(example.signIn(ada, people.ada())).isEqualTo(example.signIn(adaElsewhere, people.ada()));
    }

    @Test
    void tellsWhatTokensMean() throws IOException {
        Answer tokens = keycloak.tokens("grace", PASSWORD);
        String access = tokens.text("access_token");
        OpaqueTokens api = asking(RESOURCE_SECRET, Keycloak.RESOURCE_SERVER);
        Identity grace = api.identity(access);
        assertThat(grace.issuer()).contains(keycloak.issuer());
        assertThat(grace.attributes()).containsEntry("username", "grace");
        assertThat(grace.roles()).contains("clerk");
        assertThat(grace.scopes()).contains("openid");
        // Of another kind, for another audience, changed
        assertThat(api.reason(tokens.text("refresh_token"))).contains("introspection: ");
        assertThat(api.reason(tokens.text("id_token"))).contains("introspection: ");
        assertThat(asking(RESOURCE_SECRET, "other-api").reason(access)).contains("aud");
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
