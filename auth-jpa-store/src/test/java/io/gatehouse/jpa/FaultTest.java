package io.gatehouse.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What databases say, and what is made of it. */
final class FaultTest {
    @ParameterizedTest
    @CsvSource({
        "40001, 0, CONFLICT",
        "40P01, 0, CONFLICT",
        "40001, 1213, CONFLICT",
        "HY000, 1020, CONFLICT",
        "90131, 90131, CONFLICT",
        "40003, 0, FAILED",
        "23505, 0, DUPLICATE",
        "23000, 1062, DUPLICATE",
        "23503, 0, CONFLICT",
        "23000, 1452, CONFLICT",
        "42P01, 0, NO_SCHEMA",
        "42S02, 1146, NO_SCHEMA",
        "42501, 0, FAILED",
        "42000, 1142, FAILED",
        "08006, 0, FAILED",
        "57P01, 0, FAILED",
        "HYT00, 50200, FAILED"
    })
    void isToldByTheState(String state, int code, Fault fault) {
        assertThat(Fault.of(new PersistenceException(new IllegalStateException(new SQLException("x", state, code)))))
                .isEqualTo(fault);
    }

    @Test
    void withoutAStateIsAFailure() {
        assertThat(Fault.of(new IllegalStateException("no database"))).isEqualTo(Fault.FAILED);
        assertThat(Fault.of(new PersistenceException(new SQLException("no state"))))
                .isEqualTo(Fault.FAILED);
    }
}
