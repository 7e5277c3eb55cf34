package io.gatehouse.session;

import io.gatehouse.cache.ReadCache;
import io.gatehouse.secret.SecretHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions of another store, remembered for a few seconds: so that a session does not cost a read at each request. A session that is ended or renewed
 * through this store is refused on this node at once, on other nodes when they read it again. Remembers at most 10 000 sessions, and no
 * absence. Safe for any number of threads.
 */
public final class CachedSessionStore implements SessionStore {
    /** How long sessions are usually kept. */
    public static final Duration DEFAULT_KEPT_FOR = Duration.ofSeconds(5);

    private final SessionStore store;
    private final ReadCache<Session> sessions;

    private CachedSessionStore(SessionStore store, ReadCache<Session> sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    /**
     * Remembers what a store answers.
     *
     * @param store where sessions are kept
     * @param keptFor for how long, zero to one minute: so long may an ended session, or the secret that it had before, go on on other nodes
     * @param clock tells the time
     * @return the store with its memory
     * @throws IllegalArgumentException if the duration is out of bounds
     */
    public static CachedSessionStore of(SessionStore store, Duration keptFor, Clock clock) {
        return new CachedSessionStore(store, new ReadCache<>(keptFor, clock));
    }

    @Override
    public void insert(Session session) {
        store.insert(session);
    }

    @Override
    public Optional<Session> find(String id) {
        return sessions.find(id, store::find);
    }

    @Override
    public Optional<Session> findAnew(String id) {
        sessions.forget(id);
        return find(id);
    }

    /** What is remembered is forgotten, for a session lives on by what is written here. */
    @Override
    public void touch(Map<String, Instant> lastSeen, Duration idle) {
        try {
            store.touch(lastSeen, idle);
        } finally {
            lastSeen.keySet().forEach(sessions::forget);
        }
    }

    @Override
    public boolean renew(String id, SecretHash expected, SecretHash successor) {
        try {
            return store.renew(id, expected, successor);
        } finally {
            sessions.forget(id);
        }
    }

    @Override
    public boolean delete(String id) {
        try {
            return store.delete(id);
        } finally {
            sessions.forget(id);
        }
    }

    @Override
    public List<Session> liveSessionsOf(String accountId, Instant now) {
        return store.liveSessionsOf(accountId, now);
    }

    /** Those that are remembered have expired as well. */
    @Override
    public int deleteExpired(Instant now, int limit) {
        return store.deleteExpired(now, limit);
    }
}
