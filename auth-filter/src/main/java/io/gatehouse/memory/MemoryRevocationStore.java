package io.gatehouse.memory;

import io.gatehouse.token.RevocationStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Revocations in memory: for one node, and gone when it stops, as are the logins. Safe for any number of threads. */
public final class MemoryRevocationStore implements RevocationStore {
    private final Map<String, Long> versions = new HashMap<>();
    private final TreeMap<Long, Revocation> byVersion = new TreeMap<>();
    private long version;

    /** An empty store. */
    public MemoryRevocationStore() {}

    @Override
    public synchronized void revoke(String loginId, Instant until) {
        version++;
        Long oldVersion = versions.put(loginId, version);
        Revocation old = oldVersion == null ? null : byVersion.remove(oldVersion);
        Instant latest = old != null && old.until().isAfter(until) ? old.until() : until;
        byVersion.put(version, new Revocation(loginId, latest));
    }

    @Override
    public synchronized Changes since(long since) {
        return new Changes(version, List.copyOf(byVersion.tailMap(since, false).values()));
    }

    @Override
    public synchronized int deleteExpired(Instant now, int limit) {
        List<Revocation> expired = byVersion.values().stream()
                .filter(revocation -> now.isAfter(revocation.until()))
                .limit(limit)
                .toList();
        expired.forEach(revocation -> byVersion.remove(versions.remove(revocation.loginId())));
        return expired.size();
    }
}
