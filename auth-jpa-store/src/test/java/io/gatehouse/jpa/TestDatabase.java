package io.gatehouse.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that are supported, each a real one, started when it is first needed and stopped with the process. */
enum TestDatabase {
    H2_MEMORY("h2") {
        @Override
        String url(String name) {
            return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
        }
    },
    H2_FILE("h2") {
        @Override
        String url(String name) {
            return "jdbc:h2:file:" + Path.of("target", "h2", name).toAbsolutePath() + ";DB_CLOSE_DELAY=-1";
        }
    },
    POSTGRESQL("postgresql") {
        @Override
        String url(String name) {
            return TestServers.postgresUrl(name);
        }
    },
    MARIADB("mariadb") {
        @Override
        String url(String name) {
            return TestServers.mariaDbUrl(name);
        }
    };

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String scripts;

    TestDatabase(String scripts) {
        this.scripts = scripts;
    }

    /** Where to connect to. */
    abstract String url(String name);

    /** The folder of its scripts. */
    String scripts() {
        return scripts;
    }

    /** The database that all nodes share; there are no tables in it before they are migrated. */
    String url() {
        return url("gatehouse");
    }

    /** Another database of this kind, empty. */
    String emptyUrl() {
        String name = "empty" + NUMBER.incrementAndGet() + "_"
                + ProcessHandle.current().pid();
        if (this == POSTGRESQL || this == MARIADB) {
            try (Connection connection = DriverManager.getConnection(url());
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return url(name);
    }

    /** A pool of its own, as each node has. */
    static HikariDataSource pool(String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }
}
