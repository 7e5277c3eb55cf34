package io.gatehouse.apikey;

import io.gatehouse.cache.ReadCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * API keys of another store, remembered for a few seconds: so that a key does not cost a read at each request. A key that is revoked or
 * rotated through this store is refused on this node at once, on other nodes when they read it again. Remembers at most 10 000 keys, and
 * no absence. Safe for any number of threads.
 */
public final class CachedApiKeyStore implements ApiKeyStore {
    /** How long keys are usually kept. */
    public static final Duration DEFAULT_KEPT_FOR = Duration.ofSeconds(5);

    private final ApiKeyStore store;
    private final ReadCache<ApiKey> keys;

    private CachedApiKeyStore(ApiKeyStore store, ReadCache<ApiKey> keys) {
        this.store = store;
        this.keys = keys;
    }

    /**
     * Remembers what a store answers.
     *
     * @param store where keys are kept
     * @param keptFor for how long, zero to one minute: so long may a revoked key go on on other nodes
     * @param clock tells the time
     * @return the store with its memory
     * @throws IllegalArgumentException if the duration is out of bounds
     */
    public static CachedApiKeyStore of(ApiKeyStore store, Duration keptFor, Clock clock) {
        return new CachedApiKeyStore(store, new ReadCache<>(keptFor, clock));
    }

    @Override
    public void insert(ApiKey key) {
        store.insert(key);
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return keys.find(id, store::find);
    }

    @Override
    public List<ApiKey> ownedBy(String ownerId, Instant now) {
        return store.ownedBy(ownerId, now);
    }

    @Override
    public boolean revoke(String id, String ownerId, Instant now) {
        try {
            return store.revoke(id, ownerId, now);
        } finally {
            keys.forget(id);
        }
    }

    @Override
    public boolean rotate(String oldId, ApiKey successor, Instant oldEndsAt, Instant now) {
        try {
            return store.rotate(oldId, successor, oldEndsAt, now);
        } finally {
            keys.forget(oldId);
        }
    }

    /** What is remembered keeps its last use: nothing is decided by it, and lists are read from the store. */
    @Override
    public void touch(Map<String, Instant> lastUses) {
        store.touch(lastUses);
    }
}
