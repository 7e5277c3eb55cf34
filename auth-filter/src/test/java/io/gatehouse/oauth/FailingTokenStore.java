package io.gatehouse.oauth;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.memory.MemoryProviderTokenStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Fails when it is told to, and notes what it sees. */
final class FailingTokenStore implements ProviderTokenStore {
    private final MemoryProviderTokenStore inner = new MemoryProviderTokenStore();
    final Map<String, Object> seen = new LinkedHashMap<>();
    volatile boolean down;
    volatile int failingReplacements;
    volatile int puts;

    private void requireUp() {
        if (down) {
            throw new StoreUnavailableException("down");
        }
    }

    @Override
    public synchronized void put(SealedProviderTokens tokens) {
        requireUp();
        puts++;
        seen.put(tokens.version(), tokens);
        inner.put(tokens);
    }

    @Override
    public Optional<SealedProviderTokens> find(String accountId, String providerId) {
        requireUp();
        return inner.find(accountId, providerId);
    }

    @Override
    public synchronized boolean replace(String expectedVersion, SealedProviderTokens next) {
        requireUp();
        if (failingReplacements > 0) {
            failingReplacements--;
            throw new StoreUnavailableException("down for a moment");
        }
        seen.put(next.version(), next);
        return inner.replace(expectedVersion, next);
    }

    @Override
    public boolean delete(String accountId, String providerId, String expectedVersion) {
        requireUp();
        return inner.delete(accountId, providerId, expectedVersion);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        requireUp();
        return inner.deleteExpired(now, limit);
    }
}
