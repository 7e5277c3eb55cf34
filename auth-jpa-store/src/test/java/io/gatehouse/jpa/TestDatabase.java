package io.gatehouse.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;

/** The databases that are supported, each a real one, started when it is first needed and stopped with the process. */
enum TestDatabase {
    H2_MEMORY {
        @Override
        String url() {
            return "jdbc:h2:mem:gatehouse;DB_CLOSE_DELAY=-1";
        }
    },
    H2_FILE {
        @Override
        String url() {
            return "jdbc:h2:file:" + Path.of("target", "h2", "gatehouse").toAbsolutePath() + ";DB_CLOSE_DELAY=-1";
        }
    },
    POSTGRESQL {
        @Override
        String url() {
            return TestServers.postgresUrl();
        }
    },
    MARIADB {
        @Override
        String url() {
            return TestServers.mariaDbUrl();
        }
    };

    /** Where to connect to. */
    abstract String url();

    /** A pool of its own, as each node has. */
    HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }
}
