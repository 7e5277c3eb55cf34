package io.gatehouse.memory;

import io.gatehouse.apikey.ApiKey;
import io.gatehouse.apikey.ApiKeyStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Keeps API keys in memory. One lock for all changes; none for finding. When an account makes a key, those of its keys that have ended
 * are forgotten: making and ending keys in turn takes no memory.
 */
public final class MemoryApiKeyStore implements ApiKeyStore {
    private final Map<String, ApiKey> byId = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> idsByOwner = new ConcurrentHashMap<>();

    /** An empty store. */
    public MemoryApiKeyStore() {}

    @Override
    public synchronized void insert(ApiKey key) {
        if (byId.putIfAbsent(key.id(), key) != null) {
            throw new IllegalStateException("there is an API key " + key.id() + " already");
        }
        Set<String> owned = idsByOwner.computeIfAbsent(key.ownerId(), owner -> ConcurrentHashMap.newKeySet());
        owned.add(key.id());
        owned.removeIf(id ->
                byId.computeIfPresent(id, (same, old) -> old.isLive(key.createdAt()) ? old : null) == null);
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<ApiKey> ownedBy(String ownerId, Instant now) {
        return idsByOwner.getOrDefault(ownerId, Set.of()).stream()
                .flatMap(id -> find(id).stream())
                .filter(key -> key.isLive(now))
                .sorted(Comparator.comparing(ApiKey::createdAt).reversed())
                .toList();
    }

    @Override
    public synchronized boolean revoke(String id, String ownerId, Instant now) {
        return change(
                id, key -> key.ownerId().equals(ownerId) && key.revokedAt().isEmpty(), key -> key.revoked(now));
    }

    @Override
    public synchronized boolean rotate(String oldId, ApiKey successor, Instant oldEndsAt, Instant now) {
        Predicate<ApiKey> replaceable =
                key -> key.isLive(now) && key.replacedBy().isEmpty();
        if (find(oldId).filter(replaceable).isEmpty()) {
            return false;
        }
        insert(successor);
        change(oldId, replaceable, key -> key.replaced(successor.id(), oldEndsAt));
        return true;
    }

    @Override
    public synchronized void touch(Map<String, Instant> lastUses) {
        lastUses.forEach((id, at) -> change(id, key -> true, key -> key.used(at)));
    }

    private boolean change(String id, Predicate<ApiKey> condition, UnaryOperator<ApiKey> change) {
        Optional<ApiKey> key = find(id).filter(condition);
        key.ifPresent(record -> byId.put(id, change.apply(record)));
        return key.isPresent();
    }

    /** How many keys are kept at the moment. */
    int size() {
        return byId.size();
    }
}
