package io.gatehouse.config;

import io.gatehouse.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Stores that an application might offer; unreachable unless the setting says otherwise. */
public final class TestStores implements StoreProvider {
    /** For the service loader. */
    public TestStores() {}

    @Override
    public String name() {
        return "test";
    }

    @Override
    public Set<String> settings() {
        return Set.of("reachable");
    }

    @Override
    public Stores open(Map<String, String> settings, Clock clock, SecureRandom random) {
        if (!settings.getOrDefault("reachable", "no").equals("yes")) {
            throw new StoreUnavailableException("nobody answers at db.example");
        }
        return MemoryStores.empty();
    }
}
