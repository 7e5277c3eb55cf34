package io.gatehouse.jpa;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Apart from the rest, so that only who migrates needs Flyway. */
final class FlywayMigration {
    private static final int MAX_TRIES = 20;

    private FlywayMigration() {}

    /**
     * Runs what is missing.
     *
     * @param present the version of scripts that were run by hand, from which Flyway goes on if it has no notes yet
     */
    static void run(DataSource dataSource, String folder, int present) {
        Flyway flyway = Flyway.configure(FlywayMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:" + folder)
                .table(SchemaMigration.HISTORY_TABLE)
                // The application's tables may be there first
                .baselineOnMigrate(true)
                .baselineVersion(Integer.toString(present))
                .load();
        for (int tries = 1; ; tries++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                if (tries == MAX_TRIES || !isRaceForTheFirstNote(e)) {
                    throw e;
                }
            }
        }
    }

    /** On MariaDB, which can't make a table and fill it in one step, another node may be between the two. */
    private static boolean isRaceForTheFirstNote(FlywayException e) {
        return e.getMessage() != null && e.getMessage().startsWith("Unable to baseline");
    }
}
