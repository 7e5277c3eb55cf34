package io.gatehouse.apikey;

import static io.gatehouse.apikey.ApiKeyScene.UNKNOWN_ID;
import static io.gatehouse.apikey.ApiKeyScene.asGrace;
import static io.gatehouse.apikey.ApiKeyScene.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.testkit.SameAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ends API keys. */
final class RevokeApiKeyTest {
    private final ApiKeyScene scene = new ApiKeyScene();

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
        assertThat(SameAnswer.of(foreign)).isEqualTo(SameAnswer.of(unknown));
        assertThat(scene.works(mine)).isTrue();
    }

    @Test
    void ofManyAtOnceOneSucceeds() {
        String key = scene.createdKey();
        List<Integer> answers = Race.run(() -> scene.revoke(idOf(key)).status());
        assertThat(answers).containsOnlyOnce(204).containsOnly(204, 404);
    }
}
