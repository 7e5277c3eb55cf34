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
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyEndpointsTest {
    private static final String UNKNOWN_ID = "0000000000000000";

    private final ApiKeyScene scene = new ApiKeyScene();

    @Nested
    class Create {
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
            assertThat(code(create("Bearer ada data:read", Map.of("name", "x"))))
                    .isEqualTo("FORBIDDEN");
            assertThat(code(create("Bearer nobody data:read", Map.of("name", "x"))))
                    .isEqualTo("FORBIDDEN");
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
            assertThat(malformed(Map.of("name", "x", "expiresIn", 3_153_600_000L)))
                    .isFalse();
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
            Reply tooLong = bounded.answer(
                    asAda(RequestBuilder.post("/api/apikeys")).json(Map.of("name", "x", "expiresIn", 101)));
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
            assertThat(bounded.answer(
                                    asGrace(RequestBuilder.post("/api/apikeys")).json(Map.of("name", "x")))
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

    @Nested
    class ListThem {
        @Test
        void showsLiveKeysOfTheCallerOnly() {
            String mine = scene.createdKey("data:read");
            scene.clock.advance(Duration.ofSeconds(1));
            String newer = scene.createdKey();
            scene.revoke(idOf(scene.createdKey()));
            scene.answer(asGrace(RequestBuilder.post("/api/apikeys")).json(Map.of("name", "hers")));
            assertThat(scene.listed()).extracting(it -> text(it, "id")).containsExactly(idOf(newer), idOf(mine));
            assertThat(scene.listed().get(1).members().keySet())
                    .containsExactly("id", "name", "start", "scopes", "createdAt", "expiresAt", "lastUsedAt");
        }

        @Test
        void neverShowsASecretOrADigest() {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                keys.add(scene.createdKey("data:read"));
            }
            scene.works(keys.get(0));
            keys.add(text(ApiKeyScene.object(scene.rotate(idOf(keys.get(0)), Map.of("overlap", 60))), "apiKey"));
            String body = scene.list().body();
            for (String key : keys) {
                assertThat(body).contains(idOf(key));
                assertThat(body).doesNotContain(key.substring(21, 29));
                ApiKey stored = scene.store.find(idOf(key)).orElseThrow();
                assertThat(body).doesNotContain(stored.hash().encoded());
            }
            assertThat(body).doesNotContain("hash").doesNotContain("apiKey");
        }

        @Test
        void isEmptyForWhoHasNone() {
            assertThat(scene.list().body()).isEqualTo("[]");
        }
    }

    @Nested
    class Rotate {
        @Test
        void endsTheOldKeyAtOnceAndKeepsItsNameAndScopes() {
            String old = text(scene.create(Map.of("name", "backup", "scopes", List.of("data:read"))), "apiKey");
            scene.clock.advance(Duration.ofSeconds(5));
            Reply reply = scene.answer(asAda(RequestBuilder.post("/api/apikeys/" + idOf(old) + "/rotate")));
            assertThat(reply.status()).isEqualTo(201);
            JsonObject body = ApiKeyScene.object(reply);
            String fresh = text(body, "apiKey");
            assertThat(fresh).isNotEqualTo(old);
            assertThat(text(body, "name")).isEqualTo("backup");
            assertThat(body.members().get("scopes")).isEqualTo(List.of("data:read"));
            assertThat(body.members()).containsEntry("expiresAt", JsonNull.NULL);
            assertThat(scene.works(old)).isFalse();
            assertThat(scene.identity(fresh).scopes()).containsExactly("data:read");
            assertThat(scene.listed()).extracting(it -> text(it, "id")).containsExactly(idOf(fresh));
        }

        @Test
        void letsTheOldKeyWorkDuringTheOverlap() {
            String old = scene.createdKey();
            String fresh = rotated(old, Map.of("overlap", 60));
            scene.clock.advance(Duration.ofMillis(59_999));
            assertThat(scene.works(old)).isTrue();
            assertThat(scene.works(fresh)).isTrue();
            scene.clock.advance(Duration.ofMillis(1));
            assertThat(scene.works(old)).isFalse();
            assertThat(scene.works(fresh)).isTrue();
        }

        @Test
        void neverLengthensTheOldKeysLife() {
            String old = text(scene.create(Map.of("name", "short", "expiresIn", 10)), "apiKey");
            rotated(old, Map.of("overlap", 60));
            scene.clock.advance(Duration.ofSeconds(10));
            assertThat(scene.works(old)).isFalse();
        }

        @Test
        void givesTheNewKeyTheOldLifetimeCountedFromNow() {
            String old = text(scene.create(Map.of("name", "weekly", "expiresIn", 600)), "apiKey");
            scene.clock.advance(Duration.ofSeconds(100));
            Reply reply = scene.rotate(idOf(old), Map.of());
            assertThat(text(ApiKeyScene.object(reply), "expiresAt"))
                    .isEqualTo(scene.clock.instant().plusSeconds(600).toString());
        }

        @Test
        void reportsTheFact() {
            String old = scene.createdKey();
            scene.events.clear();
            rotated(old, Map.of());
            assertThat(scene.events).extracting(AuthEvent::type).containsExactly(AuthEvent.Type.API_KEY_ROTATED);
        }

        @Test
        void findsNoKeyOfSomebodyElse() {
            String mine = scene.createdKey();
            Reply foreign = scene.answer(asGrace(RequestBuilder.post("/api/apikeys/" + idOf(mine) + "/rotate")));
            Reply unknown = scene.answer(asGrace(RequestBuilder.post("/api/apikeys/" + UNKNOWN_ID + "/rotate")));
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign).isEqualTo(unknown);
            assertThat(scene.works(mine)).isTrue();
        }

        @Test
        void findsNoKeyThatHasEndedOrIsReplaced() {
            String revoked = scene.createdKey();
            scene.revoke(idOf(revoked));
            String expired = text(scene.create(Map.of("name", "x", "expiresIn", 1)), "apiKey");
            scene.clock.advance(Duration.ofSeconds(1));
            String replaced = scene.createdKey();
            rotated(replaced, Map.of("overlap", 60));
            for (String key : List.of(revoked, expired, replaced)) {
                assertThat(scene.rotate(idOf(key), Map.of("overlap", 60)).status())
                        .isEqualTo(404);
            }
            assertThat(scene.works(replaced)).isTrue();
        }

        @Test
        void refusesOverlapsThatAreNone() {
            String key = scene.createdKey();
            for (Object bad : List.of(-1, 2_592_001, 1.5, "60")) {
                Reply reply = scene.rotate(idOf(key), Map.of("overlap", bad));
                assertThat(code(reply)).as("%s", bad).isEqualTo("REQUEST_MALFORMED");
            }
            assertThat(scene.rotate(idOf(key), Map.of("overlap", 2_592_000)).status())
                    .isEqualTo(201);
        }

        @Test
        void ofManyAtOnceOneSucceeds() {
            String key = scene.createdKey();
            List<Integer> answers = Race.run(
                    () -> scene.rotate(idOf(key), Map.of("overlap", 60)).status());
            assertThat(answers).containsOnlyOnce(201).containsOnly(201, 404);
            assertThat(scene.listed()).hasSize(2);
        }

        @Test
        void givesALoginNoScopeThatItLacks() {
            String key = scene.createdKey("orders:write");
            Reply reply = scene.answer(RequestBuilder.post("/api/apikeys/" + idOf(key) + "/rotate")
                    .header("Authorization", "Bearer ada data:read"));
            assertThat(code(reply)).isEqualTo("SCOPE_INSUFFICIENT");
            assertThat(scene.works(key)).isTrue();
        }

        @Test
        void dropsScopesThatTheOwnerHasLost() {
            String key = scene.createdKey("data:read", "orders:write");
            scene.account("ada", true, "data:read");
            String fresh = rotated(key, Map.of());
            scene.account("ada", true, "data:read", "orders:write");
            assertThat(scene.identity(fresh).scopes()).containsExactly("data:read");
        }

        private String rotated(String key, Map<String, ?> body) {
            Reply reply = scene.rotate(idOf(key), body);
            assertThat(reply.status()).as(reply.body()).isEqualTo(201);
            return text(ApiKeyScene.object(reply), "apiKey");
        }
    }

    @Nested
    class Revoke {
        @Test
        void endsTheKeyAtOnce() {
            String key = scene.createdKey();
            assertThat(scene.works(key)).isTrue();
            scene.events.clear();
            assertThat(scene.revoke(idOf(key)).status()).isEqualTo(204);
            assertThat(scene.events).extracting(AuthEvent::type).containsExactly(AuthEvent.Type.API_KEY_REVOKED);
            assertThat(scene.works(key)).isFalse();
            scene.engine.close();
            assertThat(scene.works(key)).isFalse();
        }

        @Test
        void findsNoKeyOfSomebodyElse() {
            String mine = scene.createdKey();
            Reply foreign = scene.answer(asGrace(RequestBuilder.of("DELETE", "/api/apikeys/" + idOf(mine))));
            Reply unknown = scene.answer(asGrace(RequestBuilder.of("DELETE", "/api/apikeys/" + UNKNOWN_ID)));
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign).isEqualTo(unknown);
            assertThat(scene.works(mine)).isTrue();
        }

        @Test
        void ofManyAtOnceOneSucceeds() {
            String key = scene.createdKey();
            List<Integer> answers = Race.run(() -> scene.revoke(idOf(key)).status());
            assertThat(answers).containsOnlyOnce(204).containsOnly(204, 404);
        }
    }

    @Nested
    class WhoMayManageKeys {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /api/apikeys",
                    "POST /api/apikeys",
                    "POST /api/apikeys/{id}/rotate",
                    "DELETE /api/apikeys/{id}"
                })
        void aLoginButNoKeyAndNobodyElse(String call) {
            String key = scene.createdKey("data:read", "orders:read", "orders:write");
            String[] words = call.replace("{id}", idOf(key)).split(" ", -1);
            Reply byKey = scene.answer(RequestBuilder.of(words[0], words[1]).header("X-API-Key", key));
            assertThat(byKey.status()).isEqualTo(403);
            assertThat(code(byKey)).isEqualTo("FORBIDDEN");
            assertThat(scene.answer(RequestBuilder.of(words[0], words[1])).status())
                    .isEqualTo(401);
            assertThat(scene.works(key)).isTrue();
        }
    }

    @Test
    void noTypeShowsASecretOrADigest() {
        ApiKeyText key = ApiKeyText.issue("gth", new SecureRandom());
        ApiKey stored = new ApiKey(
                key.id(),
                "ada",
                "x",
                key.hash(),
                key.start(),
                Set.of(),
                scene.clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        String shown = stored + " " + key + " " + new IssuedApiKey(stored, key);
        assertThat(shown)
                .doesNotContain(key.reveal().substring(21, 29))
                .doesNotContain(key.hash().encoded());
    }
}
