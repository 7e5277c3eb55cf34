package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.NEW_PASSWORD;
import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.AuthEvent;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.AttemptStore;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Changes of password that meet something else, or fail half-way. */
final class PasswordChangeFailureTest {
    private final PasswordWorld world = new PasswordWorld();
    private final String before = world.storedHash();

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
            world.assertPasswordUnchanged();
        }
    }

    @Nested
    final class Failures {
        @Test
        void aFullGateDoesNotCountAsAnAttempt() {
            world.hashing = world.hashing.withGate(HashingGate.of(19_456).withQueue(0, Duration.ZERO));
            world.argon2.during(() -> {
                world.argon2.during(() -> {});
                for (int i = 0; i < 2 * LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
                    assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(503);
                }
            });
            assertThat(world.login("somebody@example.com", "wrong").status()).isEqualTo(401);
            assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(204);
        }

        @Test
        void nothingChangesWhenOtherLoginsCanNotBeEnded() {
            world.logins.during = () -> {
                throw new StoreUnavailableException("down");
            };
            assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(503);
            world.assertPasswordUnchanged();
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
            assertTold();
            assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(401);
            assertThat(world.login("ada@example.com", NEW_PASSWORD).status()).isEqualTo(200);
        }

        @Test
        void theChangeIsToldWhenTheLoginCanNotBeRenewed() {
            world.logins.whenRenewed = () -> {
                throw new StoreUnavailableException("down");
            };
            Reply reply = world.change(PASSWORD, NEW_PASSWORD);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.body()).contains("\"code\":\"UNAVAILABLE\"");
            assertThat(reply.headers()).containsEntry("Retry-After", List.of("5"));
            assertTold();
        }

        @Test
        void attemptsThatCanNotBeForgottenStandInNobodysWay() {
            MemoryAttemptStore attempts = new MemoryAttemptStore();
            AttemptStore failing = (AttemptStore) Proxy.newProxyInstance(
                    AttemptStore.class.getClassLoader(),
                    new Class<?>[] {AttemptStore.class},
                    (proxy, method, arguments) -> {
                        if (!world.storedHash().equals(before)) {
                            throw new StoreUnavailableException("down");
                        }
                        return method.invoke(attempts, arguments);
                    });
            world.throttle = new LoginThrottle(failing, world.clock);
            assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(204);
            assertThat(world.logins.ended).containsExactly("u-1 but login-1", "u-1 but login-1");
            assertTold();
        }

        private void assertTold() {
            assertThat(world.events)
                    .filteredOn(event -> event.type() == AuthEvent.Type.PASSWORD_CHANGED)
                    .hasSize(1);
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
}
