package io.gatehouse.memory;

import io.gatehouse.oauth.ProviderSession;
import io.gatehouse.oauth.ProviderSessionStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sessions at providers in memory: for one node, and gone when it stops. Safe for any number of threads. */
public final class MemoryProviderSessionStore implements ProviderSessionStore {
    private record Key(String issuer, String name, boolean isSid) {}

    private final Map<String, ProviderSession> sessions = new HashMap<>();
    private final Map<Key, Set<String>> ids = new HashMap<>();

    /** An empty store. */
    public MemoryProviderSessionStore() {}

    @Override
    public synchronized void insert(ProviderSession session) {
        sessions.put(session.id(), session);
        for (Key key : keys(session)) {
            ids.computeIfAbsent(key, it -> new HashSet<>()).add(session.id());
        }
    }

    @Override
    public synchronized Optional<ProviderSession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public synchronized List<ProviderSession> findBySid(String issuer, String sid) {
        return find(new Key(issuer, sid, true));
    }

    @Override
    public synchronized List<ProviderSession> findBySubject(String issuer, String subject) {
        return find(new Key(issuer, subject, false));
    }

    @Override
    public synchronized void delete(String id) {
        ProviderSession session = sessions.remove(id);
        if (session == null) {
            return;
        }
        for (Key key : keys(session)) {
            Set<String> others = ids.getOrDefault(key, Set.of());
            others.remove(id);
            if (others.isEmpty()) {
                ids.remove(key);
            }
        }
    }

    @Override
    public synchronized int deleteExpired(Instant now, int limit) {
        List<String> expired = sessions.values().stream()
                .filter(session -> !now.isBefore(session.expiresAt()))
                .limit(limit)
                .map(ProviderSession::id)
                .toList();
        expired.forEach(this::delete);
        return expired.size();
    }

    private List<ProviderSession> find(Key key) {
        return ids.getOrDefault(key, Set.of()).stream().map(sessions::get).toList();
    }

    private static List<Key> keys(ProviderSession session) {
        Key subject = new Key(session.issuer(), session.subject(), false);
        return session.sid()
                .map(sid -> List.of(subject, new Key(session.issuer(), sid, true)))
                .orElse(List.of(subject));
    }
}
