package io.gatehouse.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.RateLimit;
import io.gatehouse.login.AttemptStore;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.testkit.MutableClock;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our buckets let through what those of a library do that many use. */
final class BucketOracleTest {
    @ParameterizedTest
    @CsvSource({"10, PT5M, 1", "100, PT5M, 2", "300, PT5M, 3", "6, PT1M, 4", "1, PT1S, 5", "1000, PT1S, 6"})
    void letThroughTheSame(int count, Duration period, long seed) {
        RateLimit limit = RateLimit.of(count, period);
        MutableClock clock = MutableClock.create();
        Bucket library = Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(count).refillGreedy(count, period))
                .withCustomTimePrecision(new Meter(clock))
                .build();
        TokenBuckets buckets = new TokenBuckets(count, limit.interval());
        AttemptStore store = new MemoryAttemptStore();
        Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean expected = library.tryConsume(1);
            Instant now = clock.instant();
            assertThat(!buckets.take("a", now).refused()).as("%d at %s", i, now).isEqualTo(expected);
            assertThat(store.take("a", limit, now).taken())
                    .as("%d at %s", i, now)
                    .isEqualTo(expected);
            taken += expected ? 1 : 0;
            long mean = limit.intervalMillis();
            boolean quiet = random.nextInt(10 * count) == 0;
            clock.advance(Duration.ofMillis(quiet ? mean * random.nextInt(count + 1) : random.nextLong(mean + 1)));
        }
        assertThat(taken).isBetween(5_000, 19_999);
    }

    private record Meter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
