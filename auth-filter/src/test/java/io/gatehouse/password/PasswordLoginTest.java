package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.ADA;
import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.LoginThrottle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signs in by password. */
final class PasswordLoginTest {
    private final PasswordWorld world = new PasswordWorld();

    @Test
    void theRightPasswordGetsWhatTheGrantHandsOut() {
        Reply reply = world.login("ada@example.com", PASSWORD);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("\"id\":\"u-1\"").doesNotContain("argon2");
    }

    @Test
    void spacesAroundTheNameAndItsCaseDoNotMatter() {
        assertThat(world.login(" ADA@Example.com ", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void oneLoginIsOneEventWhetherTheGrantTellsOfItOrNot() {
        world.login("ada@example.com", PASSWORD);
        world.grant = (account, request) -> Reply.json(200, Map.of()).withFact(AuthEvent.Type.LOGIN, account.id());
        world.login("ada@example.com", PASSWORD);
        assertThat(world.events)
                .extracting(AuthEvent::type)
                .containsExactly(AuthEvent.Type.LOGIN, AuthEvent.Type.LOGIN);
        assertThat(world.events).extracting(AuthEvent::subject).containsOnly(Optional.of("u-1"));
    }

    @Test
    void noEventHoldsThePasswordOrTheHash() {
        world.login("ada@example.com", PASSWORD);
        world.login("ada@example.com", PASSWORD + "!");
        assertThat(world.events.toString()).doesNotContain(PASSWORD).doesNotContain("argon2");
    }

    @Test
    void tenYearsLaterThePasswordStillWorks() {
        world.clock.advance(Duration.ofDays(3653));
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aPasswordThatBreaksThePolicyStillWorks() {
        world.passwords.replace("u-1", world.storedHash(), world.hash("password"));
        assertThat(world.login("ada@example.com", "password").status()).isEqualTo(200);
    }

    @Test
    void canStandElsewhereBesideAnotherGrant() {
        PasswordLogin login = PasswordLogin.of(
                        world.passwords, world.accounts, world.hashing, world.throttle, world.grant)
                .withPath("/api/auth/session");
        assertThat(login.endpoints()).extracting("path").containsExactly("/api/auth/session");
        assertThat(login.endpoints()).isEqualTo(login.endpoints());
    }

    @Test
    void aLoginThatAPasswordChangeOvertakesHandsNothingOut() {
        String old = world.storedHash();
        String changed = world.hash("another good passphrase");
        world.grant = (account, request) -> {
            // The change ends all logins just before this one is stored.
            world.passwords.replace("u-1", old, changed);
            return Reply.json(200, Map.of("accessToken", "secret"));
        };
        Reply reply = world.login("ada@example.com", PASSWORD);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).doesNotContain("secret");
    }

    @Test
    void aStoreThatIsDownIs503AndNeverALogin() {
        world.store = new DelegatingStore(world.passwords) {
            @Override
            public Optional<StoredPassword> findByLogin(LoginName login) {
                throw new StoreUnavailableException("down");
            }
        };
        Reply reply = world.login("ada@example.com", PASSWORD);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsKey("Retry-After");
    }

    @Test
    void whatCouldNotBeVerifiedDoesNotCountAsAnAttempt() {
        HashingGate gate = HashingGate.of(19_456).withQueue(0, Duration.ZERO);
        world.hashing = world.hashing.withGate(gate);
        PasswordStore working = world.store;
        world.argon2.during(() -> {
            world.argon2.during(() -> {});
            for (int i = 0; i < 2 * LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
                assertThat(world.login(ADA.email(), PASSWORD).status()).isEqualTo(503);
            }
        });
        assertThat(world.login("somebody@example.com", "wrong").status()).isEqualTo(401);
        world.store = new DelegatingStore(world.passwords) {
            @Override
            public Optional<StoredPassword> findByLogin(LoginName login) {
                throw new StoreUnavailableException("down");
            }
        };
        for (int i = 0; i < 2 * LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
            assertThat(world.login(ADA.email(), PASSWORD).status()).isEqualTo(503);
        }
        world.store = working;
        assertThat(world.login(ADA.email(), PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aFullGateIs503() {
        world.hashing = world.hashing.withGate(HashingGate.of(19_456).withQueue(0, Duration.ZERO));
        List<Reply> second = new ArrayList<>();
        world.argon2.during(() -> {
            world.argon2.during(() -> {});
            second.add(world.login("ada@example.com", PASSWORD));
        });
        assertThat(world.login(ADA.email(), PASSWORD).status()).isEqualTo(200);
        assertThat(second).singleElement().satisfies(reply -> {
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers()).containsKey("Retry-After");
        });
    }
}
