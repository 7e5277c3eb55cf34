package io.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Rejection;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginThrottleTest {
    private static final String ADA = "ada@example.com";
    private static final String HERE = "203.0.113.7";

    private final MutableClock clock = MutableClock.create();
    private final CountingStore store = new CountingStore();
    private final LoginThrottle throttle = new LoginThrottle(store, clock);

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
        assertThat(store.counts.keySet()).allMatch(key -> key.length() == 43);
    }

    @Test
    void beginsAnewWhenTheWindowEnds() {
        assertThat(admitted(ADA, HERE, 11)).isEqualTo(10);
        clock.advance(Duration.ofMinutes(5).minusNanos(1));
        assertThat(admitted(ADA, HERE, 1)).isZero();
        clock.advance(Duration.ofNanos(1));
        assertThat(admitted(ADA, HERE, 11)).isEqualTo(10);
    }

    @Test
    void saysHowLongToWait() throws Rejection {
        admitted(ADA, HERE, 10);
        clock.advance(Duration.ofMillis(100_500));
        try {
            throttle.admit(ADA, HERE);
        } catch (Rejection e) {
            assertThat(e.problem().type()).isEqualTo(LoginProblems.LOGIN_THROTTLED);
            assertThat(e.problem().type().status()).isEqualTo(429);
            assertThat(e.problem().headers()).containsExactly(Map.entry("Retry-After", "200"));
            assertThat(e.getMessage()).doesNotContain("ada");
            return;
        }
        throw new AssertionError("not throttled");
    }

    @Test
    void takesASuccessBack() {
        for (int i = 0; i < 500; i++) {
            assertThat(admitted(ADA, HERE, 1)).isEqualTo(1);
            throttle.succeeded(ADA, HERE);
        }
        assertThat(store.counts.values()).allMatch(count -> count.count() == 0);
    }

    @Test
    void takesOneUnansweredAttemptBackAndNoFailure() {
        admitted(ADA, HERE, 9);
        for (int i = 0; i < 500; i++) {
            assertThat(admitted(ADA, HERE, 1)).isEqualTo(1);
            throttle.unanswered(ADA, HERE);
        }
        assertThat(admitted(ADA, HERE, 2)).isEqualTo(1);
    }

    @Test
    void takesOneSuccessBackForTheAddressNotItsFailures() {
        for (int i = 0; i < 299; i++) {
            admitted("user" + i, HERE, 1);
        }
        admitted(ADA, HERE, 1);
        throttle.succeeded(ADA, HERE);
        assertThat(admitted("one more", HERE, 1)).isEqualTo(1);
        assertThat(admitted("and one", HERE, 1)).isZero();
    }

    @Test
    void aSuccessForgivesNoOtherLogin() {
        admitted("grace@example.com", HERE, 10);
        admitted(ADA, HERE, 1);
        throttle.succeeded(ADA, HERE);
        assertThat(admitted("grace@example.com", HERE, 1)).isZero();
    }

    @Test
    void letsNoRacePassTheLimit() {
        List<Integer> admitted = Race.run(() -> admitted(ADA, HERE, 1));
        assertThat(admitted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
    }

    /** RFC 4291 section 2.2: one address, many spellings. */
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "::ffff:203.0.113.7, 203.0.113.7",
        "::FFFF:203.0.113.7, 203.0.113.7",
        "::ffff:cb00:7107, 203.0.113.7",
        "0:0:0:0:0:ffff:cb00:7107, 203.0.113.7",
        "::, 0:0:0:0::/64",
        "::1, 0:0:0:0::/64",
        "2001:db8::1, 2001:db8:0:0::/64",
        "2001:0DB8:0000::1, 2001:db8:0:0::/64",
        "2001:db8:0:0:1:2:3:4, 2001:db8:0:0::/64",
        "2001:db8:1:2::, 2001:db8:1:2::/64",
        "2001:db8:1:2:3::, 2001:db8:1:2::/64",
        "2001:db8:1:2::203.0.113.7, 2001:db8:1:2::/64",
        "1:2:3:4:5:6:7:8, 1:2:3:4::/64",
        "1:2:3:4:5:6:203.0.113.7, 1:2:3:4::/64",
        "fe80::1, fe80:0:0:0::/64"
    })
    void namesTheBlockOfAnAddress(String address, String block) {
        assertThat(AddressBlock.of(address)).isEqualTo(block);
    }

    @ParameterizedTest
    @CsvSource({
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        ":::",
        "12345::",
        "g::1",
        "::1.2.3",
        "::1.2.3.256",
        "::1.2.3.4.5",
        "::-1",
        "unknown",
        "::1%eth0"
    })
    void leavesWhatIsNoAddressAlone(String text) {
        assertThat(AddressBlock.of(text)).isEqualTo(text);
    }

    private int admitted(String login, String address, int attempts) {
        int admitted = 0;
        for (int i = 0; i < attempts; i++) {
            try {
                throttle.admit(login, address);
                admitted++;
            } catch (Rejection e) {
                assertThat(e.problem().type()).isEqualTo(LoginProblems.LOGIN_THROTTLED);
            }
        }
        return admitted;
    }

    private static final class CountingStore implements AttemptStore {
        private final Map<String, Attempts> counts = new HashMap<>();

        @Override
        public synchronized Attempts record(String key, Duration window, Instant now) {
            return counts.merge(
                    key,
                    new Attempts(1, now.plus(window)),
                    (old, first) -> old.windowEndsAt().isAfter(now)
                            ? new Attempts(old.count() + 1, old.windowEndsAt())
                            : first);
        }

        @Override
        public synchronized void forgive(String key) {
            counts.computeIfPresent(key, (k, old) -> new Attempts(Math.max(0, old.count() - 1), old.windowEndsAt()));
        }

        @Override
        public synchronized void clear(String key) {
            counts.remove(key);
        }
    }
}
