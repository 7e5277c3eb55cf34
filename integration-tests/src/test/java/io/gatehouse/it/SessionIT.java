package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Client.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions of browsers, on the example as its run command starts it: on localhost, over plain http. */
final class SessionIT {
    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();
    private static final String[] SAME_SITE = {"Sec-Fetch-Site", "same-origin"};

    private static ExampleRunner runner;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        runner = ExampleRunner.start("runner-session", Map.of("DEMO_PASSWORD", PASSWORD));
        client = runner.client(SECRETS);
    }

    @AfterAll
    static void stop() {
        runner.close();
    }

    @Test
    void aCookieSignsInUntilTheLogout() throws IOException {
        Answer login = signIn(Journey.ADA);
        assertThat(login.json()).containsOnlyKeys("user", "expiresIn");
        String line = login.values("Set-Cookie").get(0);
        assertThat(line).startsWith("gatehouse=gs_").contains("; HttpOnly", "; SameSite=Lax", "; Path=/");
        String cookie = cookie(login);
        client.get("/api/profile", "Cookie", cookie).is(200);
        assertThat(client.get("/api/auth/me", "Cookie", cookie).is(200).text("scheme"))
                .isEqualTo("session");
        client.post("/api/auth/logout", "Cookie", cookie).isProblem(403, "CSRF_REFUSED");
        client.post("/api/auth/logout", "Cookie", cookie, "Origin", "http://evil.example")
                .isProblem(403, "CSRF_REFUSED");
        Answer logout = client.post("/api/auth/logout", "Cookie", cookie, SAME_SITE[0], SAME_SITE[1])
                .is(204);
        assertThat(logout.values("Set-Cookie").get(0)).startsWith("gatehouse=;").contains("Max-Age=0");
        Answer refused = client.get("/api/profile", "Cookie", cookie).isProblem(401, "SESSION_EXPIRED");
        assertThat(refused.values("Set-Cookie").get(0)).contains("Max-Age=0");
        assertThat(refused.text("loginUri")).isEqualTo("/account/");
    }

    @Test
    void opensWhatTheRulesSayAndNoMore() throws IOException {
        String ada = cookie(signIn(Journey.ADA));
        String grace = cookie(signIn(Journey.GRACE));
        client.get("/api/admin", "Cookie", grace).is(200);
        client.get("/api/admin", "Cookie", ada).isProblem(403, "FORBIDDEN");
        // these rules name bearer tokens and keys: the cookie is not even read
        client.get("/api/orders", "Cookie", ada).isProblem(401, "CREDENTIALS_MISSING");
        client.post("/api/orders", "Cookie", ada, SAME_SITE[0], SAME_SITE[1]).isProblem(401, "CREDENTIALS_MISSING");
    }

    @Test
    void explicitCredentialIsJudgedAndTheCookieIsNotRead() throws IOException {
        String cookie = cookie(signIn(Journey.ADA));
        client.get("/api/profile", "Cookie", cookie, "Authorization", "Bearer nonsense")
                .isProblem(401, "TOKEN_MALFORMED");
        Tokens tokens = client.login(Journey.ADA, PASSWORD);
        client.get("/api/profile", "Cookie", "gatehouse=stale", tokens.bearer()[0], tokens.bearer()[1])
                .is(200);
    }

    @Test
    void isListedAndEndedWithTheLoginsByTokens() throws IOException {
        String cookie = cookie(signIn(Journey.GRACE));
        Tokens tokens = client.login(Journey.GRACE, PASSWORD);
        String list = client.get("/api/auth/sessions", "Cookie", cookie).is(200).body();
        assertThat(list).contains("\"kind\":\"token\"", "\"kind\":\"session\"").containsOnlyOnce("\"current\":true");
        client.delete("/api/auth/sessions", tokens.bearer()).is(204);
        client.get("/api/profile", "Cookie", cookie).isProblem(401, "SESSION_EXPIRED");
        client.get("/api/profile", tokens.bearer()).is(200);
    }

    @Test
    void makesAndRevokesKeys() throws IOException {
        String cookie = cookie(signIn(Journey.ADA));
        Answer created = client.postJson(
                "/api/apikeys",
                Map.of("name", "laptop", "scopes", List.of("data:read")),
                "Cookie",
                cookie,
                SAME_SITE[0],
                SAME_SITE[1]);
        created.is(201);
        client.get("/api/data", "X-API-Key", created.text("apiKey")).is(200);
        client.delete("/api/apikeys/" + created.text("id"), "Cookie", cookie, SAME_SITE[0], SAME_SITE[1])
                .is(204);
        client.get("/api/data", "X-API-Key", created.text("apiKey")).isProblem(401, "API_KEY_INVALID");
    }

    @Test
    void twoCookiesOfTheNameAreRefused() throws IOException {
        String cookie = cookie(signIn(Journey.ADA));
        client.get("/api/profile", "Cookie", cookie + "; " + cookie).isProblem(400, "CREDENTIALS_AMBIGUOUS");
        client.get("/api/profile", "Cookie", "a=\"b; " + cookie + "; c=d\"").isProblem(401, "CREDENTIALS_MISSING");
    }

    @Test
    void listsNoProviderWhereNoneIsConfigured() throws IOException {
        assertThat(client.get("/api/auth/providers").is(200).body()).isEqualTo("[]");
        client.get("/api/auth/oidc").isProblem(404, "NOT_FOUND");
    }

    private static Answer signIn(String email) throws IOException {
        return client.postJson("/api/auth/session", Map.of("email", email, "password", PASSWORD))
                .is(200);
    }

    private static String cookie(Answer answer) {
        String line = answer.values("Set-Cookie").get(0);
        return line.substring(0, line.indexOf(';'));
    }
}
