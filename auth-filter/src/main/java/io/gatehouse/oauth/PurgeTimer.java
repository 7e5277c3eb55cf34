package io.gatehouse.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Has what has expired deleted now and then, on the thread of one login. Safe for any number of threads. */
final class PurgeTimer {
    /** The most that one login deletes. */
    static final int LIMIT = 1000;

    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);

    /** What deletes at most so many that have expired by now. */
    @FunctionalInterface
    interface Deletion {
        int deleteExpired(Instant now, int limit);
    }

    void purge(Instant now, Deletion deletion) {
        long due = next.get();
        if (now.toEpochMilli() >= due
                && next.compareAndSet(due, now.plus(INTERVAL).toEpochMilli())) {
            int unused = deletion.deleteExpired(now, LIMIT);
        }
    }
}
