package io.gatehouse.memory;

import io.gatehouse.oauth.OneTimeCode;
import io.gatehouse.oauth.OneTimeCodeStore;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One-time codes in memory: for one node, and gone when it stops. Safe for any number of threads. */
public final class MemoryOneTimeCodeStore implements OneTimeCodeStore {
    private final Map<String, OneTimeCode> oldestFirst = new LinkedHashMap<>();

    /** An empty store. */
    public MemoryOneTimeCodeStore() {}

    @Override
    public synchronized void insert(OneTimeCode code) {
        oldestFirst.put(code.id(), code);
    }

    @Override
    public synchronized Optional<OneTimeCode> consume(String id, Instant now) {
        return Optional.ofNullable(oldestFirst.remove(id)).filter(code -> now.isBefore(code.expiresAt()));
    }

    @Override
    public synchronized int deleteExpired(Instant now, int limit) {
        int deleted = 0;
        Iterator<OneTimeCode> codes = oldestFirst.values().iterator();
        while (codes.hasNext() && deleted < limit) {
            if (!now.isBefore(codes.next().expiresAt())) {
                codes.remove();
                deleted++;
            }
        }
        return deleted;
    }
}
