package io.gatehouse.apikey;

import static io.gatehouse.apikey.ApiKeyScene.code;
import static io.gatehouse.apikey.ApiKeyScene.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.testkit.RequestBuilder;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all endpoints of API keys. */
class ApiKeyEndpointsTest {
    private final ApiKeyScene scene = new ApiKeyScene();

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
