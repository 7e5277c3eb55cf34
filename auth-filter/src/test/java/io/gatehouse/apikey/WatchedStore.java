package io.gatehouse.apikey;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.memory.MemoryApiKeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A store that counts what it is asked, and that can be down. */
final class WatchedStore implements ApiKeyStore {
    private final ApiKeyStore store = new MemoryApiKeyStore();
    private final AtomicInteger finds = new AtomicInteger();
    private final AtomicInteger touches = new AtomicInteger();
    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicReference<Runnable> onTouch = new AtomicReference<>(() -> {});

    int finds() {
        return finds.get();
    }

    int touches() {
        return touches.get();
    }

    void goDown() {
        down.set(true);
    }

    void comeBack() {
        down.set(false);
    }

    void whenTouched(Runnable action) {
        onTouch.set(action);
    }

    @Override
    public void insert(ApiKey key) {
        requireUp();
        store.insert(key);
    }

    @Override
    public Optional<ApiKey> find(String id) {
        finds.incrementAndGet();
        requireUp();
        return store.find(id);
    }

    @Override
    public List<ApiKey> ownedBy(String ownerId, Instant now) {
        requireUp();
        return store.ownedBy(ownerId, now);
    }

    @Override
    public boolean revoke(String id, String ownerId, Instant now) {
        requireUp();
        return store.revoke(id, ownerId, now);
    }

    @Override
    public boolean rotate(String oldId, ApiKey successor, Instant oldEndsAt, Instant now) {
        requireUp();
        return store.rotate(oldId, successor, oldEndsAt, now);
    }

    @Override
    public void touch(Map<String, Instant> lastUses) {
        touches.incrementAndGet();
        requireUp();
        onTouch.get().run();
        store.touch(lastUses);
    }

    private void requireUp() {
        if (down.get()) {
            throw new StoreUnavailableException("the store is down");
        }
    }
}
