package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.NEW_PASSWORD;
import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.testkit.RequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change of password takes the current one. */
final class CurrentPasswordTest {
    private final PasswordWorld world = new PasswordWorld();

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "seven quiet herons ", "Seven quiet herons"})
    void mustBeRight(String current) {
        Reply reply = world.change(current, NEW_PASSWORD);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).contains("LOGIN_FAILED");
        world.assertPasswordUnchanged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"newPassword\":\"eleven tawny owls\"}",
                "{\"currentPassword\":null,\"newPassword\":\"eleven tawny owls\"}",
                "{\"currentPassword\":\"wrong\",\"currentPassword\":\"seven quiet herons\",\"newPassword\":\"eleven tawny owls\"}",
                "{\"currentPassword\":\"seven quiet herons\"}",
                "{}"
            })
    void mustBeThereOnce(String body) {
        assertThat(world.answer(RequestBuilder.post("/api/auth/password")
                                .header("X-Test", "ada")
                                .body("application/json", body)
                                .build())
                        .status())
                .isEqualTo(400);
        world.assertPasswordUnchanged();
    }

    @Test
    void canNotBeGuessedAgainAndAgain() {
        for (int i = 0; i < LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
            assertThat(world.change("wrong", NEW_PASSWORD).status()).isEqualTo(401);
        }
        int hashes = world.hashesDuring(
                () -> assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(429));
        assertThat(hashes).isZero();
        world.assertPasswordUnchanged();
    }

    @Test
    void isCountedTogetherWithLogins() {
        for (int i = 0; i < LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
            world.change("wrong", NEW_PASSWORD);
        }
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void clearsTheCountWhenItIsRight() {
        for (int i = 0; i < LoginThrottle.PER_LOGIN_AND_ADDRESS - 1; i++) {
            world.change("wrong", NEW_PASSWORD);
        }
        assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(204);
        assertThat(world.change("wrong", NEW_PASSWORD).status()).isEqualTo(401);
    }
}
