package io.gatehouse.config;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stores that several nodes of one process share under a name. */
public final class SharedStores implements StoreProvider {
    private static final Map<String, MemoryStores> BY_NAME = new ConcurrentHashMap<>();

    /** For the service loader. */
    public SharedStores() {}

    static MemoryStores named(String name) {
        return BY_NAME.computeIfAbsent(name, it -> MemoryStores.empty());
    }

    @Override
    public String name() {
        return "shared";
    }

    @Override
    public Set<String> settings() {
        return Set.of("under");
    }

    @Override
    public Stores open(Map<String, String> settings, Clock clock, SecureRandom random) {
        return named(settings.getOrDefault("under", "none"));
    }
}
