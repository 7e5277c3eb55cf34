package io.gatehouse.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.login.AttemptStore;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts attempts in memory: for tests and trials, and for applications that run on one machine and may forget counts at a restart.
 * Holds a bounded number of counters; when there are more, those that are rarely touched go first. Safe for any number of threads.
 */
public final class MemoryAttemptStore implements AttemptStore {
    /** How many counters are kept unless changed: some 20 MB. */
    public static final int DEFAULT_CAPACITY = 100_000;

    private final Cache<String, Attempts> counters;

    /** Makes a store of {@value #DEFAULT_CAPACITY} counters. */
    public MemoryAttemptStore() {
        this(DEFAULT_CAPACITY);
    }

    /**
     * Makes a store.
     *
     * @param capacity how many counters are kept
     */
    public MemoryAttemptStore(int capacity) {
        counters = Caffeine.newBuilder()
                .maximumSize(capacity)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Attempts record(String key, Duration window, Instant now) {
        return counters.asMap()
                .compute(
                        key,
                        (k, last) -> last == null || !now.isBefore(last.windowEndsAt())
                                ? new Attempts(1, now.plus(window))
                                : new Attempts(last.count() + 1, last.windowEndsAt()));
    }

    @Override
    public void forgive(String key) {
        counters.asMap()
                .computeIfPresent(
                        key,
                        (k, last) -> last.count() <= 1 ? null : new Attempts(last.count() - 1, last.windowEndsAt()));
    }

    @Override
    public void clear(String key) {
        counters.invalidate(key);
    }

    /** How many counters are kept at the moment. */
    long size() {
        counters.cleanUp();
        return counters.estimatedSize();
    }
}
