package io.gatehouse.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers when keys were used, and writes it to the store now and then instead of at each request. The first use after the interval
 * has passed writes for all; no other waits for it, and there is no thread for it. Knowing the last use is worth less than serving the
 * request: if the store is down the uses wait for another interval, and beyond {@value #MAX_PENDING} keys they are not noted.
 */
final class LastUses {
    static final int MAX_PENDING = 10_000;
    /** A key in heavy use is noted once in this time, so that its requests don't meet at one entry. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(LastUses.class);

    private final ApiKeyStore store;
    private final Duration interval;
    private final Map<String, Instant> pending = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> nextFlush;

    LastUses(ApiKeyStore store, Duration interval, Instant now) {
        this.store = store;
        this.interval = interval;
        this.nextFlush = new AtomicReference<>(now.plus(interval));
    }

    void note(String keyId, Instant now) {
        Instant noted = pending.get(keyId);
        if (noted == null ? pending.size() < MAX_PENDING : !now.isBefore(noted.plus(RESOLUTION))) {
            pending.put(keyId, now);
        }
        Instant due = nextFlush.get();
        if (!now.isBefore(due) && nextFlush.compareAndSet(due, now.plus(interval))) {
            flush();
        }
    }

    /** The key with its last use, also if that is not yet written. */
    ApiKey complete(ApiKey key) {
        return Optional.ofNullable(pending.get(key.id())).map(key::used).orElse(key);
    }

    /** Writes what is noted. What is noted meanwhile stays noted; so does everything if the store fails. */
    void flush() {
        Map<String, Instant> batch = Map.copyOf(pending);
        if (batch.isEmpty()) {
            return;
        }
        try {
            store.touch(batch);
            batch.forEach(pending::remove);
        } catch (RuntimeException e) {
            LOG.warn("the last use of {} API keys could not be written and is tried again later", batch.size(), e);
        }
    }
}
