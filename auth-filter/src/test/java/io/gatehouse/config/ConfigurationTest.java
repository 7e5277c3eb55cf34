package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthRequest;
import io.gatehouse.Decision;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.testkit.RequestBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What settings make of an engine. */
final class ConfigurationTest {
    @TempDir
    Path directory;

    private SettingsScene scene;

    @BeforeEach
    void setUp() {
        scene = new SettingsScene(directory);
    }

    @Test
    void rulesSayWhoMay() {
        try (AuthEngine engine = scene.read(SettingsScene.FOREIGN).start()) {
            assertThat(status(engine, RequestBuilder.get("/health").build())).isEqualTo(200);
            assertThat(status(engine, RequestBuilder.get("/api/x").build())).isEqualTo(401);
            assertThat(status(engine, RequestBuilder.get("/elsewhere").build())).isEqualTo(401);
        }
    }

    @Test
    void anAccountOfTheSettingsLogsInAndUsesItsTokensKeysAndSessions() throws JsonException {
        try (AuthEngine engine = scene.read(scene.everything()).start()) {
            Reply login = reply(
                    engine,
                    RequestBuilder.post("/api/auth/login").json(credentials()).build());
            assertThat(login.status()).isEqualTo(200);
            String token = Json.parseObject(login.body().getBytes(StandardCharsets.UTF_8))
                    .string("accessToken")
                    .orElseThrow();
            assertThat(status(
                            engine,
                            RequestBuilder.get("/api/admin/x").bearer(token).build()))
                    .isEqualTo(200);
            Reply made = reply(
                    engine,
                    RequestBuilder.post("/api/apikeys")
                            .bearer(token)
                            .json(Map.of("name", "laptop", "scopes", List.of("orders:read")))
                            .build());
            assertThat(made.status()).isEqualTo(201);
            String key = Json.parseObject(made.body().getBytes(StandardCharsets.UTF_8))
                    .string("apiKey")
                    .orElseThrow();
            assertThat(status(
                            engine,
                            RequestBuilder.get("/api/orders")
                                    .header("X-API-Key", key)
                                    .build()))
                    .isEqualTo(200);
            assertThat(status(
                            engine,
                            RequestBuilder.get("/api/admin/x")
                                    .header("X-API-Key", key)
                                    .build()))
                    .isEqualTo(403);
            assertThat(status(
                            engine,
                            RequestBuilder.get("/api/orders").bearer(token).build()))
                    .isEqualTo(403);
            Reply session = reply(
                    engine,
                    RequestBuilder.post("/api/auth/session").json(credentials()).build());
            assertThat(session.cookies()).hasSize(1);
        }
    }

    @Test
    void theKeyThatSignsMayBeTheLastOfADirectory() {
        scene.write("keys/2025.pem", SettingsScene.pem("secp256r1"));
        scene.write("keys/2026.pem", SettingsScene.pem("secp256r1"));
        scene.write("keys/.hidden", "no key");
        String text =
                SettingsScene.changed(scene.everything(), "gatehouse.tokens.key = file:" + directory.resolve("keys"));
        try (AuthEngine engine = scene.read(text).start()) {
            Reply keys =
                    reply(engine, RequestBuilder.get("/.well-known/jwks.json").build());
            assertThat(keys.body().split("\"kid\"", -1)).hasSize(3);
        }
    }

    @Test
    void theFirstSourceThatHasASettingWins() {
        SettingSource system =
                SettingSource.of("system properties", Map.of("gatehouse.rules.health", "/health = nobody"));
        SettingSource environment = SettingSource.ofEnvironment(
                Map.of("GATEHOUSE_RULES_HEALTH", "/health = open", "GATEHOUSE_RULES_1", "/api/** = open"));
        try (AuthEngine engine =
                scene.read(SettingsScene.FOREIGN, system, environment).start()) {
            assertThat(status(engine, RequestBuilder.get("/health").build())).isEqualTo(401);
            assertThat(status(engine, RequestBuilder.get("/api/x").build())).isEqualTo(200);
        }
    }

