package io.gatehouse.apikey;

import static io.gatehouse.apikey.ApiKeyScene.asGrace;
import static io.gatehouse.apikey.ApiKeyScene.idOf;
import static io.gatehouse.apikey.ApiKeyScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RequestBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists one's own API keys. */
final class ListApiKeysTest {
    private final ApiKeyScene scene = new ApiKeyScene();

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
