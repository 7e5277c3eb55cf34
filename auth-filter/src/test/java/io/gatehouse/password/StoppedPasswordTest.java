package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.ADA;
import static io.gatehouse.password.PasswordWorld.NEW_PASSWORD;
import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.SetCookie;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.testkit.SameAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** NIST SP 800-63B-4 section 3.2.2: at most 100 failures in a row, and OWASP ASVS 6.1.1: nobody is locked out by it. */
final class StoppedPasswordTest {
    private final PasswordWorld world = new PasswordWorld();

    @Test
    void isTakenForWrongAfterAHundredFailures() {
        fail(PasswordVerifier.MAX_FAILURES);
        Reply right = world.login("ada@example.com", PASSWORD, "192.0.2.1");
        assertThat(right.status()).isEqualTo(401);
        assertThat(right.body()).contains("LOGIN_FAILED");
        assertThat(SameAnswer.of(right)).isEqualTo(SameAnswer.of(world.login("ada@example.com", "wrong", "192.0.2.2")));
        assertThat(SameAnswer.of(right))
                .isEqualTo(SameAnswer.of(world.login("nobody@example.com", "wrong", "192.0.2.2")));
        world.clock.advance(Duration.ofDays(3650));
        assertThat(world.login("ada@example.com", PASSWORD, "192.0.2.1").status())
                .isEqualTo(401);
    }

    @Test
    void isRightUntilThen() {
        fail(PasswordVerifier.MAX_FAILURES - 1);
        assertThat(world.login("ada@example.com", PASSWORD, "192.0.2.1").status())
                .isEqualTo(200);
    }

    @Test
    void isCountedAnewAfterASuccess() {
        for (int i = 0; i < 3; i++) {
            fail(PasswordVerifier.MAX_FAILURES - 1);
            assertThat(world.login("ada@example.com", PASSWORD, "192.0.2.1").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void costsOneHashLikeEveryOther() {
        fail(PasswordVerifier.MAX_FAILURES);
        assertThat(world.hashesDuring(() -> world.login("ada@example.com", PASSWORD, "192.0.2.1")))
                .isEqualTo(1);
    }

    @Test
    void cannotBeReachedByAttemptsAtOnce() {
        fail(PasswordVerifier.MAX_FAILURES - 5);
        AtomicInteger next = new AtomicInteger();
        List<Integer> statuses =
                Race.run(() -> world.login("ada@example.com", "wrong", "192.0.2." + next.incrementAndGet())
                        .status());
        assertThat(statuses).containsOnly(401);
        world.passwords.forgiveFailure(ADA.id());
        assertThat(world.login("ada@example.com", PASSWORD, "198.18.0.1").status())
                .as("one less than the limit, so no more than the limit were counted")
                .isEqualTo(200);
    }

    @Test
    void stopsTheChangeOfThePasswordToo() {
        fail(PasswordVerifier.MAX_FAILURES);
        assertThat(world.change(PASSWORD, NEW_PASSWORD).status()).isEqualTo(401);
        world.assertPasswordUnchanged();
    }

    @Test
    void failuresOfAChangeCountToo() {
        for (int i = 0; i < PasswordVerifier.MAX_FAILURES; i++) {
            assertThat(world.change("wrong", NEW_PASSWORD).status()).isEqualTo(401);
            world.clock.advance(LoginThrottle.WINDOW);
        }
        assertThat(world.login("ada@example.com", PASSWORD, "192.0.2.1").status())
                .isEqualTo(401);
    }

    @Test
    void isUsableAgainWhenItIsReplaced() {
        fail(PasswordVerifier.MAX_FAILURES);
        assertThat(world.passwords.replace(ADA.id(), world.storedHash(), world.hash(NEW_PASSWORD)))
                .isTrue();
        assertThat(world.login("ada@example.com", NEW_PASSWORD, "192.0.2.1").status())
                .isEqualTo(200);
    }

    @Test
    void isUsableAgainWhenAnOperatorSaysSo() {
        fail(PasswordVerifier.MAX_FAILURES);
        world.passwords.clearFailures(ADA.id());
        assertThat(world.login("ada@example.com", PASSWORD, "192.0.2.1").status())
                .isEqualTo(200);
    }

    @Test
    void isRightOnADeviceThatTheOwnerSignedInFromAndWrongElsewhere() {
        SetCookie device = device(signIn("192.0.2.1", null));
        fail(PasswordVerifier.MAX_FAILURES + 50);
        for (int i = 0; i < 3; i++) {
            Reply reply = signIn("198.18.0.1", device);
            assertThat(reply.status()).isEqualTo(200);
            device = device(reply);
            assertThat(world.login("ada@example.com", PASSWORD, "192.0.2.3").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void failuresOfTheDeviceStopNobody() {
        for (int i = 0; i < 30; i++) {
            SetCookie device = device(signIn("192.0.2.1", null));
            for (int j = 0; j < 9; j++) {
                world.answer(request("wrong", "192.0.2.1", device).build());
            }
            assertThat(signIn("192.0.2.1", device).status()).isEqualTo(200);
            world.clock.advance(Duration.ofDays(2));
        }
    }

    @Test
    void isCountedAnewAfterASuccessOfTheDevice() {
        SetCookie device = device(signIn("192.0.2.1", null));
        fail(PasswordVerifier.MAX_FAILURES - 1);
        signIn("198.18.0.1", device);
        fail(PasswordVerifier.MAX_FAILURES - 1);
        assertThat(world.login("ada@example.com", PASSWORD, "192.0.2.7").status())
                .isEqualTo(200);
    }

    @Test
    void aFullGateIsNoFailure() {
        world.hashing = world.hashing.withGate(HashingGate.of(19_456).withQueue(0, Duration.ZERO));
        world.argon2.during(() -> {
            world.argon2.during(() -> {});
            for (int i = 0; i < 2 * PasswordVerifier.MAX_FAILURES; i++) {
                assertThat(world.login("ada@example.com", PASSWORD, "192.0.2." + i % 200)
                                .status())
                        .isEqualTo(503);
            }
        });
        world.login("somebody@example.com", "wrong");
        assertThat(world.login("ada@example.com", PASSWORD, "192.0.2.1").status())
                .isEqualTo(200);
    }

    private Reply signIn(String address, SetCookie device) {
        return world.answer(request(PASSWORD, address, device).build());
    }

    private static RequestBuilder request(String password, String address, SetCookie device) {
        RequestBuilder request = RequestBuilder.post("/api/auth/login")
                .header("Sec-Fetch-Site", "same-origin")
                .json(Map.of("email", "ada@example.com", "password", password))
                .from(address);
        return device == null ? request : request.cookie(device.name(), device.value());
    }

    private static SetCookie device(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.cookies()).hasSize(1);
        return reply.cookies().get(0);
    }

    /** From many addresses, slowly enough for every limit. */
    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(world.login("ada@example.com", "wrong", "198.51.100." + i % 250)
                            .status())
                    .isEqualTo(401);
            world.clock.advance(Duration.ofSeconds(3));
        }
    }
}
