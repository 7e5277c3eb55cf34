package io.gatehouse.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.testkit.RequestBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client asks for comes back in the refusal, so it is bounded. */
final class ApiKeyScopeLimitsTest {
    private final ApiKeyScene scene = new ApiKeyScene();

    @Test
    void refusesMoreScopesThanAnyoneNeeds() {
        assertThat(code(Collections.nCopies(100, "none"))).isEqualTo("SCOPE_INSUFFICIENT");
        assertThat(code(Collections.nCopies(101, "none"))).isEqualTo("REQUEST_MALFORMED");
    }

    @Test
    void refusesScopesLongerThanAnyoneNeeds() {
        assertThat(code(List.of("s".repeat(100)))).isEqualTo("SCOPE_INSUFFICIENT");
        assertThat(code(List.of("s".repeat(101)))).isEqualTo("REQUEST_MALFORMED");
    }

    private String code(List<String> scopes) {
        Reply reply = scene.answer(ApiKeyScene.asAda(RequestBuilder.post("/api/apikeys"))
                .json(Map.of("name", "laptop", "scopes", scopes)));
        return ApiKeyScene.code(reply);
    }
}
