package io.gatehouse.config;

import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stores that leave a file when they are closed, and that may be broken. */
public final class ClosingStores implements StoreProvider {
    /** For the service loader. */
    public ClosingStores() {}

    @Override
    public String name() {
        return "closing";
    }

    @Override
    public Set<String> settings() {
        return Set.of("sign", "broken");
    }

    @Override
    public Stores open(Map<String, String> settings, Clock clock, SecureRandom random) {
        Path sign = Path.of(settings.getOrDefault("sign", ""));
        MemoryStores real = MemoryStores.empty();
        return (Stores) Proxy.newProxyInstance(
                ClosingStores.class.getClassLoader(), new Class<?>[] {Stores.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("features")) {
                        return List.of(new Closing(sign));
                    }
                    if (settings.containsKey("broken")) {
                        throw new UnsupportedOperationException("no such table");
                    }
                    return method.invoke(real, arguments);
                });
    }

    private record Closing(Path sign) implements AuthFeature {
        @Override
        public List<Authenticator> authenticators() {
            return List.of();
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of();
        }

        @Override
        public void close() {
            try {
                Files.writeString(sign, "closed");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
