package io.gatehouse.apikey;

import static io.gatehouse.apikey.ApiKeyScene.asAda;
import static io.gatehouse.apikey.ApiKeyScene.asGrace;
import static io.gatehouse.apikey.ApiKeyScene.code;
import static io.gatehouse.apikey.ApiKeyScene.idOf;
import static io.gatehouse.apikey.ApiKeyScene.text;
import static io.gatehouse.apikey.ApiKeyScene.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import io.gatehouse.json.JsonNull;
import io.gatehouse.json.JsonObject;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Makes API keys. */
final class CreateApiKeyTest {
    private final ApiKeyScene scene = new ApiKeyScene();

    @Test
    void answersTheKeyOnceWithWhatTheContractNames() {
        Reply reply = scene.answer(asAda(RequestBuilder.post("/api/apikeys"))
                .json(Map.of(
                        "name",
                        "Nächtlicher Lauf 🌙",
                        "scopes",
                        List.of("orders:read", "data:read"),
                        "expiresIn",
                        60)));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.headers().get("Cache-Control")).containsExactly("no-store");
        JsonObject body = ApiKeyScene.object(reply);
        assertThat(body.members().keySet())
                .containsExactlyInAnyOrder("id", "apiKey", "name", "start", "scopes", "createdAt", "expiresAt");
        String key = text(body, "apiKey");
        assertThat(key).matches(ApiKeyPolicy.standard().expression());
        assertThat(text(body, "id")).isEqualTo(idOf(key));
        assertThat(text(body, "start")).isEqualTo(key.substring(0, 8));
        assertThat(text(body, "name")).isEqualTo("Nächtlicher Lauf 🌙");
        assertThat(body.members().get("scopes")).isEqualTo(List.of("data:read", "orders:read"));
        assertThat(text(body, "createdAt")).isEqualTo(scene.clock.instant().toString());
        assertThat(text(body, "expiresAt"))
                .isEqualTo(scene.clock.instant().plusSeconds(60).toString());
        assertThat(scene.works(key)).isTrue();
    }

    @Test
    void givesNoScopesUnlessAsked() {
        String key = text(scene.create(Map.of("name", "plain")), "apiKey");
        assertThat(scene.identity(key).scopes()).isEmpty();
        assertThat(scene.answer(withKey("/api/data", key)).status()).isEqualTo(403);
    }

    @Test
    void reportsTheFact() {
        scene.createdKey();
        assertThat(scene.events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(AuthEvent.Type.API_KEY_CREATED);
            assertThat(event.subject()).contains("ada");
        });
    }

    @Test
    void givesNoScopeThatTheOwnerLacks() {
        Reply reply = create(
                "Bearer ada data:read admin:all", Map.of("name", "x", "scopes", List.of("data:read", "admin:all")));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(code(reply)).isEqualTo("SCOPE_INSUFFICIENT");
        assertThat(text(ApiKeyScene.object(reply), "detail"))
                .contains("admin:all")
                .doesNotContain("data:read");
        assertThat(scene.listed()).isEmpty();
    }

    @Test
    void givesNoScopeThatTheLoginLacks() {
        Reply reply = create("Bearer ada data:read", Map.of("name", "x", "scopes", List.of("orders:write")));
        assertThat(code(reply)).isEqualTo("SCOPE_INSUFFICIENT");
        assertThat(create("Bearer ada data:read", Map.of("name", "x", "scopes", List.of("data:read")))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void refusesALoginWhoseAccountIsDisabledOrGone() {
        scene.account("ada", false, "data:read");
        assertThat(code(create("Bearer ada data:read", Map.of("name", "x")))).isEqualTo("FORBIDDEN");
        assertThat(code(create("Bearer nobody data:read", Map.of("name", "x")))).isEqualTo("FORBIDDEN");
    }

    @Test
    void ignoresMembersThatNobodyAskedFor() {
        JsonObject body = scene.create(Map.of(
                "name", "x",
                "id", "0123456789abcdef",
                "ownerId", "grace",
                "apiKey", "gth_mine",
                "hash", "AAAA",
                "createdAt", "2020-01-01T00:00:00Z",
                "expiresAt", "2099-01-01T00:00:00Z",
                "roles", List.of("admin"),
                "replacedBy", "x"));
        String key = text(body, "apiKey");
        assertThat(text(body, "id")).isNotEqualTo("0123456789abcdef").isEqualTo(idOf(key));
        assertThat(body.members()).containsEntry("expiresAt", JsonNull.NULL);
        assertThat(scene.identity(key).subject()).isEqualTo("ada");
        assertThat(scene.identity(key).roles()).isEmpty();
        ApiKey stored = scene.store.find(idOf(key)).orElseThrow();
        assertThat(stored.createdAt()).isEqualTo(scene.clock.instant());
        assertThat(stored.replacedBy()).isEmpty();
    }

    @Test
    void refusesNamesThatCannotBeShown() {
        List<String> bad = List.of("", "   ", "x".repeat(101), "a\nb", "a\u0000", "a\u202Eb", "a\u2028b");
        for (String name : bad) {
            assertThat(malformed(Map.of("name", name))).as(name).isTrue();
        }
        assertThat(malformed(Map.of())).isTrue();
        assertThat(malformed(Map.of("name", 7))).isTrue();
        assertThat(malformed(Map.of("name", "🌙".repeat(100)))).isFalse();
        assertThat(malformed(Map.of("name", "x"))).isFalse();
    }

    @Test
    void refusesScopesThatAreNone() {
        assertThat(malformed(Map.of("name", "x", "scopes", "data:read"))).isTrue();
        assertThat(malformed(Map.of("name", "x", "scopes", List.of("data:read orders:read"))))
                .isTrue();
        assertThat(malformed(Map.of("name", "x", "scopes", List.of("")))).isTrue();
        assertThat(malformed(Map.of("name", "x", "scopes", List.of(7)))).isTrue();
        assertThat(malformed(Map.of("name", "x", "scopes", List.of("data:read", "data:read"))))
                .isFalse();
    }

    @Test
    void refusesLifetimesThatAreNone() {
        for (Object bad : List.of(0, -1, 3_153_600_001L, 999_999_999_999_999_999L, 1.5, "60", true)) {
            assertThat(malformed(Map.of("name", "x", "expiresIn", bad)))
                    .as("%s", bad)
                    .isTrue();
        }
        assertThat(malformed(Map.of("name", "x", "expiresIn", 3_153_600_000L))).isFalse();
    }

    @Test
    void keepsToTheLifetimesOfThePolicy() {
        ApiKeyPolicy policy = ApiKeyPolicy.standard()
                .withMaxLifetime(Duration.ofSeconds(100))
                .withDefaultLifetime(Duration.ofSeconds(10));
        ApiKeyScene bounded = new ApiKeyScene(policy);
        Instant now = bounded.clock.instant();
        assertThat(text(bounded.create(Map.of("name", "x")), "expiresAt"))
                .isEqualTo(now.plusSeconds(10).toString());
        assertThat(text(bounded.create(Map.of("name", "x", "expiresIn", 100)), "expiresAt"))
                .isEqualTo(now.plusSeconds(100).toString());
        Reply tooLong =
                bounded.answer(asAda(RequestBuilder.post("/api/apikeys")).json(Map.of("name", "x", "expiresIn", 101)));
        assertThat(code(tooLong)).isEqualTo("REQUEST_MALFORMED");
    }

    @Test
    void boundsTheLiveKeysOfAnAccount() {
        ApiKeyScene bounded = new ApiKeyScene(ApiKeyPolicy.standard().withMaxLiveKeys(2));
        String first = bounded.createdKey();
        bounded.create(Map.of("name", "short", "expiresIn", 1));
        Reply refused =
                bounded.answer(asAda(RequestBuilder.post("/api/apikeys")).json(Map.of("name", "x")));
        assertThat(code(refused)).isEqualTo("FORBIDDEN");
        assertThat(text(ApiKeyScene.object(refused), "detail")).contains("at most 2");
        Reply overlapping = bounded.rotate(idOf(first), Map.of("overlap", 60));
        assertThat(code(overlapping)).isEqualTo("FORBIDDEN");
        assertThat(bounded.rotate(idOf(first), Map.of()).status()).isEqualTo(201);
        assertThat(bounded.answer(asGrace(RequestBuilder.post("/api/apikeys")).json(Map.of("name", "x")))
                        .status())
                .isEqualTo(201);
        bounded.clock.advance(Duration.ofSeconds(1));
        bounded.createdKey();
    }

    private boolean malformed(Map<String, ?> body) {
        Reply reply = create("Bearer ada data:read", body);
        return reply.status() == 400 && code(reply).equals("REQUEST_MALFORMED");
    }

    private Reply create(String login, Map<String, ?> body) {
        return scene.answer(RequestBuilder.post("/api/apikeys")
                .header("Authorization", login)
                .json(body));
    }
}
