package io.gatehouse.oauth;

import io.gatehouse.memory.MemoryPendingLoginStore;
import io.gatehouse.secret.SecretHash;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store that shows what it is given. */
final class RecordingPendingLogins implements PendingLoginStore {
    final AtomicInteger consumed = new AtomicInteger();
    private final MemoryPendingLoginStore store = new MemoryPendingLoginStore();
    private final Consumer<PendingLogin> inserted;

    RecordingPendingLogins(Consumer<PendingLogin> inserted) {
        this.inserted = inserted;
    }

    @Override
    public void insert(PendingLogin login) {
        inserted.accept(login);
        store.insert(login);
    }

    @Override
    public Optional<PendingLogin> consume(SecretHash state, Instant now) {
        consumed.incrementAndGet();
        return store.consume(state, now);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return store.deleteExpired(now, limit);
    }
}
