package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Client.Tokens;
import io.gatehouse.testkit.SameAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Making, using, replacing and revoking API keys. */
interface ApiKeyJourney extends Journey {

    @Test
    default void showsAKeyOnceAndOpensTheDataWithIt() throws IOException {
        Tokens ada = login(ADA);
        Answer created = client().postJson(
                        "/api/apikeys", Map.of("name", "laptop", "scopes", List.of("data:read")), ada.bearer())
                .is(201)
                .isNotStored();
        Map<String, Object> json = created.json();
        String key = created.text("apiKey");
        assertThat(json)
                .containsOnlyKeys("id", "apiKey", "name", "start", "scopes", "createdAt", "expiresAt")
                .containsEntry("name", "laptop")
                .containsEntry("scopes", List.of("data:read"));
        assertThat(key).matches("gth_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}").startsWith(created.text("start"));
        assertThat(created.text("start").length()).isLessThan(30);

        Answer data = client().get("/api/data", "X-API-Key", key).is(200);
        assertThat(data.json()).containsEntry("owner", "ada");

        Answer listed = client().get("/api/apikeys", ada.bearer()).is(200).isNotStored();
        assertThat(listed.body()).doesNotContain(key).doesNotContain(key.substring(key.length() - 20));
        assertThat(listed.list())
                .filteredOn("id", json.get("id"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one)
                            .containsOnlyKeys("id", "name", "start", "scopes", "createdAt", "expiresAt", "lastUsedAt");
                    assertThat(one.get("lastUsedAt")).isNotNull();
                });
    }

    @Test
    default void refusesEveryBadKeyAlike() throws IOException {
        Tokens ada = login(ADA);
        Answer created = create(ada, List.of("data:read"));
        String key = created.text("apiKey");
        client().delete("/api/apikeys/" + created.text("id"), ada.bearer()).is(204);
        String revoked = refusal(key);
        char last = key.charAt(key.length() - 1);
        String mistyped = key.substring(0, key.length() - 1) + (last == 'a' ? 'b' : 'a');
        assertThat(refusal(mistyped)).isEqualTo(revoked);
        assertThat(refusal("nonsense")).isEqualTo(revoked);
        assertThat(refusal(login(ADA).refresh())).isEqualTo(revoked);
    }

    @Test
    default void refusesAKeyOnceItHasExpired() throws IOException {
        Answer created = client().postJson(
                        "/api/apikeys",
                        Map.of("name", "short", "scopes", List.of("data:read"), "expiresIn", 1),
                        login(ADA).bearer())
                .is(201);
        tomcat().awaitThat(
                        "the key expires",
                        () -> client().get("/api/data", "X-API-Key", created.text("apiKey"))
                                        .status()
                                == 401);
        refusal(created.text("apiKey"));
    }

    @Test
    default void letsAnOldKeyOverlapWithItsSuccessor() throws IOException {
        Tokens ada = login(ADA);
        Answer first = create(ada, List.of("data:read"));
        Answer second = client().postJson(
                        "/api/apikeys/" + first.text("id") + "/rotate", Map.of("overlap", 60), ada.bearer())
                .is(201)
                .isNotStored();
        assertThat(second.json())
                .containsOnlyKeys("id", "apiKey", "name", "start", "scopes", "createdAt", "expiresAt")
                .containsEntry("scopes", List.of("data:read"));
        client().get("/api/data", "X-API-Key", first.text("apiKey")).is(200);
        client().get("/api/data", "X-API-Key", second.text("apiKey")).is(200);
        client().post("/api/apikeys/" + first.text("id") + "/rotate", ada.bearer())
                .isProblem(404, "NOT_FOUND");

        Answer third = client().post("/api/apikeys/" + second.text("id") + "/rotate", ada.bearer())
                .is(201);
        client().get("/api/data", "X-API-Key", second.text("apiKey")).isProblem(401, "API_KEY_INVALID");
        client().get("/api/data", "X-API-Key", third.text("apiKey")).is(200);
    }

    @Test
    default void revokesAKeyAtOnce() throws IOException {
        Tokens ada = login(ADA);
        Answer created = create(ada, List.of("data:read"));
        client().get("/api/data", "X-API-Key", created.text("apiKey")).is(200);
        client().delete("/api/apikeys/" + created.text("id"), ada.bearer()).is(204);
        client().get("/api/data", "X-API-Key", created.text("apiKey")).isProblem(401, "API_KEY_INVALID");
        client().delete("/api/apikeys/" + created.text("id"), ada.bearer()).isProblem(404, "NOT_FOUND");
    }

    @Test
    default void hidesSomebodyElsesKeys() throws IOException {
        Tokens ada = login(ADA);
        Tokens grace = login(GRACE);
        Answer adas = create(ada, List.of("data:read"));
        String path = "/api/apikeys/" + adas.text("id");
        client().delete(path, grace.bearer()).isProblem(404, "NOT_FOUND");
        client().post(path + "/rotate", grace.bearer()).isProblem(404, "NOT_FOUND");
        assertThat(client().get("/api/apikeys", grace.bearer()).is(200).list())
                .noneSatisfy(key -> assertThat(key).containsEntry("id", adas.text("id")));
        client().get("/api/data", "X-API-Key", adas.text("apiKey")).is(200);
    }

    @Test
    default void outlivesTheLoginThatMadeIt() throws IOException {
        Tokens ada = login(ADA);
        String key = create(ada, List.of("data:read")).text("apiKey");
        client().post("/api/auth/logout", ada.bearer()).is(204);
        client().get("/api/data", "X-API-Key", key).is(200);
    }

    @Test
    default void opensNothingBeyondItsScopes() throws IOException {
        Tokens ada = login(ADA);
        String none = create(ada, List.of()).text("apiKey");
        Answer refused = client().get("/api/data", "X-API-Key", none).isProblem(403, "SCOPE_INSUFFICIENT");
        assertThat(refused.challenges()).isNotEmpty();
        String reader = create(ada, List.of("orders:read")).text("apiKey");
        client().get("/api/orders", "X-API-Key", reader).is(200);
        client().post("/api/orders", "X-API-Key", reader).isProblem(403, "SCOPE_INSUFFICIENT");
        client().get("/api/data", "X-API-Key", reader).isProblem(403, "SCOPE_INSUFFICIENT");
    }

    @Test
    default void givesNoScopeThatTheOwnerLacks() throws IOException {
        client().postJson(
                        "/api/apikeys",
                        Map.of("name", "greedy", "scopes", List.of("data:read", "admin:all")),
                        login(GRACE).bearer())
                .isProblem(403, "SCOPE_INSUFFICIENT");
    }

    @Test
    default void managesNoKeysAndNoLogins() throws IOException {
        Answer created = create(login(GRACE), List.of("data:read", "orders:read", "orders:write"));
        String[] key = {"X-API-Key", created.text("apiKey")};
        client().get("/api/apikeys", key).isProblem(403, "FORBIDDEN");
        client().postJson("/api/apikeys", Map.of("name", "child"), key).isProblem(403, "FORBIDDEN");
        client().post("/api/apikeys/" + created.text("id") + "/rotate", key).isProblem(403, "FORBIDDEN");
        client().delete("/api/apikeys/" + created.text("id"), key).isProblem(403, "FORBIDDEN");
        client().get("/api/auth/sessions", key).isProblem(403, "FORBIDDEN");
        client().delete("/api/auth/sessions", key).isProblem(403, "FORBIDDEN");
        client().post("/api/auth/logout", key).isProblem(403, "FORBIDDEN");
        client().postJson("/api/auth/password", Map.of("currentPassword", "a", "newPassword", "b"), key)
                .isProblem(403, "FORBIDDEN");
        client().get("/api/profile", key).isProblem(403, "FORBIDDEN");
        client().get("/api/admin", key).isProblem(403, "FORBIDDEN");
        client().get("/api/data", key).is(200);
    }

    @Test
    default void tellsAKeyWhoItIs() throws IOException {
        String key = create(login(ADA), List.of("orders:read")).text("apiKey");
        assertThat(client().get("/api/auth/me", "X-API-Key", key).is(200).json())
                .containsEntry("scheme", "api-key")
                .containsEntry("scopes", List.of("orders:read"));
    }

    @Test
    default void needsALoginToMakeAKey() throws IOException {
        client().get("/api/apikeys").isProblem(401, "CREDENTIALS_MISSING");
        client().postJson("/api/apikeys", Map.of("name", "x")).isProblem(401, "CREDENTIALS_MISSING");
    }

    @Test
    default void takesNoKeyFromTheAddress() throws IOException {
        client().get("/api/data?api_key=nonsense").isProblem(400, "REQUEST_MALFORMED");
    }

    private Answer create(Tokens owner, List<String> scopes) throws IOException {
        return client().postJson("/api/apikeys", Map.of("name", "test", "scopes", scopes), owner.bearer())
                .is(201);
    }

    private String refusal(String key) throws IOException {
        return SameAnswer.of(client().get("/api/data", "X-API-Key", key)
                .isProblem(401, "API_KEY_INVALID")
                .body());
    }
}
