package io.gatehouse.token;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.memory.MemoryRevocationStore;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A real store behind a switch. */
final class FailingRevocations implements RevocationStore {
    private final MemoryRevocationStore real = new MemoryRevocationStore();
    final AtomicBoolean down = new AtomicBoolean();

    @Override
    public void revoke(String loginId, Instant until) {
        check();
        real.revoke(loginId, until);
    }

    @Override
    public Changes since(long version) {
        check();
        return real.since(version);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        check();
        return real.deleteExpired(now, limit);
    }

    private void check() {
        if (down.get()) {
            throw new StoreUnavailableException("down for a test");
        }
    }
}
