package io.gatehouse.token;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.memory.MemoryRefreshTokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A real store that fails in just one method. */
final class FailingRefreshTokens implements RefreshTokenStore {
    private final MemoryRefreshTokenStore real = new MemoryRefreshTokenStore();
    final AtomicBoolean refusesToRevoke = new AtomicBoolean();

    /** Fails after it has rotated, as when a connection breaks at the commit. */
    final AtomicBoolean losesTheAnswer = new AtomicBoolean();

    @Override
    public void insert(RefreshFamily family, RefreshToken first) {
        real.insert(family, first);
    }

    @Override
    public Optional<Found> find(String tokenId) {
        return real.find(tokenId);
    }

    @Override
    public Optional<RefreshFamily> findFamily(String familyId) {
        return real.findFamily(familyId);
    }

    @Override
    public Rotation rotate(String tokenId, RefreshToken.Used used, RefreshToken successor, RefreshFamily.Seen seen) {
        Rotation rotation = real.rotate(tokenId, used, successor, seen);
        if (losesTheAnswer.get()) {
            throw new StoreUnavailableException("broken for a test");
        }
        return rotation;
    }

    @Override
    public boolean revokeFamily(String familyId) {
        if (refusesToRevoke.get()) {
            throw new StoreUnavailableException("down for a test");
        }
        return real.revokeFamily(familyId);
    }

    @Override
    public List<RefreshFamily> liveFamiliesOf(String accountId, Instant now) {
        return real.liveFamiliesOf(accountId, now);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return real.deleteExpired(now, limit);
    }
}
