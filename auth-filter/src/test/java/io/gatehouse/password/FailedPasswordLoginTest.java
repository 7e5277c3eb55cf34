package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.testkit.SameAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody who guesses sees. */
final class FailedPasswordLoginTest {
    private final PasswordWorld world = new PasswordWorld();

    @Nested
    final class OneAnswerAtOneCost {
        @Test
        void forUnknownWrongDisabledAndGone() {
            List<Reply> replies = new ArrayList<>();
            for (Map.Entry<String, String> attempt : List.of(
                    Map.entry("nobody@example.com", PASSWORD),
                    Map.entry("ada@example.com", "wrong"),
                    Map.entry("ada@example.com", PASSWORD + " "),
                    Map.entry("bob@example.com", PASSWORD),
                    Map.entry("bob@example.com", "wrong"),
                    Map.entry("gone@example.com", PASSWORD),
                    Map.entry("", ""),
                    Map.entry("ada@example.com", ""),
                    Map.entry("a\0b", PASSWORD),
                    Map.entry("a".repeat(5000), PASSWORD),
                    Map.entry("ada@example.com", "x".repeat(1025)),
                    Map.entry("ada@example.com", "x".repeat(16_000)))) {
                int hashes = world.hashesDuring(() -> replies.add(world.login(attempt.getKey(), attempt.getValue())));
                assertThat(hashes).as(attempt.getKey()).isEqualTo(1);
            }
            assertThat(replies).allSatisfy(reply -> {
                assertThat(reply.status()).isEqualTo(401);
                assertThat(SameAnswer.of(reply.body()))
                        .isEqualTo(SameAnswer.of(replies.get(0).body()))
                        .contains("LOGIN_FAILED");
                assertThat(reply.headers()).isEqualTo(replies.get(0).headers()).containsKey("WWW-Authenticate");
                assertThat(reply.cookies()).isEmpty();
            });
        }

        @Test
        void accountsAreAskedForOnlyWhenThePasswordIsRight() {
            AtomicInteger asked = new AtomicInteger();
            PasswordLogin login = PasswordLogin.of(
                    world.passwords,
                    id -> {
                        asked.incrementAndGet();
                        return world.accounts.find(id);
                    },
                    world.hashing,
                    world.throttle,
                    world.grant);
            for (String email : List.of("nobody@example.com", "ada@example.com", "bob@example.com")) {
                try {
                    login.endpoints()
                            .get(0)
                            .handle(
                                    RequestBuilder.post("/api/auth/login")
                                            .json(Map.of("email", email, "password", "wrong"))
                                            .build(),
                                    Optional.empty());
                } catch (Rejection e) {
                    assertThat(e.problem().type().code()).isEqualTo("LOGIN_FAILED");
                }
            }
            assertThat(asked).hasValue(0);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Seven quiet herons",
                    "seven quiet heronS",
                    "seven quiet herons ",
                    " seven quiet herons",
                    "seven quiet herons\u0000",
                    "seven\u00a0quiet herons",
                    "seven quiet heron"
                })
        void forWhatDiffersInOneCharacter(String password) {
            assertThat(world.login("ada@example.com", password).status()).isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(ints = {73, 129, 1000})
        void forWhatDiffersFarBehind(int position) {
            String start = "x".repeat(position - 1);
            world.passwords.replace("u-1", world.storedHash(), world.hash(start + "y"));
            assertThat(world.login("ada@example.com", start + "y").status()).isEqualTo(200);
            assertThat(world.login("ada@example.com", start + "z").status()).isEqualTo(401);
            assertThat(world.login("ada@example.com", start).status()).isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"admin", "root", "guest", "test"})
        void forAccountsThatOthersHaveByDefault(String name) {
            assertThat(world.login(name, name).status()).isEqualTo(401);
        }
    }
}
