package io.gatehouse.memory;

import io.gatehouse.RateLimit;
import io.gatehouse.login.AttemptStore;
import io.gatehouse.memory.BoundedCounters.Counter;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts attempts in memory: for tests and trials, and for applications that run on one machine and may forget counts at a restart.
 * Holds a bounded number of buckets, and of counters; when there are more, those that have counted least go first, and nobody is refused
 * for it. Safe for any number of threads: its one lock is held for much less than hashing a password takes.
 */
public final class MemoryAttemptStore implements AttemptStore {
    /** How many buckets, and how many counters, are kept unless changed: some 30 MB each if all are in use. */
    public static final int DEFAULT_CAPACITY = 100_000;

    /** Apart, so that a flood of attempts can't make the devices be forgotten that people are known by. */
    private final BoundedCounters buckets;

    private final BoundedCounters counters;

    /** Makes a store of {@value #DEFAULT_CAPACITY} buckets and counters. */
    public MemoryAttemptStore() {
        this(DEFAULT_CAPACITY);
    }

    /**
     * Makes a store.
     *
     * @param capacity how many buckets, and how many counters, are kept; at least 1
     */
    public MemoryAttemptStore(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a store of attempts keeps at least one");
        }
        buckets = new BoundedCounters(capacity);
        counters = new BoundedCounters(capacity);
    }

    @Override
    public synchronized Take take(String key, RateLimit limit, Instant now) {
        long interval = limit.intervalMillis();
        long present = now.toEpochMilli();
        long fullAt = fullAt(key, limit, present);
        long wait = fullAt - (present + (limit.count() - 1) * interval);
        if (wait > 0) {
            buckets.put(new Counter(key, 0, fullAt));
            return new Take(false, Duration.ofMillis(wait));
        }
        buckets.put(new Counter(key, 0, fullAt + interval));
        return Take.TAKEN;
    }

    private long fullAt(String key, RateLimit limit, long present) {
        Counter bucket = buckets.find(key);
        long whole = limit.count() * limit.intervalMillis();
        if (bucket == null || bucket.endsAt() <= present) {
            return present;
        }
        return bucket.endsAt() > present + 2 * whole ? present + whole : bucket.endsAt();
    }

    @Override
    public synchronized void giveBack(String key, RateLimit limit) {
        Counter bucket = buckets.find(key);
        if (bucket != null) {
            buckets.put(new Counter(key, 0, bucket.endsAt() - limit.intervalMillis()));
        }
    }

    @Override
    public synchronized Attempts record(String key, Duration window, Instant now) {
        Counter last = counters.find(key);
        Counter next = last == null || last.endsAt() <= now.toEpochMilli()
                ? new Counter(key, 1, now.plus(window).toEpochMilli())
                : new Counter(key, last.count() + 1, last.endsAt());
        counters.put(next);
        return new Attempts(next.count(), Instant.ofEpochMilli(next.endsAt()));
    }

    @Override
    public synchronized boolean recordAgain(String key, int limit, Instant now) {
        Counter last = counters.find(key);
        if (last == null || last.endsAt() <= now.toEpochMilli() || last.count() >= limit) {
            return false;
        }
        counters.put(new Counter(key, last.count() + 1, last.endsAt()));
        return true;
    }

    @Override
    public synchronized void forgive(String key) {
        Counter last = counters.find(key);
        if (last != null && last.count() > 0) {
            counters.put(new Counter(key, last.count() - 1, last.endsAt()));
        }
    }

    @Override
    public synchronized boolean clear(String key) {
        boolean bucket = buckets.remove(key);
        return counters.remove(key) || bucket;
    }

    /** How much is kept at the moment. */
    synchronized int size() {
        return buckets.size() + counters.size();
    }
}
