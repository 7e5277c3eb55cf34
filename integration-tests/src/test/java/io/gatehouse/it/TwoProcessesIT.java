package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.it.Client.Tokens;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two processes of the example on one PostgreSQL behave as one application. */
final class TwoProcessesIT {
    /** Twice the documented bound of either: revocations are asked for once a second, keys are kept for five. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();

    private static EmbeddedPostgres postgres;
    private static ExampleRunner first;
    private static ExampleRunner second;
    private static Client a;
    private static Client b;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        Map<String, String> environment = Map.of(
                "DEMO_PASSWORD",
                PASSWORD,
                "PUBLIC_URL",
                "http://localhost:8080",
                "DATABASE_URL",
                postgres.getJdbcUrl("postgres", "postgres"),
                "SIGNING_KEY_FILE",
                Path.of("target", "two-processes.pem").toAbsolutePath().toString());
        first = ExampleRunner.start("runner-first", environment);
        second = ExampleRunner.start("runner-second", environment);
        a = first.client(SECRETS);
        b = second.client(SECRETS);
    }

    @AfterAll
    static void stop() throws IOException {
        first.close();
        second.close();
        postgres.close();
    }

    @Test
    void aLoginOnOneIsGoodOnTheOtherUntilItIsEndedOnEither() throws IOException {
        Tokens tokens = a.login(Journey.ADA, PASSWORD);
        b.get("/api/profile", tokens.bearer()).is(200);
        a.post("/api/auth/logout", tokens.bearer()).is(204);
        a.get("/api/profile", tokens.bearer()).isProblem(401, "TOKEN_REVOKED");
        await().atMost(SOON)
                .untilAsserted(() -> b.get("/api/profile", tokens.bearer()).isProblem(401, "TOKEN_REVOKED"));
        b.refresh(tokens.refresh()).isProblem(401, "REFRESH_TOKEN_INVALID");
    }

    @Test
    void aRefreshTokenThatIsUsedOnOneIsUsedUpOnTheOther() throws IOException {
        Tokens tokens = a.login(Journey.ADA, PASSWORD);
        Tokens next = Tokens.in(a.refresh(tokens.refresh()).is(200));
        assertThat(Tokens.in(b.refresh(tokens.refresh()).is(200)).refresh())
                .as("within the retry window both give one successor")
                .isEqualTo(next.refresh());
        b.refresh(next.refresh()).is(200);
    }

    @Test
    void aKeyThatIsMadeOnOneIsGoodOnTheOtherUntilItIsRevoked() throws IOException {
        Tokens tokens = a.login(Journey.ADA, PASSWORD);
        Answer created =
                a.postJson("/api/apikeys", Map.of("name", "laptop", "scopes", List.of("data:read")), tokens.bearer());
        String key = created.is(201).text("apiKey");
        b.get("/api/data", "X-API-Key", key).is(200);
        a.delete("/api/apikeys/" + created.text("id"), tokens.bearer()).is(204);
        a.get("/api/data", "X-API-Key", key).isProblem(401, "API_KEY_INVALID");
        await().atMost(SOON)
                .untilAsserted(() -> b.get("/api/data", "X-API-Key", key).isProblem(401, "API_KEY_INVALID"));
    }

    @Test
    void aSessionOfOneIsGoodOnTheOtherUntilItIsEnded() throws IOException {
        Answer login = a.postJson("/api/auth/session", Map.of("email", Journey.ADA, "password", PASSWORD))
                .is(200);
        String line = login.values("Set-Cookie").get(0);
        String cookie = line.substring(0, line.indexOf(';'));
        b.get("/api/profile", "Cookie", cookie).is(200);
        a.post("/api/auth/logout", "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                .is(204);
        a.get("/api/profile", "Cookie", cookie).isProblem(401, "SESSION_EXPIRED");
        await().atMost(SOON)
                .untilAsserted(() -> b.get("/api/profile", "Cookie", cookie).isProblem(401, "SESSION_EXPIRED"));
    }

    @Test
    void eachListsTheLoginsOfBoth() throws IOException {
        Tokens here = a.login(Journey.GRACE, PASSWORD);
        Tokens there = b.login(Journey.GRACE, PASSWORD);
        assertThat(a.get("/api/auth/sessions", here.bearer()).is(200).body())
                .isEqualTo(b.get("/api/auth/sessions", here.bearer()).is(200).body());
        b.delete("/api/auth/sessions", there.bearer()).is(204);
        b.get("/api/profile", here.bearer()).isProblem(401, "TOKEN_REVOKED");
        await().atMost(SOON)
                .untilAsserted(() -> a.get("/api/profile", here.bearer()).isProblem(401, "TOKEN_REVOKED"));
    }

    @Test
    void ordersOnEitherGoToOneTable() throws IOException {
        Tokens tokens = a.login(Journey.ADA, PASSWORD);
        a.post("/api/orders", tokens.bearer()).is(201);
        b.post("/api/orders", tokens.bearer()).is(201);
        assertThat(a.get("/api/orders", tokens.bearer()).is(200).body()).isEqualTo("{\"orders\":[1,2]}");
    }
}
