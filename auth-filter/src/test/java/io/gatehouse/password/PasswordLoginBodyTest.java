package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.testkit.RequestBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request to sign in may bring. */
final class PasswordLoginBodyTest {
    private final PasswordWorld world = new PasswordWorld();

    @Nested
    final class Bodies {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data",
                    "application/jsonp",
                    "application/json;charset=UTF-16"
                })
        void ofOtherTypesAreRefused(String type) {
            Reply reply = world.answer(RequestBuilder.post("/api/auth/login")
                    .body(type, "{\"email\":\"ada@example.com\",\"password\":\"" + PASSWORD + "\"}")
                    .build());
            assertThat(reply.status()).isEqualTo(415);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"email\":\"ada@example.com\",\"password\":\"wrong\",\"password\":\"seven quiet herons\"}",
                    "{\"email\":\"bob@example.com\",\"email\":\"ada@example.com\",\"password\":\"seven quiet herons\"}",
                    "{\"email\":\"ada@example.com\"}",
                    "{\"password\":\"seven quiet herons\"}",
                    "{\"email\":null,\"password\":\"seven quiet herons\"}",
                    "{\"email\":\"ada@example.com\",\"password\":[\"seven quiet herons\"]}",
                    "{\"email\":\"ada@example.com\",\"password\":123456789012345}",
                    "{\"email\":\"ada@example.com\",\"password\":\"seven quiet herons\"} {}",
                    "[]",
                    ""
                })
        void ofAnotherFormAreRefusedWithoutHashing(String body) {
            int hashes = world.hashesDuring(() -> {
                Reply reply = world.answer(RequestBuilder.post("/api/auth/login")
                        .body("application/json", body)
                        .build());
                assertThat(reply.status()).isEqualTo(400);
                assertThat(reply.body()).doesNotContain("herons");
            });
            assertThat(hashes).isZero();
        }

        @Test
        void setNothingBesideNameAndPassword() {
            Reply reply = world.answer(RequestBuilder.post("/api/auth/login")
                    .json(Map.of(
                            "email",
                            "ada@example.com",
                            "password",
                            PASSWORD,
                            "roles",
                            List.of("admin"),
                            "id",
                            "u-2",
                            "enabled",
                            true))
                    .build());
            assertThat(reply.body()).contains("\"roles\":[\"user\"]").contains("\"id\":\"u-1\"");
            assertThat(world.answer(RequestBuilder.post("/api/auth/login")
                                    .json(Map.of("email", "bob@example.com", "password", PASSWORD, "enabled", true))
                                    .build())
                            .status())
                    .isEqualTo(401);
        }

        @Test
        void longerThanTheLimitAreRefused() {
            assertThat(world.login("ada@example.com", "x".repeat(17_000)).status())
                    .isEqualTo(413);
        }

        @Test
        void areTheOnlyPlaceForPasswords() {
            assertThat(world.answer(RequestBuilder.post("/api/auth/login")
                                    .query("email", "ada@example.com")
                                    .query("password", PASSWORD)
                                    .build())
                            .status())
                    .isEqualTo(415);
            assertThat(world.answer(RequestBuilder.get("/api/auth/login").build())
                            .status())
                    .isEqualTo(405);
        }
    }
}
