package io.gatehouse.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Buckets in memory. */
final class TokenBucketsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int SIZE = 6;

    private final TokenBuckets buckets = new TokenBuckets(SIZE, Duration.ofSeconds(10));

    @Test
    void holdWhatTheyHold() {
        assertThat(taken(NOW, 20)).isEqualTo(SIZE);
        TokenBuckets.Level level = buckets.take("a", NOW);
        assertThat(level.refused()).isTrue();
        assertThat(level.left()).isZero();
        assertThat(level.retryAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(level.fullAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void sayWhatIsLeft() {
        for (int left = SIZE - 1; left >= 0; left--) {
            assertThat(buckets.take("a", NOW).left()).isEqualTo(left);
        }
        assertThat(buckets.look("a", NOW.plusSeconds(29)).left()).isEqualTo(2);
        assertThat(buckets.look("b", NOW).left()).isEqualTo(SIZE);
    }

    @Test
    void refillSteadilyAndNoFurther() {
        taken(NOW, 20);
        assertThat(taken(NOW.plusSeconds(10).minusNanos(1), 5)).isZero();
        assertThat(taken(NOW.plusSeconds(10), 5)).isEqualTo(1);
        assertThat(taken(NOW.plusSeconds(3_000_000_000L), 20)).isEqualTo(SIZE);
    }

    @Test
    void giveNothingWhenTheClockGoesBackALittle() {
        taken(NOW, 20);
        assertThat(taken(NOW.minusSeconds(5), 5)).isZero();
        assertThat(buckets.look("a", NOW.minusSeconds(5)).left()).isZero();
    }

    @Test
    void blockNobodyForLongWhenTheClockGoesBackFar() {
        taken(NOW, 20);
        Instant past = NOW.minus(Duration.ofDays(30));
        assertThat(taken(past, 5)).isZero();
        assertThat(taken(past.plusSeconds(10), 5)).isEqualTo(1);
    }

    @Test
    void giveAsManyAsThereAreToManyAtOnce() {
        assertThat(Race.run(() -> buckets.take("a", NOW).refused()))
                .filteredOn(refused -> !refused)
                .hasSize(SIZE);
    }

    /** Counted, not timed. */
    @Test
    void areBoundedThoughAMillionAddressesCome() {
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(buckets.take("address " + i, NOW).refused()).isFalse();
        }
        assertThat(buckets.kept()).isLessThanOrEqualTo(TokenBuckets.CAPACITY);
    }

    private long taken(Instant now, int times) {
        return IntStream.range(0, times)
                .filter(i -> !buckets.take("a", now).refused())
                .count();
    }
}
