package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6265 section 4.2.1, and the quoting of RFC 2109 that no longer is. */
final class CookieHeaderTest {
    private static List<String> sid(String line) {
        List<String> values = new ArrayList<>();
        CookieHeader.collect(line, "sid", values);
        return values;
    }

    @Nested
    final class Finds {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sid=1",
                    "a=b; sid=1",
                    "sid=1; a=b",
                    "a=b;sid=1;c=d",
                    " sid = 1 ; a=b",
                    "\tsid=1\t",
                    "a; sid=1",
                    "; sid=1",
                    "=x; sid=1",
                    "a=\"b\"; sid=1",
                    "a={\"x\":1}; sid=1",
                    "$Version=1; sid=1; $Path=/"
                })
        void oneCookie(String line) {
            assertThat(sid(line)).containsExactly("1");
        }

        @Test
        void everyCookieOfTheName() {
            assertThat(sid("sid=1; sid=2; sid=1")).containsExactly("1", "2", "1");
        }

        @Test
        void emptyValuesAndValuesWithEqualsSigns() {
            assertThat(sid("sid=; sid=a=b==")).containsExactly("", "a=b==");
        }

        @Test
        void quotesAsPartOfTheValue() {
            assertThat(sid("sid=\"1\"")).containsExactly("\"1\"");
            assertThat(sid("sid=\"1\\\"2\"")).containsExactly("\"1\\\"2\"");
        }
    }

    @Nested
    final class IsNotFooledBy {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a=\"b; sid=1; c=d\"",
                    "a=\"b; sid=1",
                    "a= \"b; sid=1; c=\"",
                    "a=\";sid=1;\"; b=c",
                    "Sid=1",
                    "SID=1",
                    "__Host-sid=1",
                    "xsid=1",
                    "sidx=1",
                    "$sid=1",
                    "\u2000sid=1",
                    "\u00a0sid=1",
                    "\u0000sid=1",
                    "a=sid=1",
                    "a,sid=1",
                    "a=b,sid=1",
                    "sid",
                    "sid; a=1",
                    "",
                    ";;;",
                    "="
                })
        void whatIsNoCookieOfTheName(String line) {
            assertThat(sid(line)).isEmpty();
        }
    }

    @Test
    void readsHostileLinesInOnePass() {
        assertThat(sid(";".repeat(100_000))).isEmpty();
        assertThat(sid("a=\"".repeat(100_000))).isEmpty();
        assertThat(sid("a=\"b\";".repeat(20_000) + "sid=1")).containsExactly("1");
        assertThat(sid("=".repeat(100_000))).isEmpty();
        assertThat(sid("a;".repeat(100_000))).isEmpty();
    }
}
