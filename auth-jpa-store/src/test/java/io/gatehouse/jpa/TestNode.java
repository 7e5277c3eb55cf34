package io.gatehouse.jpa;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One of the nodes that share a database: a pool and an {@link EntityManagerFactory} of its own. */
record TestNode(HikariDataSource pool, EntityManagerFactory factory, Database database) implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int CONNECTIONS = 8;

    static TestNode start(String persistenceUnit, TestDatabase on) {
        return start(persistenceUnit, TestDatabase.pool(on.url(), CONNECTIONS));
    }

    static TestNode start(String persistenceUnit, HikariDataSource pool) {
        return start(persistenceUnit, pool, Map.of());
    }

    static TestNode start(String persistenceUnit, HikariDataSource pool, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("jakarta.persistence.nonJtaDataSource", pool);
        // Or EclipseLink shares one session among all factories of a unit
        settings.put("eclipselink.session-name", "node-" + NUMBER.incrementAndGet());
        settings.put("eclipselink.logging.level", "OFF");
        settings.put("eclipselink.weaving", "false");
        EntityManagerFactory factory = Persistence.createEntityManagerFactory(persistenceUnit, settings);
        return new TestNode(pool, factory, new Database(ResourceLocalTransactions.of(factory)));
    }

    Transactions transactions() {
        return ResourceLocalTransactions.of(factory);
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }
}
