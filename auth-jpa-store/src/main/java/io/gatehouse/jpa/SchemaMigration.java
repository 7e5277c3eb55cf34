package io.gatehouse.jpa;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Makes and upgrades the tables. The scripts are in this jar, below {@code io/gatehouse/jpa/migration/}, one folder for each database:
 * H2, PostgreSQL and MariaDB. They are plain SQL and can be run by hand, in the order of their numbers, with any tool; where Flyway is on
 * the class path, {@link #migrate} runs those that are missing. It keeps its notes in a table of its own, {@value #HISTORY_TABLE}, apart
 * from the application's migrations.
 */
public final class SchemaMigration {
    /** Where Flyway notes which scripts ran. */
    public static final String HISTORY_TABLE = "gatehouse_schema_history";

    static final String FOLDER = "io/gatehouse/jpa/migration";

    private static final List<String> SCRIPTS = List.of(
            "V1__stores.sql",
            "V2__jobs.sql",
            "V3__sessions.sql",
            "V4__sign_in.sql",
            "V5__provider_tokens.sql",
            "V6__logout_and_apps.sql",
            "V7__audit.sql",
            "V8__limits.sql");

    private static final Map<String, String> FOLDERS =
            Map.of("H2", "h2", "PostgreSQL", "postgresql", "MariaDB", "mariadb");

    private SchemaMigration() {}

    /**
     * Brings the schema up to date with Flyway ({@code flyway-core}, and {@code flyway-database-postgresql} or {@code flyway-mysql} for
     * these databases). Does nothing if it is. Several nodes may do so at once. The user of the data source needs the right to create
     * tables; the stores themselves only read and write rows.
     *
     * @param dataSource the database, with the schema (or, for MariaDB, the database) selected in which the tables stand
     * @throws IllegalStateException if Flyway is not on the class path, or the database is none of the three; says what to do
     */
    public static void migrate(DataSource dataSource) {
        String folder;
        int present;
        try (Connection connection = dataSource.getConnection()) {
            folder = scriptsFor(connection.getMetaData().getDatabaseProductName());
            present = version(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the database can't be asked for its schema", e);
        }
        try {
            FlywayMigration.run(dataSource, FOLDER + "/" + folder, present);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Flyway is not on the class path: add it, or run these scripts of the jar auth-jpa-store yourself: "
                            + scripts(present),
                    e);
        }
    }

    /** The scripts that are missing, for people to run. */
    static String scripts(int present) {
        return IntStream.range(present, SCRIPTS.size())
                .mapToObj(i -> FOLDER + "/<database>/" + SCRIPTS.get(i))
                .toList()
                .toString();
    }

    /** Where the scripts for a database are. */
    static String scriptsFor(String product) {
        String folder = FOLDERS.get(product);
        if (folder == null) {
            throw new IllegalStateException("There are no scripts for " + product + ", only for "
                    + FOLDERS.keySet().stream().sorted().toList() + ".");
        }
        return folder;
    }

    /** What scripts that were run by hand have left; 0 if there is nothing. */
    private static int version(Connection connection) throws SQLException {
        if (!hasTable(connection)) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version FROM gatehouse_schema")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static boolean hasTable(Connection connection) throws SQLException {
        for (String name : List.of("gatehouse_schema", "gatehouse_schema".toUpperCase(Locale.ROOT))) {
            try (ResultSet tables = connection
                    .getMetaData()
                    .getTables(
                            connection.getCatalog(), connection.getSchema(), name, new String[] {"TABLE", "BASE TABLE"
                            })) {
                if (tables.next()) {
                    return true;
                }
            }
        }
        return false;
    }
}
