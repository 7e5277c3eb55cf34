package io.gatehouse.apikey;

import static io.gatehouse.apikey.ApiKeyScene.code;
import static io.gatehouse.apikey.ApiKeyScene.idOf;
import static io.gatehouse.apikey.ApiKeyScene.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.testkit.RequestBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** API keys that are good. */
final class GoodApiKeysTest {
    private final ApiKeyScene scene = new ApiKeyScene();

    @Test
    void actForTheirOwnerByScopesAndWithoutRoles() {
        String key = scene.createdKey("data:read");
        Identity identity = scene.identity(key);
        assertThat(identity.accountId()).contains("ada");
        assertThat(identity.scheme()).isEqualTo("api-key");
        assertThat(identity.scopes()).containsExactly("data:read");
        assertThat(identity.roles()).isEmpty();
        assertThat(identity.loginId()).isEmpty();
        assertThat(identity.attributes()).isEqualTo(Map.of("apiKeyId", idOf(key), "apiKeyName", "a key"));
        assertThat(identity.authenticatedAt()).isEqualTo(scene.clock.instant());
        assertThat(identity.expiresAt()).isEmpty();
    }

    @Test
    void openWhatTheirScopesOpen() {
        String key = scene.createdKey("data:read");
        assertThat(scene.allowed(withKey("/api/data", key))).isPresent();
        Reply refused = scene.answer(withKey("/api/orders", key));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(code(refused)).isEqualTo("SCOPE_INSUFFICIENT");
    }

    @Test
    void loseAScopeAtOnceWhenTheOwnerLosesIt() {
        String key = scene.createdKey("data:read", "orders:write");
        scene.account("ada", true, "orders:write");
        assertThat(scene.identity(key).scopes()).containsExactly("orders:write");
        assertThat(scene.answer(withKey("/api/data", key)).status()).isEqualTo(403);
    }

    @Test
    void gainNothingWhenTheOwnerGains() {
        String key = scene.createdKey("data:read");
        scene.account("ada", true, "data:read", "admin:all");
        assertThat(scene.identity(key).scopes()).containsExactly("data:read");
    }

    @Test
    void areFoundUnderTheHeadersNameInAnyCase() {
        String key = scene.createdKey();
        assertThat(scene.allowed(RequestBuilder.get("/any").header("x-api-key", key)))
                .isPresent();
    }

    @Test
    void areFoundInAnotherHeaderIfThePolicySaysSo() {
        ApiKeyScene moved = new ApiKeyScene(ApiKeyPolicy.standard().withHeaderName("X-Key"));
        String key = moved.createdKey();
        assertThat(moved.allowed(RequestBuilder.get("/any").header("X-Key", key)))
                .isPresent();
        Reply refused = moved.answer(withKey("/any", key));
        assertThat(code(refused)).isEqualTo("CREDENTIALS_MISSING");
        assertThat(refused.headers().get("WWW-Authenticate")).contains("ApiKey realm=\"gatehouse\", header=\"X-Key\"");
    }
}
