package io.gatehouse;

import java.time.Duration;

/**
 * How often something may happen: a bucket of tokens, full at first, that refills steadily. So {@code of(100, Duration.ofMinutes(1))}
 * lets 100 happen at once, then one each 600 ms, and 100 at once again after a quiet minute. Immutable.
 *
 * @param count how many tokens the bucket holds, 1 to {@value #MAX_COUNT}
 * @param period how long an empty bucket takes to be full again, 1 s to 31 days, and at least a millisecond for each token
 */
public record RateLimit(int count, Duration period) {
    /** The largest bucket. */
    public static final int MAX_COUNT = 1_000_000;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(31);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one of them makes no sense; the message says why
     */
    public RateLimit {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("a limit is 1 to " + MAX_COUNT + " times in a period, not " + count);
        }
        if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a limit's period is 1 s to 31 days");
        }
        if (count > period.toMillis()) {
            throw new IllegalArgumentException("a limit is once in a millisecond at most: make the period longer");
        }
    }

    /**
     * Makes a limit.
     *
     * @param count how often at once
     * @param period how long until that is possible again
     * @return the limit
     * @throws IllegalArgumentException if one of them makes no sense
     */
    public static RateLimit of(int count, Duration period) {
        return new RateLimit(count, period);
    }

    /**
     * How long one token takes to come back.
     *
     * @return the period's part for one token, rounded up to a whole nanosecond
     */
    public Duration interval() {
        return period.plusNanos(count - 1L).dividedBy(count);
    }

    /**
     * The same for stores, which keep whole milliseconds.
     *
     * @return the part for one token in milliseconds, rounded up, at least 1
     */
    public long intervalMillis() {
        return interval().plusNanos(999_999).toMillis();
    }

    /** As settings write it, for instance {@code 100/60s}. */
    @Override
    public String toString() {
        return count + "/" + period.toSeconds() + "s";
    }
}
