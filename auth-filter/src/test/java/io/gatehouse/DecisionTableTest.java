package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.DecisionTable;
import io.gatehouse.testkit.DecisionTable.Expected;
import io.gatehouse.testkit.DecisionTable.Row;
import io.gatehouse.testkit.DecisionWiring;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine without a container; every adapter runs the same rows. */
class DecisionTableTest {
    private static final AuthEngine ENGINE = new DecisionWiring().builder().build();
    private static final AuthEngine REVERSED =
            new DecisionWiring().builderWithRulesReversed().build();

    static List<Row> rows() {
        return DecisionTable.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void decides(Row row) {
        assertThat(Expected.of(ENGINE.decide(row.request().toAuthRequest(), row.floor())))
                .isEqualTo(row.expected());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void decidesTheSameWithRulesInTheOppositeOrder(Row row) {
        assertThat(Expected.of(REVERSED.decide(row.request().toAuthRequest(), row.floor())))
                .isEqualTo(row.expected());
    }

    @Test
    void rowsHaveUniqueNames() {
        assertThat(rows()).extracting(Row::name).doesNotHaveDuplicates().hasSizeGreaterThan(150);
    }
}
