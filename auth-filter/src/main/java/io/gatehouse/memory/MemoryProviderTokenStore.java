package io.gatehouse.memory;

import io.gatehouse.oauth.ProviderTokenStore;
import io.gatehouse.oauth.SealedProviderTokens;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens of providers in memory: for one node, and gone when it stops. Safe for any number of threads. */
public final class MemoryProviderTokenStore implements ProviderTokenStore {
    private record Key(String accountId, String providerId) {}

    private final Map<Key, SealedProviderTokens> all = new HashMap<>();

    /** An empty store. */
    public MemoryProviderTokenStore() {}

    @Override
    public synchronized void put(SealedProviderTokens tokens) {
        all.put(key(tokens), tokens);
    }

    @Override
    public synchronized Optional<SealedProviderTokens> find(String accountId, String providerId) {
        return Optional.ofNullable(all.get(new Key(accountId, providerId)));
    }

    @Override
    public synchronized boolean replace(String expectedVersion, SealedProviderTokens next) {
        boolean expected = isAt(expectedVersion, key(next));
        if (expected) {
            all.put(key(next), next);
        }
        return expected;
    }

    @Override
    public synchronized boolean delete(String accountId, String providerId, String expectedVersion) {
        Key key = new Key(accountId, providerId);
        boolean expected = isAt(expectedVersion, key);
        if (expected) {
            all.remove(key);
        }
        return expected;
    }

    @Override
    public synchronized int deleteExpired(Instant now, int limit) {
        List<Key> expired = all.values().stream()
                .filter(tokens -> !now.isBefore(tokens.expiresAt()))
                .limit(limit)
                .map(MemoryProviderTokenStore::key)
                .toList();
        expired.forEach(all::remove);
        return expired.size();
    }

    private boolean isAt(String version, Key key) {
        SealedProviderTokens tokens = all.get(key);
        return tokens != null && tokens.version().equals(version);
    }

    private static Key key(SealedProviderTokens tokens) {
        return new Key(tokens.accountId(), tokens.providerId());
    }
}
