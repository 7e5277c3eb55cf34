package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.AuthEvent;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordChangeTest {
    private static final String NEW_PASSWORD = "eleven tawny owls";

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
    final class CurrentPassword {
        @ParameterizedTest
        @ValueSource(strings = {"wrong", "", "seven quiet herons ", "Seven quiet herons"})
        void mustBeRight(String current) {
            Reply reply = world.change(current, NEW_PASSWORD);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.body()).contains("LOGIN_FAILED");
            assertUnchanged();
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
            assertUnchanged();
        }

        @Test
        void canNotBeGuessedAgainAndAgain() {
            for (int i = 0; i < LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
                assertThat(world.change("wrong", NEW_PASSWORD).status()).isEqualTo(401);
            }
            int hashes = world.hashesDuring(() ->
                    assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(429));
            assertThat(hashes).isZero();
            assertUnchanged();
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
            assertUnchanged();
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

    @Nested
    final class Races {
        @Test
        void ofManyChangesAtOnceExactlyOneWins() {
            AtomicInteger next = new AtomicInteger();
            List<Integer> statuses = Race.run(() -> world.answer(RequestBuilder.post("/api/auth/password")
                            .header("X-Test", "ada")
                            .from("203.0.113." + next.incrementAndGet())
                            .json(Map.of("currentPassword", PASSWORD, "newPassword", NEW_PASSWORD + next.get()))
                            .build())
                    .status());
            assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 401);
        }

        @Test
        void aRehashMeanwhileDoesNotLoseTheChange() {
            world.store = new DelegatingStore(world.passwords) {
                private boolean rehashed;

                @Override
                public boolean replace(String accountId, String expectedHash, String newHash) {
                    if (!rehashed) {
                        rehashed = true;
                        assertThat(super.replace(accountId, expectedHash, world.hash(PASSWORD)))
                                .isTrue();
                    }
                    return super.replace(accountId, expectedHash, newHash);
                }
            };
            assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(204);
            assertThat(world.login("ada@example.com", NEW_PASSWORD).status()).isEqualTo(200);
        }

        @Test
        void aHashThatNeverStandsStillIs503() {
            world.store = new DelegatingStore(world.passwords) {
                @Override
                public boolean replace(String accountId, String expectedHash, String newHash) {
                    return false;
                }
            };
            assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(503);
            assertUnchanged();
        }
    }

    @Nested
    final class Failures {
        @Test
        void nothingChangesWhenOtherLoginsCanNotBeEnded() {
            world.logins.during = () -> {
                throw new StoreUnavailableException("down");
            };
            assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(503);
            assertUnchanged();
            world.logins.during = () -> {};
            assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(204);
        }

        @Test
        void theChangeHoldsWhenTheStoreFailsRightAfterIt() {
            world.logins.during = () -> {
                if (!world.storedHash().equals(before)) {
                    throw new StoreUnavailableException("down");
                }
            };
            assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(503);
            assertThat(world.logins.ended).containsExactly("u-1 but login-1");
            assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(401);
            assertThat(world.login("ada@example.com", NEW_PASSWORD).status()).isEqualTo(200);
        }

        @Test
        void oneKindOfLoginThatFailsDoesNotSpareTheOthers() {
            PasswordWorld.RecordedLogins failing = new PasswordWorld.RecordedLogins();
            failing.during = () -> {
                throw new StoreUnavailableException("down");
            };
            PasswordChange change = PasswordChange.of(
                    world.passwords,
                    world.accounts,
                    world.hashing,
                    PasswordPolicy.standard(),
                    world.throttle,
                    List.of(failing, world.logins));
            assertThatThrownBy(() -> change.endpoints()
                            .get(0)
                            .handle(
                                    RequestBuilder.post("/api/auth/password")
                                            .json(Map.of("currentPassword", PASSWORD, "newPassword", NEW_PASSWORD))
                                            .build(),
                                    Optional.of(Identity.of("u-1", "test", world.clock.instant())
                                            .withLoginId("login-1"))))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(world.logins.ended).containsExactly("u-1 but login-1");
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

    private void assertUnchanged() {
        assertThat(world.storedHash()).isEqualTo(before);
    }
}
