package io.gatehouse.jpa;

import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.config.StoreProvider;
import io.gatehouse.config.Stores;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets settings choose these stores: {@code gatehouse.store = jpa}, with {@code gatehouse.store.persistence-unit}, the name of a
 * resource-local unit of the application, whose {@code persistence.xml} says where the database is. The tables must be there. Found by the
 * service loader.
 */
public final class JpaStoreProvider implements StoreProvider {
    private static final String UNIT = "persistence-unit";

    /** For the service loader. */
    public JpaStoreProvider() {}

    @Override
    public String name() {
        return "jpa";
    }

    @Override
    public Set<String> settings() {
        return Set.of(UNIT);
    }

    /**
     * Opens the persistence unit, which the engine closes.
     *
     * @throws IllegalStateException if the unit is not named, or the schema does not fit
     */
    @Override
    public Stores open(Map<String, String> settings, Clock clock, SecureRandom random) {
        String unit = Optional.ofNullable(settings.get(UNIT))
                .orElseThrow(() -> new IllegalStateException(
                        "set gatehouse.store." + UNIT + " to the name of a unit of META-INF/persistence.xml"));
        EntityManagerFactory factory = Persistence.createEntityManagerFactory(unit);
        try {
            JpaStores stores = JpaStores.of(ResourceLocalTransactions.of(factory), clock, random);
            return new ConfiguredStores(stores, List.of(stores.purge().everyMinute(), new Unit(factory)));
        } catch (RuntimeException e) {
            factory.close();
            throw e;
        }
    }

    /** Closes the unit when nobody needs it any more: features are closed in the order in which the engine has got them. */
    private record Unit(EntityManagerFactory factory) implements AuthFeature {
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
            factory.close();
        }
    }
}
