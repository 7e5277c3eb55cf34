package io.gatehouse.example;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.gatehouse.jpa.ResourceLocalTransactions;
import io.gatehouse.jpa.SchemaMigration;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** The application's connections and persistence unit, with all tables brought up to date. */
final class ExampleDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 10;
    private static final long MAX_WAIT_MILLIS = 3_000;

    private final HikariDataSource pool;
    private final EntityManagerFactory factory;

    private ExampleDatabase(HikariDataSource pool, EntityManagerFactory factory) {
        this.pool = pool;
        this.factory = factory;
    }

    static ExampleDatabase open(Settings settings) {
        HikariDataSource pool = pool(settings);
        try {
            SchemaMigration.migrate(pool);
            Flyway.configure(ExampleDatabase.class.getClassLoader())
                    .dataSource(pool)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
            return new ExampleDatabase(
                    pool,
                    Persistence.createEntityManagerFactory(
                            "example", Map.of("jakarta.persistence.nonJtaDataSource", pool)));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    EntityManagerFactory factory() {
        return factory;
    }

    ResourceLocalTransactions transactions() {
        return ResourceLocalTransactions.of(factory);
    }

    /** Leaves nothing behind in a server that goes on without this application. */
    @Override
    public void close() {
        factory.close();
        pool.close();
        DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == ExampleDatabase.class.getClassLoader())
                .toList()
                .forEach(ExampleDatabase::deregister);
    }

    private static HikariDataSource pool(Settings settings) {
        boolean postgres = settings.databaseUrl().startsWith("jdbc:postgresql:");
        HikariConfig config = new HikariConfig();
        config.setDriverClassName(postgres ? "org.postgresql.Driver" : "org.h2.Driver");
        config.setJdbcUrl(settings.databaseUrl());
        settings.databaseUser().ifPresent(config::setUsername);
        settings.databasePassword().ifPresent(config::setPassword);
        config.setMaximumPoolSize(CONNECTIONS);
        // A database that does not answer is 503 after a few seconds, not a request that hangs
        config.setConnectionTimeout(MAX_WAIT_MILLIS);
        config.setValidationTimeout(MAX_WAIT_MILLIS / 2);
        if (postgres) {
            config.addDataSourceProperty("connectTimeout", "3");
            config.addDataSourceProperty("socketTimeout", "5");
        }
        return new HikariDataSource(config);
    }

    private static void deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
