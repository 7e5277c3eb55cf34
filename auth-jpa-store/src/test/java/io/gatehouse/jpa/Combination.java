package io.gatehouse.jpa;

import java.util.Locale;

/** A persistence provider on a database. */
enum Combination {
    HIBERNATE_H2_MEMORY(TestDatabase.H2_MEMORY),
    HIBERNATE_H2_FILE(TestDatabase.H2_FILE),
    HIBERNATE_POSTGRESQL(TestDatabase.POSTGRESQL),
    HIBERNATE_MARIADB(TestDatabase.MARIADB),
    ECLIPSELINK_H2_MEMORY(TestDatabase.H2_MEMORY),
    ECLIPSELINK_H2_FILE(TestDatabase.H2_FILE),
    ECLIPSELINK_POSTGRESQL(TestDatabase.POSTGRESQL),
    ECLIPSELINK_MARIADB(TestDatabase.MARIADB);

    private final TestDatabase database;

    Combination(TestDatabase database) {
        this.database = database;
    }

    TestDatabase database() {
        return database;
    }

    /** The unit of the tests' {@code persistence.xml}. */
    String persistenceUnit() {
        return name().substring(0, name().indexOf('_')).toLowerCase(Locale.ROOT);
    }
}
