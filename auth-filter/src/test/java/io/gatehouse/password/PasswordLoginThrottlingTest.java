package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.Reply;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.AttemptStore;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.testkit.Race;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attempts are limited. */
final class PasswordLoginThrottlingTest {
    private final PasswordWorld world = new PasswordWorld();

    @Test
    void refusesEvenTheRightPasswordWithoutHashing() {
        fail(LoginThrottle.PER_LOGIN_AND_ADDRESS);
        int hashes = world.hashesDuring(() -> {
            Reply reply = world.login("ada@example.com", PASSWORD);
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.body()).contains("LOGIN_THROTTLED");
            assertThat(reply.headers()).containsEntry("Retry-After", List.of("30"));
        });
        assertThat(hashes).isZero();
    }

    @Test
    void anotherSpellingOfTheNameGivesNoFurtherAttempts() {
        fail(LoginThrottle.PER_LOGIN_AND_ADDRESS);
        assertThat(world.login(" ADA@EXAMPLE.COM", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void countsNamesThatDoNotExistLikeOthers() {
        for (int i = 0; i < LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
            assertThat(world.login("nobody@example.com", "wrong").status()).isEqualTo(401);
        }
        assertThat(world.login("nobody@example.com", "wrong").status()).isEqualTo(429);
    }

    @Test
    void leavesOtherPeopleAlone() {
        fail(LoginThrottle.PER_LOGIN_AND_ADDRESS + 1);
        assertThat(world.login("ada@example.com", PASSWORD, "198.51.100.9").status())
                .isEqualTo(200);
    }

    @Test
    void aSuccessClearsTheCount() {
        for (int i = 0; i < 5; i++) {
            fail(LoginThrottle.PER_LOGIN_AND_ADDRESS - 1);
            assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void endsWithTheWindow() {
        fail(LoginThrottle.PER_LOGIN_AND_ADDRESS);
        world.clock.advance(LoginThrottle.WINDOW);
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void attemptsAtOnceDoNotPassTheLimit() {
        int before = world.argon2.calls();
        List<Integer> statuses =
                Race.run(() -> world.login("ada@example.com", "wrong").status());
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(LoginThrottle.PER_LOGIN_AND_ADDRESS);
        assertThat(statuses).containsOnly(401, 429);
        assertThat(world.argon2.calls() - before).isEqualTo(LoginThrottle.PER_LOGIN_AND_ADDRESS);
    }

    @Test
    void nothingIsVerifiedWhenAttemptsCanNotBeCounted() {
        AttemptStore down = (AttemptStore) Proxy.newProxyInstance(
                AttemptStore.class.getClassLoader(),
                new Class<?>[] {AttemptStore.class},
                (proxy, method, arguments) -> {
                    throw new StoreUnavailableException("down");
                });
        PasswordVerifier verifier = PasswordVerifier.of(
                world.passwords, world.accounts, world.hashing, new LoginThrottle(down, world.clock));
        assertThat(world.hashesDuring(
                        () -> assertThatThrownBy(() -> verifier.verify("ada@example.com", PASSWORD, "203.0.113.7"))
                                .isInstanceOf(StoreUnavailableException.class)))
                .isZero();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            world.login("ada@example.com", "wrong");
        }
    }
}
