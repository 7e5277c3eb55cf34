package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.NEW_PASSWORD;
import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes one's own password. */
final class PasswordChangeTest {
    private final PasswordWorld world = new PasswordWorld();
    private final String before = world.storedHash();

    @Test
    void theOldPasswordStopsWorkingAndTheNewOneWorks() {
        Reply reply = world.change(PASSWORD, NEW_PASSWORD);
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(401);
        assertThat(world.login("ada@example.com", NEW_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void endsAllLoginsButTheCurrentOne() {
        world.change(PASSWORD, NEW_PASSWORD);
        assertThat(world.logins.ended).isNotEmpty().containsOnly("u-1 but login-1");
    }

    @Test
    void endsLoginsAfterTheChangeToo() {
        StringBuilder order = new StringBuilder();
        world.logins.during = () -> order.append(world.storedHash().equals(before) ? "before " : "after ");
        world.change(PASSWORD, NEW_PASSWORD);
        assertThat(order).hasToString("before after ");
    }

    @Test
    void isOneEvent() {
        world.change(PASSWORD, NEW_PASSWORD);
        assertThat(world.events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(AuthEvent.Type.PASSWORD_CHANGED);
            assertThat(event.subject()).contains("u-1");
            assertThat(event.toString()).doesNotContain(PASSWORD).doesNotContain(NEW_PASSWORD);
        });
    }

    @Nested
    final class NewPassword {
        @ParameterizedTest
        @ValueSource(strings = {"short", "passwordpassword", "ada@example.com!!", "123456789012345"})
        void mustMeetThePolicy(String wanted) {
            int hashes = world.hashesDuring(() -> {
                Reply reply = world.change(PASSWORD, wanted);
                assertThat(reply.status()).isEqualTo(422);
                assertThat(reply.body()).contains("PASSWORD_REFUSED");
            });
            assertThat(hashes).isZero();
            world.assertPasswordUnchanged();
        }

        @Test
        void isRefusedWithTheReason() {
            assertThat(world.change(PASSWORD, "short").body()).contains("Use at least 15 characters.");
            assertThat(world.change(PASSWORD, "x".repeat(2000)).body()).contains("Use at most 1024 characters.");
        }
    }

    @Nested
    final class Caller {
        @Test
        void mustBeSignedIn() {
            assertThat(status(RequestBuilder.post("/api/auth/password"))).isEqualTo(401);
        }

        @Test
        void mustHaveALogin() {
            assertThat(status(RequestBuilder.post("/api/auth/password").header("X-Test", "key")))
                    .isEqualTo(403);
        }

        @Test
        void mustBeEnabled() {
            assertThat(status(RequestBuilder.post("/api/auth/password").header("X-Test", "bob")))
                    .isEqualTo(401);
            assertThat(world.logins.ended).isEmpty();
        }

        @Test
        void canNotChangeSomebodyElsesPassword() {
            Reply reply = world.answer(RequestBuilder.post("/api/auth/password")
                    .header("X-Test", "ada")
                    .json(Map.of(
                            "currentPassword", PASSWORD,
                            "newPassword", NEW_PASSWORD,
                            "id", "u-2",
                            "accountId", "u-2",
                            "email", "bob@example.com"))
                    .build());
            assertThat(reply.status()).isEqualTo(204);
            assertThat(world.storedHash()).isNotEqualTo(before);
        }

        private int status(RequestBuilder request) {
            return world.answer(request.json(Map.of("currentPassword", PASSWORD, "newPassword", NEW_PASSWORD))
                            .build())
                    .status();
        }
    }

    @Test
    void aChangeThatWouldEndNoLoginsIsRefusedAtTheStart() {
        assertThatThrownBy(() -> PasswordChange.of(
                        world.passwords,
                        world.accounts,
                        world.hashing,
                        PasswordPolicy.standard(),
                        world.throttle,
                        List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mayComeAgainTenYearsLater() {
        world.clock.advance(Duration.ofDays(3653));
        assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(204);
    }
}
