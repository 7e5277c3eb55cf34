package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.ADA;
import static io.gatehouse.password.PasswordWorld.NEW_PASSWORD;
import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.LoginThrottle;
import org.junit.jupiter.api.Test;

/** Who knows the password is not throttled, let alone stopped, because something else failed. */
final class UnansweredPasswordTest {
    /** More than all that is counted of one name from one address, and of one password. */
    private static final int OFTEN = 2 * PasswordVerifier.MAX_FAILURES;

    private final PasswordWorld world = new PasswordWorld();

    @Test
    void rightPasswordsDoNotCountWhileTheAccountsAreDown() {
        AccountStore down = id -> {
            throw new StoreUnavailableException("down");
        };
        PasswordVerifier verifier = PasswordVerifier.of(world.passwords, down, world.hashing, world.throttle);
        for (int i = 0; i < OFTEN; i++) {
            assertThatThrownBy(() -> verifier.verify("ada@example.com", PASSWORD, "203.0.113.7"))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        assertStillGood();
    }

    @Test
    void wrongPasswordsDo() {
        AccountStore down = id -> {
            throw new StoreUnavailableException("down");
        };
        PasswordVerifier verifier = PasswordVerifier.of(world.passwords, down, world.hashing, world.throttle);
        for (int i = 0; i < LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
            assertThatThrownBy(() -> verifier.verify("ada@example.com", "wrong", "203.0.113.7"))
                    .hasMessageContaining("LOGIN_FAILED");
        }
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void aDisabledAccountIsAnAnswer() {
        for (int i = 0; i < LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
            assertThat(world.login("bob@example.com", PASSWORD).status()).isEqualTo(401);
        }
        assertThat(world.login("bob@example.com", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void aHashThatCanNotBeReplacedByABetterOneIsStillTheHash() {
        world.hashing =
                world.hashing(new Argon2Policy(2 * Argon2Policy.standard().memoryKiB(), 2, 1));
        world.store = new DelegatingStore(world.passwords) {
            @Override
            public boolean replace(String accountId, String expectedHash, String newHash) {
                throw new StoreUnavailableException("down");
            }
        };
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void changesDoNotCountWhileLoginsCanNotBeEnded() {
        world.logins.during = () -> {
            throw new StoreUnavailableException("down");
        };
        changeOften();
        world.logins.during = () -> {};
        assertStillGood();
    }

    @Test
    void changesDoNotCountWhileNoHashCanBeStored() {
        world.store = new DelegatingStore(world.passwords) {
            @Override
            public boolean replace(String accountId, String expectedHash, String newHash) {
                throw new StoreUnavailableException("down");
            }
        };
        changeOften();
        assertStillGood();
    }

    @Test
    void changesDoNotCountWhileTheHashNeverStandsStill() {
        world.store = new DelegatingStore(world.passwords) {
            @Override
            public boolean replace(String accountId, String expectedHash, String newHash) {
                return false;
            }
        };
        changeOften();
        assertStillGood();
    }

    /** The old password is verified, and then the new one can not be hashed. */
    @Test
    void changesDoNotCountWhileTheGateLetsNobodyIn() {
        for (int i = 0; i < OFTEN; i++) {
            world.argon2.during(() -> {
                world.argon2.during(() -> {});
                Thread.currentThread().interrupt();
            });
            assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(503);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertStillGood();
    }

    private void changeOften() {
        for (int i = 0; i < OFTEN; i++) {
            assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(503);
        }
    }

    /** Nothing at all is counted: neither of the name, nor of the password. */
    private void assertStillGood() {
        world.store = world.passwords;
        for (int i = 0; i < LoginThrottle.PER_LOGIN_AND_ADDRESS - 1; i++) {
            assertThat(world.login("ada@example.com", "wrong").status()).isEqualTo(401);
        }
        assertThat(world.passwords.countFailure(ADA.id(), LoginThrottle.PER_LOGIN_AND_ADDRESS))
                .isTrue();
        world.passwords.forgiveFailure(ADA.id());
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
    }
}
