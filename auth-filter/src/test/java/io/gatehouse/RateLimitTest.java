package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits as values. */
final class RateLimitTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT1M, not 0",
        "-1, PT1M, not -1",
        "1000001, P31D, not 1000001",
        "1, PT0.999S, 1 s to 31 days",
        "1, PT0S, 1 s to 31 days",
        "1, -PT1S, 1 s to 31 days",
        "1, P32D, 1 s to 31 days",
        "1001, PT1S, once in a millisecond"
    })
    void refusesNonsense(int count, Duration period, String why) {
        assertThatThrownBy(() -> RateLimit.of(count, period))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void roundsAgainstTheCaller() {
        RateLimit seven = RateLimit.of(7, Duration.ofSeconds(1));
        assertThat(seven.interval()).isEqualTo(Duration.ofNanos(142_857_143));
        assertThat(seven.intervalMillis()).isEqualTo(143);
        assertThat(RateLimit.of(1000, Duration.ofSeconds(1)).intervalMillis()).isEqualTo(1);
        assertThat(seven).hasToString("7/1s");
    }
}
