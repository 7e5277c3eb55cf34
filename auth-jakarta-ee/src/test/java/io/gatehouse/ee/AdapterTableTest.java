package io.gatehouse.ee;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.Requirement;
import io.gatehouse.servlet.AuthFilter;
import io.gatehouse.testkit.DecisionTable;
import io.gatehouse.testkit.DecisionTable.Expected;
import io.gatehouse.testkit.DecisionTable.Row;
import io.gatehouse.testkit.DecisionWiring;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision table through the filter and through the mechanism: both only translate. */
final class AdapterTableTest {
    private static final AuthEngine ENGINE = new DecisionWiring().builder().build();

    private final AuthFilter filter = new AuthFilter(ENGINE);
    private final GatehouseAuthenticationMechanism mechanism = GatehouseAuthenticationMechanism.of(ENGINE);

    /** A filter has no floor; a container's is that somebody must be signed in. */
    static List<Row> rows() {
        return DecisionTable.rows().stream()
                .filter(row -> isAnyone(row) || row.floor().equals(Requirement.signedIn()))
                .toList();
    }

    private static boolean isAnyone(Row row) {
        return row.floor().equals(Requirement.anyone());
    }

    /** An answer to HEAD has no body to show a code in. */
    private static Expected expected(Row row) {
        return row.request().method().equals("HEAD") && row.expected() instanceof Expected.Answered it
                ? new Expected.Answered(it.status(), Optional.empty(), it.challenges(), it.headers(), it.cookies())
                : row.expected();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void comesToTheSame(Row row) throws Exception {
        Exchange byMechanism = new Exchange(row.request());
        FakeContainer container =
                new FakeContainer(byMechanism).withConstraint(!isAnyone(row)).run(mechanism);
        assertThat(byMechanism.outcome(container.passed())).isEqualTo(expected(row));
        if (row.expected() instanceof Expected.Allowed allowed) {
            assertThat(Optional.ofNullable(container.caller))
                    .isEqualTo(container.passed().map(HttpServletRequest::getUserPrincipal));
            assertThat(container.caller != null).isEqualTo(allowed.caller().isPresent());
        } else {
            assertThat(container.caller).isNull();
        }
        if (isAnyone(row)) {
            Exchange byFilter = new Exchange(row.request());
            AtomicReference<HttpServletRequest> passed = new AtomicReference<>();
            filter.doFilter(byFilter.request, byFilter.response, (req, res) -> passed.set((HttpServletRequest) req));
            assertThat(byFilter.outcome(Optional.ofNullable(passed.get()))).isEqualTo(expected(row));
        }
    }

    @Test
    void mostRowsCanBeSent() {
        assertThat(rows()).hasSizeGreaterThan(150);
        assertThat(rows()).anyMatch(row -> !isAnyone(row));
    }
}
