package io.gatehouse.memory;

import io.gatehouse.oauth.PendingLogin;
import io.gatehouse.oauth.PendingLoginStore;
import io.gatehouse.secret.SecretHash;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Logins that wait for a provider, in memory: for one node, and gone when it stops. Holds a bounded number; when there are more, the
 * oldest go first. Safe for any number of threads.
 */
public final class MemoryPendingLoginStore implements PendingLoginStore {
    /** How many logins are kept unless changed: some 20 MB. */
    public static final int DEFAULT_CAPACITY = 20_000;

    private final int capacity;
    private final Map<SecretHash, PendingLogin> oldestFirst = new LinkedHashMap<>();

    /** Makes a store of {@value #DEFAULT_CAPACITY} logins. */
    public MemoryPendingLoginStore() {
        this(DEFAULT_CAPACITY);
    }

    /**
     * Makes a store.
     *
     * @param capacity how many logins are kept
     */
    public MemoryPendingLoginStore(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void insert(PendingLogin login) {
        if (oldestFirst.size() >= capacity) {
            Iterator<PendingLogin> oldest = oldestFirst.values().iterator();
            oldest.next();
            oldest.remove();
        }
        oldestFirst.put(login.state(), login);
    }

    @Override
    public synchronized Optional<PendingLogin> consume(SecretHash state, Instant now) {
        return Optional.ofNullable(oldestFirst.remove(state)).filter(login -> now.isBefore(login.expiresAt()));
    }

    @Override
    public synchronized int deleteExpired(Instant now, int limit) {
        int deleted = 0;
        Iterator<PendingLogin> logins = oldestFirst.values().iterator();
        while (logins.hasNext() && deleted < limit) {
            if (!now.isBefore(logins.next().expiresAt())) {
                logins.remove();
                deleted++;
            }
        }
        return deleted;
    }

    /** How many logins are kept at the moment. */
    synchronized int size() {
        return oldestFirst.size();
    }
}
