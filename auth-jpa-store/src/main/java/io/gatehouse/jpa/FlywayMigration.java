package io.gatehouse.jpa;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Apart from the rest, so that only who migrates needs Flyway. */
final class FlywayMigration {
    private FlywayMigration() {}

    /**
     * Runs what is missing.
     *
     * @param present the version of scripts that were run by hand, from which Flyway goes on if it has no notes yet
     */
    static void run(DataSource dataSource, String folder, int present) {
        Flyway.configure(FlywayMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:" + folder)
                .table(SchemaMigration.HISTORY_TABLE)
                // The application's tables may be there first
                .baselineOnMigrate(true)
                .baselineVersion(Integer.toString(present))
                .load()
                .migrate();
    }
}
