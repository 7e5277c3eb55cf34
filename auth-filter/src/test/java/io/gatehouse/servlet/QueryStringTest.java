package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The query component, as HTML forms write it. */
final class QueryStringTest {
    private static List<String> q(String query) {
        return QueryString.values(query, "q");
    }

    @ParameterizedTest
    @CsvSource({
        "q=1, 1",
        "a=b&q=1&c=d, 1",
        "q=a+b, a b",
        "q=a%2Bb, a+b",
        "q=caf%C3%A9, café",
        "%71=1, 1",
        "q=a=b, a=b",
        "&&q=1&&, 1",
        "q=a;b, a;b",
        "q=%26q%3D2, &q=2"
    })
    void decodesOneValue(String query, String value) {
        assertThat(q(query)).containsExactly(value);
    }

    @Test
    void findsEveryValue() {
        assertThat(q("q=1&q=2&q=&q")).containsExactly("1", "2", "", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", "Q=1", "qq=1", "=q", "&", "a=q=1", "%zz=1", "a;q=1"})
    void findsNothingElse(String query) {
        assertThat(q(query)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=%",
                "q=%2",
                "q=%zz",
                "q=%u0061",
                "q=%ff",
                "q=%c0%ae",
                "q=%ed%a0%80",
                "q=caf\u00e9",
                "q=\u00c3\u00a9"
            })
    void neverTakesABrokenValueForAnAbsentOrACleanOne(String query) {
        assertThat(q(query)).singleElement().asString().contains("\uFFFD");
    }
}
