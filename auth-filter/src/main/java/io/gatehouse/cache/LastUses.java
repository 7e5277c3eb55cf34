package io.gatehouse.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers when things were used, and writes it to a store now and then instead of at each request. The first use after the interval
 * has passed writes for all; no other waits for it, and there is no thread for it. Knowing the last use is worth less than serving the
 * request: if the store is down the uses wait for another interval, and beyond {@value #MAX_PENDING} of them they are not noted. Safe
 * for any number of threads.
 */
public final class LastUses {
    /** How many uses wait to be written at most. */
    public static final int MAX_PENDING = 10_000;
    /** What is in heavy use is noted once in this time, so that its requests don't meet at one entry. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(LastUses.class);

    private final Consumer<Map<String, Instant>> store;
    private final Duration interval;
    private final Map<String, Instant> pending = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> nextFlush;

    /**
     * Nothing noted yet.
     *
     * @param store writes a batch: when each thing was used, by its id
     * @param interval how long uses wait to be written
     * @param now the present
     */
    public LastUses(Consumer<Map<String, Instant>> store, Duration interval, Instant now) {
        this.store = store;
        this.interval = interval;
        this.nextFlush = new AtomicReference<>(now.plus(interval));
    }

    /**
     * Notes a use.
     *
     * @param id of what was used
     * @param now the present
     */
    public void note(String id, Instant now) {
        remember(id, now);
        Instant due = nextFlush.get();
        if (!now.isBefore(due) && nextFlush.compareAndSet(due, now.plus(interval))) {
            flush();
        }
    }

    /**
     * Notes a use of something whose last use in the store is known: one that is older than the interval is written at once, also where
     * there are no other requests whose turn it would be.
     *
     * @param id of what was used
     * @param written when it was last used, as far as the store knows
     * @param now the present
     */
    public void note(String id, Instant written, Instant now) {
        Optional<Instant> before = latest(id);
        note(id, now);
        if (before.isEmpty()
                && !now.isBefore(written.plus(interval))
                && latest(id).isPresent()) {
            flush();
        }
    }

    /**
     * The last use that is not yet written.
     *
     * @param id of what was used
     * @return when, or empty if all is written
     */
    public Optional<Instant> latest(String id) {
        return Optional.ofNullable(pending.get(id));
    }

    /** Writes what is noted. What is noted meanwhile stays noted; so does everything if the store fails. */
    public void flush() {
        Map<String, Instant> batch = Map.copyOf(pending);
        if (batch.isEmpty()) {
            return;
        }
        try {
            store.accept(batch);
            batch.forEach(pending::remove);
        } catch (RuntimeException e) {
            LOG.warn("{} last uses could not be written and are tried again later", batch.size(), e);
        }
    }

    private void remember(String id, Instant now) {
        Instant noted = pending.get(id);
        if (noted == null ? pending.size() < MAX_PENDING : !now.isBefore(noted.plus(RESOLUTION))) {
            pending.put(id, now);
        }
    }
}
