package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Client.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example keeps logins, keys and orders in its file when it is stopped, and when it is killed. */
final class RestartIT {
    private static final Path DATA = Path.of("target", "runner-restart", "example-data", "ROOT");

    private final Secrets secrets = new Secrets();
    private final String password = secrets.generate();

    @Test
    void keepsLoginsKeysAndOrders() throws IOException {
        Tokens tokens;
        Tokens ended;
        String key;
        try (ExampleRunner first = ExampleRunner.start("runner-restart", environment())) {
            Client client = first.client(secrets);
            tokens = client.login(Journey.ADA, password);
            ended = client.login(Journey.ADA, password);
            client.post("/api/auth/logout", ended.bearer()).is(204);
            key = client.postJson(
                            "/api/apikeys",
                            Map.of("name", "laptop", "scopes", List.of("data:read", "orders:write")),
                            tokens.bearer())
                    .is(201)
                    .text("apiKey");
            client.post("/api/orders", tokens.bearer()).is(201);
            client.post("/api/orders", "X-API-Key", key).is(201);
        }
        try (ExampleRunner second = ExampleRunner.startAgain("runner-restart", environment())) {
            Client client = second.client(secrets);
            client.get("/api/profile", tokens.bearer()).is(200);
            client.get("/api/data", "X-API-Key", key).is(200);
            client.get("/api/profile", ended.bearer()).isProblem(401, "TOKEN_REVOKED");
            client.refresh(ended.refresh()).isProblem(401, "REFRESH_TOKEN_INVALID");
            tokens = Tokens.in(client.refresh(tokens.refresh()).is(200));
            assertThat(second.output()).doesNotContain("shown this once");
            second.kill();
        }
        try (ExampleRunner third = ExampleRunner.startAgain("runner-restart", environment())) {
            Client client = third.client(secrets);
            assertThat(client.get("/api/orders", tokens.bearer()).is(200).body())
                    .isEqualTo("{\"orders\":[1,2]}");
            client.refresh(tokens.refresh()).is(200);
            client.login(Journey.GRACE, password);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(DATA.resolve("signing-key.pem"))))
                .as("the signing key is its owner's alone")
                .isEqualTo("rw-------");
    }

    @Test
    void takesThePasswordThatItIsGiven() throws IOException {
        String other = secrets.generate();
        try (ExampleRunner first = ExampleRunner.start("runner-password", Map.of("DEMO_PASSWORD", password))) {
            first.client(secrets).login(Journey.ADA, password);
        }
        try (ExampleRunner second = ExampleRunner.startAgain("runner-password", Map.of("DEMO_PASSWORD", other))) {
            second.client(secrets).login(Journey.ADA, other);
            second.client(secrets).tryLogin(Journey.ADA, password).isProblem(401, "LOGIN_FAILED");
        }
    }

    /** The address that tokens are issued by must be the one of before: the port is another at each start. */
    private Map<String, String> environment() {
        return Map.of("DEMO_PASSWORD", password, "PUBLIC_URL", "https://shop.example");
    }
}
