package io.gatehouse.memory;

import io.gatehouse.secret.SecretHash;
import io.gatehouse.session.Session;
import io.gatehouse.session.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sessions in memory: for one node, and gone when it stops. Expired ones are dropped as new ones come. Safe for any number of threads.
 */
public final class MemorySessionStore implements SessionStore {
    private static final int PURGE_EVERY = 1000;

    private final Map<String, Session> byId = new HashMap<>();
    private final Map<String, Set<String>> idsOfAccount = new HashMap<>();
    private int insertsUntilPurge = PURGE_EVERY;

    /** An empty store. */
    public MemorySessionStore() {}

    @Override
    public synchronized void insert(Session session) {
        if (byId.containsKey(session.id())) {
            throw new IllegalStateException("there is a session " + session.id() + " already");
        }
        if (--insertsUntilPurge <= 0) {
            insertsUntilPurge = PURGE_EVERY;
            deleteExpired(session.createdAt(), Integer.MAX_VALUE);
        }
        byId.put(session.id(), session);
        idsOfAccount.computeIfAbsent(session.accountId(), id -> new HashSet<>()).add(session.id());
    }

    @Override
    public synchronized Optional<Session> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized void touch(Map<String, Instant> lastSeen, Duration idle) {
        lastSeen.forEach((id, at) -> byId.computeIfPresent(id, (same, session) -> session.seen(at, idle)));
    }

    @Override
    public synchronized boolean renew(String id, SecretHash expected, SecretHash successor) {
        Session session = byId.get(id);
        if (session == null || !session.hash().equals(expected)) {
            return false;
        }
        byId.put(id, session.renewed(successor));
        return true;
    }

    @Override
    public synchronized boolean delete(String id) {
        Session session = byId.remove(id);
        if (session == null) {
            return false;
        }
        Set<String> others = idsOfAccount.getOrDefault(session.accountId(), Set.of());
        others.remove(id);
        if (others.isEmpty()) {
            idsOfAccount.remove(session.accountId());
        }
        return true;
    }

    @Override
    public synchronized List<Session> liveSessionsOf(String accountId, Instant now) {
        return idsOfAccount.getOrDefault(accountId, Set.of()).stream()
                .map(byId::get)
                .filter(session -> session.isLive(now))
                .sorted(Comparator.comparing(Session::createdAt)
                        .thenComparing(Session::id)
                        .reversed())
                .toList();
    }

    @Override
    public synchronized int deleteExpired(Instant now, int limit) {
        List<String> expired = byId.values().stream()
                .filter(session -> !now.isBefore(session.expiresAt()))
                .limit(limit)
                .map(Session::id)
                .toList();
        expired.forEach(this::delete);
        return expired.size();
    }
}
