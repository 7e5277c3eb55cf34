package io.gatehouse.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What was read from a store lately, by key. A change that is made through this node is seen at once: whoever makes one forgets the key
 * afterwards, and no read that began before puts its answer back. Of absence and failure nothing is kept. Bounded; no lock is held while
 * the store reads. Safe for any number of threads.
 *
 * @param <V> what is read
 */
public final class ReadCache<V> {
    /** The longest time that anything is kept. */
    public static final Duration MAX_KEPT_FOR = Duration.ofMinutes(1);
    /** How many values are kept; those that are rarely read go first. */
    public static final int CAPACITY = 10_000;

    private record Entry<V>(V value, long readAt) {}

    private final long keptFor;
    private final Clock clock;
    private final Cache<String, Entry<V>> entries;
    private final AtomicLong changes = new AtomicLong();

    /**
     * An empty cache.
     *
     * @param keptFor how long a value is kept after it was read, zero to {@link #MAX_KEPT_FOR}; zero keeps none
     * @param clock tells the time
     * @throws IllegalArgumentException if the duration is out of bounds
     */
    public ReadCache(Duration keptFor, Clock clock) {
        if (keptFor.isNegative() || keptFor.compareTo(MAX_KEPT_FOR) > 0) {
            throw new IllegalArgumentException(
                    "what is read is kept for " + keptFor + ", must be zero to " + MAX_KEPT_FOR);
        }
        this.keptFor = keptFor.toMillis();
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .maximumSize(CAPACITY)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Finds a value, here or in the store.
     *
     * @param key what to look for
     * @param store asked if nothing is kept
     * @return what is kept or was read
     */
    public Optional<V> find(String key, Function<String, Optional<V>> store) {
        Entry<V> kept = entries.getIfPresent(key);
        if (kept != null && isFresh(kept)) {
            return Optional.of(kept.value());
        }
        long mark = mark();
        // From before the read: what was changed elsewhere while it took its time is not kept for longer than it should
        // be
        long readAt = clock.millis();
        Optional<V> read = store.apply(key);
        read.ifPresent(value -> keep(key, new Entry<>(value, readAt), mark));
        return read;
    }

    /**
     * Taken before reading something that is offered afterwards.
     *
     * @return tells whether anything was changed meanwhile
     */
    public long mark() {
        return changes.get();
    }

    /**
     * Keeps a value, unless anything was changed since the mark was taken: the value may be older than the change.
     *
     * @param key its key
     * @param value what was read
     * @param mark taken before it was read
     */
    public void offer(String key, V value, long mark) {
        keep(key, new Entry<>(value, clock.millis()), mark);
    }

    private void keep(String key, Entry<V> entry, long mark) {
        if (keptFor > 0) {
            // Atomic with the removal in forget: it comes before that one, and is removed, or after, and sees the
            // change
            entries.asMap().compute(key, (same, old) -> mark == changes.get() ? entry : old);
        }
    }

    /**
     * Forgets a value. Called after each change, also after one that failed, since it may have happened all the same.
     *
     * @param key its key
     */
    public void forget(String key) {
        changes.incrementAndGet();
        entries.asMap().remove(key);
    }

    /** A clock that was set back makes nothing live longer than by that step, and what was read in the future is read again. */
    private boolean isFresh(Entry<V> entry) {
        long age = clock.millis() - entry.readAt();
        return age >= 0 && age < keptFor;
    }

    /** How many values are kept at the moment. */
    long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }
}
