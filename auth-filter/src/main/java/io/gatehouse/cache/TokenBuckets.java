package io.gatehouse.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Buckets of tokens that refill steadily, one for each key, all of one size. What is kept is one number for each: when it is full again
 * (the generic cell rate algorithm of ATM Forum TM 4.1, which lets through what a token bucket lets through). At most {@value #CAPACITY}
 * are kept, those in use first; what is forgotten is full, so that nobody is refused for it. Exact for any number of threads, without a
 * lock that is held for others than the same key.
 */
public final class TokenBuckets {
    /** How many buckets are kept: some 15 MB. */
    public static final int CAPACITY = 100_000;

    private static final long NANOS = 1_000_000_000L;

    private final long size;
    private final long interval;
    private final Cache<String, Long> fullAt;

    /**
     * Makes buckets that are full.
     *
     * @param size how many tokens each holds
     * @param interval how long one token takes to come back
     */
    public TokenBuckets(int size, Duration interval) {
        this.size = size;
        this.interval = interval.toNanos();
        this.fullAt = Caffeine.newBuilder()
                .maximumSize(CAPACITY)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Takes a token.
     *
     * @param key whose
     * @param now the present
     * @return what is left; with a time to wait if there was none, and then nothing has changed
     */
    public Level take(String key, Instant now) {
        long present = nanos(now);
        long[] seen = {present};
        fullAt.asMap().compute(key, (k, kept) -> {
            long before = fullAt(kept, present);
            seen[0] = before;
            return isEmpty(before, present) ? before : before + interval;
        });
        return isEmpty(seen[0], present) ? level(seen[0], present) : level(seen[0] + interval, present, Duration.ZERO);
    }

    /**
     * Looks without taking.
     *
     * @param key whose
     * @param now the present
     * @return what is left
     */
    public Level look(String key, Instant now) {
        long present = nanos(now);
        return level(fullAt(fullAt.getIfPresent(key), present), present);
    }

    /** How many are kept at the moment. */
    long kept() {
        fullAt.cleanUp();
        return fullAt.estimatedSize();
    }

    /** More than a period too far ahead: the clock went back, and the bucket is taken for empty. */
    private long fullAt(@Nullable Long kept, long present) {
        if (kept == null || kept <= present) {
            return present;
        }
        long whole = size * interval;
        return kept > present + 2 * whole ? present + whole : kept;
    }

    private boolean isEmpty(long full, long present) {
        return full - present > (size - 1) * interval;
    }

    private Level level(long full, long present) {
        long wait = full - present - (size - 1) * interval;
        return level(full, present, Duration.ofNanos(Math.max(0, wait)));
    }

    private Level level(long full, long present, Duration wait) {
        long left = Math.max(0, (size * interval - (full - present)) / interval);
        return new Level(left, wait, Duration.ofNanos(full - present));
    }

    private static long nanos(Instant now) {
        return now.getEpochSecond() * NANOS + now.getNano();
    }

    /**
     * How full a bucket is.
     *
     * @param left whole tokens that are left
     * @param retryAfter how long until there is one; zero if there is, or was
     * @param fullAfter how long until it is full
     */
    public record Level(long left, Duration retryAfter, Duration fullAfter) {
        /**
         * Whether there was none.
         *
         * @return true if so
         */
        public boolean refused() {
            return !retryAfter.isZero();
        }
    }
}
