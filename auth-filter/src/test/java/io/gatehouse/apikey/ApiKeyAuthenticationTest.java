package io.gatehouse.apikey;

import static io.gatehouse.apikey.ApiKeyScene.asAda;
import static io.gatehouse.apikey.ApiKeyScene.code;
import static io.gatehouse.apikey.ApiKeyScene.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.testkit.RequestBuilder;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests present beside and instead of one API key. */
class ApiKeyAuthenticationTest {
    private final ApiKeyScene scene = new ApiKeyScene();

    @Nested
    class OtherRequests {
        @Test
        void withoutAKeyAreNotJudged() {
            Reply reply = scene.answer(RequestBuilder.get("/api/data"));
            assertThat(code(reply)).isEqualTo("CREDENTIALS_MISSING");
            assertThat(reply.headers().get("WWW-Authenticate"))
                    .containsExactly("ApiKey realm=\"gatehouse\", header=\"X-API-Key\"");
            assertThat(scene.store.finds()).isZero();
        }

        @Test
        void withTwoKeysAreAmbiguous() {
            String key = scene.createdKey();
            Reply reply = scene.answer(withKey("/any", key).header("X-API-Key", key));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(code(reply)).isEqualTo("CREDENTIALS_AMBIGUOUS");
        }

        @Test
        void withAKeyAndATokenAreAmbiguous() {
            String key = scene.createdKey();
            assertThat(code(scene.answer(asAda(withKey("/any", key))))).isEqualTo("CREDENTIALS_AMBIGUOUS");
        }

        @ParameterizedTest
        @ValueSource(strings = {"api_key", "apikey", "apiKey", "X-API-Key", "x-api-key"})
        void withAKeyInTheAddressAreRefusedAlsoOnOpenPaths(String name) {
            String key = scene.createdKey("data:read");
            for (String path : List.of("/api/data", "/open")) {
                Reply reply = scene.answer(RequestBuilder.get(path).query(name, key));
                assertThat(reply.status()).isEqualTo(400);
                assertThat(code(reply)).isEqualTo("REQUEST_MALFORMED");
            }
            Reply both = scene.answer(withKey("/api/data", key).query(name, ""));
            assertThat(code(both)).isEqualTo("REQUEST_MALFORMED");
        }

        @Test
        void whileTheStoreIsDownAreNeitherLetInNorToldThatTheKeyIsBad() {
            String key = scene.createdKey();
            scene.store.goDown();
            Reply reply = scene.answer(withKey("/any", key));
            assertThat(reply.status()).isEqualTo(503);
            assertThat(code(reply)).isEqualTo("UNAVAILABLE");
        }
    }

    @Test
    void reportsRefusalsAsEvents() {
        scene.answer(withKey("/any", "no key"));
        assertThat(scene.events).extracting(AuthEvent::type).containsExactly(AuthEvent.Type.REFUSED);
    }

    @Test
    void endpointsMayBeMovedOrLeftOut() {
        ApiKeys keys = ApiKeys.of(
                scene.store,
                id -> Optional.ofNullable(scene.accounts.get(id)),
                ApiKeyPolicy.standard(),
                Clock.systemUTC(),
                new SecureRandom());
        assertThat(AuthEngine.builder().use(keys.withBasePath("/keys")).build().describe())
                .contains("POST /keys = login", "DELETE /keys/{id} = login", "POST /keys/{id}/rotate = login");
        assertThat(keys.withoutEndpoints().endpoints()).isEmpty();
        assertThat(keys.withoutEndpoints().authenticators()).isEqualTo(keys.authenticators());
        assertThat(keys.endpoints())
                .extracting(endpoint -> endpoint.requirement())
                .containsOnly(Requirement.login());
    }
}
