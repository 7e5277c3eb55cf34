package io.gatehouse.jpa;

import java.sql.SQLException;
import java.util.List;

/** What a failed transaction failed of, as the database tells it. Providers wrap it in exceptions of their own, each in others. */
enum Fault {
    /** The database broke the transaction off because of another one: it may be tried again. */
    CONFLICT,
    /** A key or unique value is taken. */
    DUPLICATE,
    /** There is no such table or column. */
    NO_SCHEMA,
    /** The database, the connection or the provider failed. */
    FAILED;

    private static final int MAX_CAUSES = 20;
    /** No such table or column: of PostgreSQL, and of H2 and MariaDB. A right that is missing is another code of class 42. */
    private static final List<String> NO_SUCH = List.of("42P01", "42703", "42S");
    /** Of class 40, but nobody knows whether it was rolled back: a second try could find itself the loser. */
    private static final String COMPLETION_UNKNOWN = "40003";
    /** InnoDB: "Record has changed since last read", with snapshot isolation, the default from MariaDB 11.6.2 on. */
    private static final int MARIADB_RECORD_HAS_CHANGED = 1020;
    /** H2: the row was changed by another transaction. */
    private static final String H2_CONCURRENT_UPDATE = "90131";

    static Fault of(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof SQLException e && e.getSQLState() != null) {
                return of(e.getSQLState(), e.getErrorCode());
            }
            cause = cause.getCause();
        }
        return FAILED;
    }

    private static Fault of(String state, int code) {
        if (state.equals(COMPLETION_UNKNOWN)) {
            return FAILED;
        }
        // Class 40: transaction rollback, of a deadlock or a serialization failure
        if (state.startsWith("40") || state.equals(H2_CONCURRENT_UPDATE) || code == MARIADB_RECORD_HAS_CHANGED) {
            return CONFLICT;
        }
        // 23503 is a foreign key whose row has just been deleted, not a duplicate
        if (state.startsWith("23")) {
            return isForeignKey(state, code) ? CONFLICT : DUPLICATE;
        }
        return NO_SUCH.stream().anyMatch(state::startsWith) ? NO_SCHEMA : FAILED;
    }

    private static boolean isForeignKey(String state, int code) {
        return state.equals("23503") || state.equals("23506") || code == 1452;
    }
}
