package io.gatehouse.jpa;

import io.gatehouse.StoreUnavailableException;
import java.util.List;

/** Whether the tables are those that this version of the library works with. */
final class SchemaCheck {
    /** The newest migration; each one writes its number into {@code gatehouse_schema}. */
    static final int CURRENT = 8;

    private SchemaCheck() {}

    static void requireCurrent(Database database) {
        int version = version(database);
        if (version > CURRENT) {
            throw new IllegalStateException(
                    "The database has version " + version + " of Gatehouse's schema, but this library knows "
                            + "versions up to " + CURRENT + " only: use a newer version of the library.");
        }
        if (version < CURRENT) {
            String has =
                    version == 0 ? "has no schema of Gatehouse" : "has version " + version + " of Gatehouse's schema";
            throw new IllegalStateException("The database " + has + ", but version " + CURRENT
                    + " is needed: call SchemaMigration.migrate(dataSource) with Flyway on the class path, or run these scripts of the "
                    + "jar auth-jpa-store: " + SchemaMigration.scripts(version));
        }
    }

    private static int version(Database database) {
        try {
            List<Integer> versions = database.call(
                    entities -> entities.createQuery("select s.version from GatehouseSchema s", Integer.class)
                            .getResultList());
            return versions.isEmpty() ? 0 : versions.get(0);
        } catch (StoreUnavailableException e) {
            if (Fault.of(e) == Fault.NO_SCHEMA) {
                return 0;
            }
            throw e;
        }
    }
}
