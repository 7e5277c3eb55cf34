package io.gatehouse.apikey;

import static io.gatehouse.apikey.ApiKeyScene.UNKNOWN_ID;
import static io.gatehouse.apikey.ApiKeyScene.asAda;
import static io.gatehouse.apikey.ApiKeyScene.asGrace;
import static io.gatehouse.apikey.ApiKeyScene.code;
import static io.gatehouse.apikey.ApiKeyScene.idOf;
import static io.gatehouse.apikey.ApiKeyScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import io.gatehouse.json.JsonNull;
import io.gatehouse.json.JsonObject;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.testkit.SameAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Replaces an API key by another. */
final class RotateApiKeyTest {
    private final ApiKeyScene scene = new ApiKeyScene();

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
        assertThat(SameAnswer.of(foreign)).isEqualTo(SameAnswer.of(unknown));
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
            assertThat(scene.rotate(idOf(key), Map.of("overlap", 60)).status()).isEqualTo(404);
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
        List<Integer> answers =
                Race.run(() -> scene.rotate(idOf(key), Map.of("overlap", 60)).status());
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
