package io.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.RateLimit;
import io.gatehouse.Rejection;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.Race;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final String ADA = "ada@example.com";
    private static final String HERE = "203.0.113.7";

    private final MutableClock clock = MutableClock.create();
    private final SeenStore store = new SeenStore();
    private final LoginThrottle throttle = new LoginThrottle(store, clock, new SecureRandom());

    @Test
    void admitsTenAttemptsAtOneLoginFromOneAddress() {
        assertThat(admitted(ADA, HERE, 15)).isEqualTo(10);
        assertThat(admitted("grace@example.com", HERE, 1)).isEqualTo(1);
        assertThat(admitted(ADA, "203.0.113.8", 1)).isEqualTo(1);
    }

    @Test
    void admitsAHundredAttemptsAtOneLoginFromAnywhere() {
        int admitted = 0;
        for (int i = 0; i < 200; i++) {
            admitted += admitted(ADA, "198.51.100." + i, 1);
        }
        assertThat(admitted).isEqualTo(100);
    }

    @Test
    void admitsThreeHundredAttemptsFromOneAddressWhateverTheLogin() {
        int admitted = 0;
        for (int i = 0; i < 400; i++) {
            admitted += admitted("user" + i, HERE, 1);
        }
        assertThat(admitted).isEqualTo(300);
    }

    @Test
    void countsOneLoginHoweverItIsTyped() {
        assertThat(admitted(ADA, HERE, 5)).isEqualTo(5);
        assertThat(admitted(" ADA@Example.COM\t", HERE, 9)).isEqualTo(5);
    }

    @Test
    void countsAnIpv6LineAsOneAddress() {
        int admitted = 0;
        for (int i = 0; i < 20; i++) {
            admitted += admitted(ADA, "2001:db8:0:1::" + Integer.toHexString(i + 1), 1);
        }
        assertThat(admitted).isEqualTo(10);
        assertThat(admitted(ADA, "2001:db8:0:2::1", 1)).isEqualTo(1);
    }

    @Test
    void mixesUpNoLoginAndAddress() {
        assertThat(admitted("a\nb", "c", 10)).isEqualTo(10);
        assertThat(admitted("a", "b\nc", 1)).isZero();
        assertThat(store.taken).allMatch(key -> key.length() == 43);
    }

    @Test
    void refillsSteadily() {
        assertThat(admitted(ADA, HERE, 11)).isEqualTo(10);
        clock.advance(Duration.ofSeconds(30).minusMillis(1));
        assertThat(admitted(ADA, HERE, 1)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(admitted(ADA, HERE, 11)).isEqualTo(1);
        clock.advance(LoginThrottle.WINDOW);
        assertThat(admitted(ADA, HERE, 11)).isEqualTo(10);
    }

    @Test
    void takesNoMoreThanTheLimitWhenTheClockJumpsForth() {
        admitted(ADA, HERE, 20);
        clock.advance(Duration.ofDays(3650));
        assertThat(admitted(ADA, HERE, 20)).isEqualTo(10);
    }

    @Test
    void saysHowLongToWait() {
        admitted(ADA, HERE, 10);
        clock.advance(Duration.ofMillis(10_500));
        assertThatThrownBy(() -> throttle.admit(ADA, HERE)).isInstanceOfSatisfying(Rejection.class, e -> {
            assertThat(e.problem().type()).isEqualTo(LoginProblems.LOGIN_THROTTLED);
            assertThat(e.problem().type().status()).isEqualTo(429);
            assertThat(e.problem().headers()).containsExactly(Map.entry("Retry-After", "20"));
            assertThat(e.getMessage()).doesNotContain("ada");
        });
    }

    @Test
    void aBlockedAddressLeavesNoTraceForTheNamesThatItMakesUp() {
        for (int i = 0; i < 300; i++) {
            admitted("user" + i, HERE, 1);
        }
        store.taken.clear();
        for (int i = 0; i < 100; i++) {
            assertThat(admitted("made up " + i, HERE, 1)).isZero();
        }
        assertThat(new HashSet<>(store.taken)).hasSize(1);
    }

    @Test
    void aRefusalForANameTakesNothingFromTheAddress() {
        admitted(ADA, HERE, 500);
        for (int i = 0; i < 290; i++) {
            assertThat(admitted("user" + i, HERE, 1)).isEqualTo(1);
        }
        assertThat(admitted("one more", HERE, 1)).isZero();
    }

    @Test
    void aRefusalForNameAndAddressTakesNothingFromTheName() {
        admitted(ADA, HERE, 500);
        int admitted = 0;
        for (int i = 0; i < 200; i++) {
            admitted += admitted(ADA, "198.51.100." + i, 1);
        }
        assertThat(admitted).isEqualTo(90);
    }

    @Test
    void takesOneUnansweredAttemptBackAndNoFailure() throws Rejection {
        admitted(ADA, HERE, 9);
        for (int i = 0; i < 200; i++) {
            throttle.unanswered(throttle.admit(ADA, HERE));
        }
        assertThat(admitted(ADA, HERE, 2)).isEqualTo(1);
    }

    @Test
    void unansweredAttemptsCountForTheirAddress() throws Rejection {
        for (int i = 0; i < 300; i++) {
            throttle.unanswered(throttle.admit(ADA, HERE));
        }
        assertThat(admitted("grace@example.com", HERE, 1)).isZero();
        assertThat(admitted(ADA, "198.51.100.1", 11)).isEqualTo(10);
    }

    @Test
    void takesOneSuccessBackForTheAddressNotItsFailures() throws Rejection {
        for (int i = 0; i < 299; i++) {
            admitted("user" + i, HERE, 1);
        }
        throttle.succeeded(throttle.admit(ADA, HERE));
        assertThat(admitted("one more", HERE, 1)).isEqualTo(1);
        assertThat(admitted("and one", HERE, 1)).isZero();
    }

    @Test
    void takesLimitsOfTheApplication() {
        LoginThrottle own = throttle.withPerAddress(RateLimit.of(5, LoginThrottle.WINDOW))
                .withPerLogin(RateLimit.of(4, LoginThrottle.WINDOW))
                .withPerLoginAndAddress(RateLimit.of(2, LoginThrottle.WINDOW));
        assertThat(admitted(own, ADA, HERE, 9)).isEqualTo(2);
        assertThat(admitted(own, ADA, "198.51.100.1", 9)).isEqualTo(2);
        assertThat(admitted(own, ADA, "198.51.100.2", 9)).isZero();
        assertThat(admitted(own, "x", HERE, 9) + admitted(own, "y", HERE, 9) + admitted(own, "z", HERE, 9))
                .isEqualTo(3);
    }

    @Test
    void aSuccessForgivesNoOtherLogin() throws Rejection {
        admitted("grace@example.com", HERE, 10);
        throttle.succeeded(throttle.admit(ADA, HERE));
        assertThat(admitted("grace@example.com", HERE, 1)).isZero();
    }

    @Test
    void letsNoRacePassTheLimit() {
        List<Integer> admitted = Race.run(() -> admitted(ADA, HERE, 1));
        assertThat(admitted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
    }

    private int admitted(String login, String address, int attempts) {
        return admitted(throttle, login, address, attempts);
    }

    private static int admitted(LoginThrottle throttle, String login, String address, int attempts) {
        int admitted = 0;
        for (int i = 0; i < attempts; i++) {
            try {
                assertThat(throttle.admit(login, address).isFromKnownDevice()).isFalse();
                admitted++;
            } catch (Rejection e) {
                assertThat(e.problem().type()).isEqualTo(LoginProblems.LOGIN_THROTTLED);
            }
        }
        return admitted;
    }

    /** Remembers which buckets were asked. */
    private static final class SeenStore implements AttemptStore {
        private final MemoryAttemptStore store = new MemoryAttemptStore();
        private final List<String> taken = new CopyOnWriteArrayList<>();

        @Override
        public Take take(String key, RateLimit limit, Instant now) {
            taken.add(key);
            return store.take(key, limit, now);
        }

        @Override
        public void giveBack(String key, RateLimit limit) {
            store.giveBack(key, limit);
        }

        @Override
        public Attempts record(String key, Duration window, Instant now) {
            return store.record(key, window, now);
        }

        @Override
        public boolean recordAgain(String key, int limit, Instant now) {
            return store.recordAgain(key, limit, now);
        }

        @Override
        public void forgive(String key) {
            store.forgive(key);
        }

        @Override
        public boolean clear(String key) {
            return store.clear(key);
        }
    }
}
