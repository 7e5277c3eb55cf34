package io.gatehouse.servlet;

import static io.gatehouse.servlet.RawPaths.assertRefused;
import static io.gatehouse.servlet.RawPaths.strict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.Rejection;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3986 and what containers and firewalls have learned since. */
final class RawPathTest {
    @Nested
    final class Accepts {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/",
                    "/a",
                    "/a/b/",
                    "/a-b_c.d~e",
                    "/a.b/.well-known/jwks.json",
                    "/a..b",
                    "/..a",
                    "/a..",
                    "/!$&'()*+,=:@",
                    "/0/9/A/Z"
                })
        void pathsWithNothingToDecode(String raw) throws Exception {
            assertThat(strict(raw)).isEqualTo(raw);
        }

        @ParameterizedTest
        @CsvSource({
            "/a%20b, /a b",
            "/caf%C3%A9, /café",
            "/caf%c3%a9, /café",
            "/%E2%82%AC, /€",
            "/%F0%9F%98%80, /😀",
            "/%E6%97%A5%E6%9C%AC, /日本",
            "/a%3Fb, /a?b",
            "/C%23, /C#",
            "/a%40b, /a@b",
            "/%7Bid%7D, /{id}",
            "/a%22b, /a\"b"
        })
        void escapesOfWhatNeedsThem(String raw, String decoded) throws Exception {
            assertThat(strict(raw)).isEqualTo(decoded);
        }

        @Test
        void longestPath() throws Exception {
            String raw = "/" + "a".repeat(RawPath.MAX_LENGTH - 1);
            assertThat(strict(raw)).isEqualTo(raw);
            assertRefused(raw + "a", "longer");
        }
    }

    @Nested
    final class PolicyThatAllowsPathParameters {
        private final UrlPolicy policy = UrlPolicy.strict().allowPathParameters();

        @ParameterizedTest
        @CsvSource({
            "/a;jsessionid=1, /a",
            "/a;x=1/b;y=2, /a/b",
            "/a/;x, /a/",
            "/a;x=%20%C3%A9, /a",
            "/;x, /",
            "/a;x;y, /a"
        })
        void leavesThemOutOfThePath(String raw, String decoded) throws Exception {
            assertThat(RawPath.decode(raw, policy)).isEqualTo(decoded);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/..;/a", "/a/..;x=1/b", "/.;/a", "/;/a", "/a/;x/b", "/a/.;x.;y./b", "//;a"})
        void stillRefusesWhatIsAmbiguousWithoutThem(String raw) {
            assertRefused(raw, policy, "segment");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/a;x=%2f..", "/a;%3b", "/a;x=%5c"})
        void stillRefusesSeparatorsInThem(String raw) {
            assertRefused(raw, policy, "encoded slash");
        }

        @Test
        void stillRefusesDoubleEncodingAndControlCharactersInThem() {
            assertRefused("/a;x=%252f", policy, "percent sign");
            assertRefused("/a;x=%00", policy, "control character");
            assertRefused("/a;x=\\", policy, "does not allow");
        }
    }

    @Nested
    final class PolicyThatAllowsEncodedPercent {
        private final UrlPolicy policy = UrlPolicy.strict().allowEncodedPercent();

        @Test
        void decodesOnce() throws Exception {
            assertThat(RawPath.decode("/100%25", policy)).isEqualTo("/100%");
            assertThat(RawPath.decode("/%252e%252e/a", policy)).isEqualTo("/%2e%2e/a");
        }

        @Test
        void allowsNothingElse() {
            assertRefused("/a;b", policy, "path parameter");
            assertRefused("/a%2fb", policy, "encoded slash");
        }
    }

    @Test
    void neverPutsControlCharactersIntoTheReason() {
        assertThatThrownBy(() -> strict("/a\r\nInjected: line"))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.problem().reason()).doesNotContain("\r", "\n"));
    }
}