    @Test
    void theEnvironmentAloneIsEnough() {
        SettingSource environment = SettingSource.ofEnvironment(Map.of(
                "GATEHOUSE_ISSUERS_MY_CORP_ISSUER", "https://idp.example",
                "GATEHOUSE_ISSUERS_MY_CORP_AUDIENCE", "shop",
                "GATEHOUSE_ISSUERS_MY_CORP_ALGORITHMS", "RS256, ES256",
                "GATEHOUSE_ISSUERS_MY_CORP_JWKS", "https://idp.example/jwks",
                "GATEHOUSE_RULES_1", "/health = open"));
        try (AuthEngine engine = scene.read("", environment).start()) {
            assertThat(status(engine, RequestBuilder.get("/health").build())).isEqualTo(200);
            assertThat(status(engine, RequestBuilder.get("/").build())).isEqualTo(401);
        }
    }

    @Test
    void providersAreOffered() {
        String text = scene.everything() + """

                gatehouse.providers.google.client-id = shop
                gatehouse.providers.google.client-secret = env:SHOP_SECRET
                gatehouse.providers.github.client-id = shop
                gatehouse.providers.github.client-secret = env:SHOP_SECRET
                gatehouse.providers.corp.issuer = https://idp.example
                gatehouse.providers.corp.client-id = shop
                gatehouse.providers.corp.client-secret = env:SHOP_SECRET
                gatehouse.providers.corp.scopes = email, profile
                gatehouse.providers.corp.client-authentication = post
                gatehouse.public-url = https://shop.example
                gatehouse.new-accounts.enabled = true
                gatehouse.new-accounts.roles = user
                """;
        try (AuthEngine engine = scene.read(text).start()) {
            Reply providers =
                    reply(engine, RequestBuilder.get("/api/auth/providers").build());
            assertThat(providers.body()).contains("google", "github", "corp");
        }
    }

    @Test
    void theReportNamesRulesInTheOrderTheyWin() {
        Configuration configuration = scene.read(scene.everything());
        try (AuthEngine engine = configuration.start()) {
            List<String> report = configuration.report(engine);
            assertThat(report)
                    .contains("issuer https://idp.example, audience shop", "store: memory")
                    .containsSubsequence(
                            "path /api/admin/** = role admin by bearer, session",
                            "path GET /api/orders = scope orders:read by api-key",
                            "path /api/** = signed in by bearer",
                            "path everything else = signed in by api-key, bearer, session")
                    .noneMatch(line -> line.contains(SettingsScene.PASSWORD));
            assertThat(configuration.warnings())
                    .containsExactly(
                            "gatehouse.store = memory forgets all keys and logins when the process ends, and shares them with no"
                                    + " other node: use it for trials only");
        }
    }

    @Test
    void theReadmesSettingsAreGood() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        List<String> blocks = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(2);
        blocks.forEach(block -> scene.read(block).start().close());
    }

    @Test
    void whatWeakensIsWarnedOf() {
        Configuration configuration = scene.read(SettingsScene.FOREIGN + "gatehouse.insecure-allow-plain-http = true");
        assertThat(configuration.warnings())
                .containsExactly("gatehouse.insecure-allow-plain-http (WEB-INF/gatehouse.properties) weakens a check:"
                        + " see docs/insecure-options.md");
    }

    private static Map<String, String> credentials() {
        return Map.of("email", "ada@example.com", "password", SettingsScene.PASSWORD);
    }

    private static int status(AuthEngine engine, AuthRequest request) {
        return engine.decide(request, Requirement.anyone())
                .match(allow -> 200, answer -> answer.reply().status());
    }

    private static Reply reply(AuthEngine engine, AuthRequest request) {
        return engine.decide(request, Requirement.anyone())
                .match(
                        allow -> {
                            throw new AssertionError("went to the application");
                        },
                        Decision.Answer::reply);
    }
}
