package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3986 and what containers and firewalls have learned since. */
final class RawPathTest {
    private static String strict(String raw) throws Rejection {
        return RawPath.decode(raw, UrlPolicy.strict());
    }

    private static void assertRefused(String raw, UrlPolicy policy, String why) {
        assertThatThrownBy(() -> RawPath.decode(raw, policy))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        e -> assertThat(e.problem().type()).isEqualTo(RequestProblems.REQUEST_MALFORMED))
                .hasMessageContaining(why);
    }

    private static void assertRefused(String raw, String why) {
        assertRefused(raw, UrlPolicy.strict(), why);
    }

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
    final class Refuses {
        @ParameterizedTest
        @ValueSource(strings = {"", "a", "*", "http://h/a", "?a", "%2Fa"})
        void whatDoesNotBeginWithASlash(String raw) {
            assertRefused(raw, "does not begin");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "//",
                    "//a",
                    "/a//b",
                    "/a//",
                    "///",
                    "/./a",
                    "/a/.",
                    "/a/..",
                    "/../a",
                    "/..",
                    "/.",
                    "/a/../b",
                    "/.../a",
                    "/a/..%20/b",
                    "/a/%20/b",
                    "/a/%20",
                    "/a/.%20./b",
                    "/a/....//b"
                })
        void emptyAndDotSegments(String raw) {
            assertRefused(raw, "segment");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/a/%2e%2e/b",
                    "/a/%2E%2E/b",
                    "/a/.%2e/b",
                    "/a/%2e./b",
                    "/%2e/a",
                    "/a%2ejsp",
                    "/%61dmin",
                    "/%41",
                    "/%30",
                    "/%7Ea",
                    "/a%2Db",
                    "/a%5Fb"
                })
        void escapesOfUnreservedCharacters(String raw) {
            assertRefused(raw, "needs no encoding");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/a%2fb",
                    "/a%2Fb",
                    "/%2f%2fa",
                    "/..%2fa",
                    "/a%5cb",
                    "/a%5Cb",
                    "/..%5c..%5ca",
                    "/a%3bb",
                    "/a%3B"
                })
        void encodedSeparators(String raw) {
            assertRefused(raw, "encoded slash");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"/a;b", "/a;jsessionid=1", "/..;/a", "/a/..;x=y/b", "/;/a", "/a;/b", "/.;/a", "/a;%2f../b"})
        void pathParameters(String raw) {
            assertRefused(raw, "path parameter");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/%25", "/%252e%252e/a", "/a%252fb", "/%2525", "/%25%32%65"})
        void doubleEncoding(String raw) {
            assertRefused(raw, "percent sign");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/a%00", "/%00/a", "/a%0ab", "/a%0D%0Ab", "/a%09b", "/a%1f", "/a%7f", "/a%7F"})
        void encodedControlCharacters(String raw) {
            assertRefused(raw, "control character");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"/%", "/a%", "/a%2", "/%zz", "/%u002e", "/%u0061", "/%-1", "/% 1", "/a%2g", "/%\uFF11\uFF11"
                })
        void malformedEscapes(String raw) {
            assertRefused(raw, "malformed escape");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/a b",
                    "/a\\b",
                    "/..\\a",
                    "/a\tb",
                    "/a\u0000",
                    "/a\u007f",
                    "/a\"b",
                    "/a<b",
                    "/a>b",
                    "/a^b",
                    "/a`b",
                    "/a{b}",
                    "/a|b",
                    "/a[b]",
                    "/a#b",
                    "/a?b",
                    "/caf\u00e9",
                    "/\uFF0E\uFF0E/a",
                    "/\u2215a",
                    "/a\r\nb"
                })
        void charactersThatMustBeEncoded(String raw) {
            assertRefused(raw, "does not allow");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/%c0%ae%c0%ae/a", // overlong dots
                    "/%c0%af", // overlong slash
                    "/%e0%80%af",
                    "/%f0%80%80%af",
                    "/%c0%80", // overlong NUL
                    "/%ed%a0%80", // a surrogate
                    "/%f4%90%80%80", // above U+10FFFF
                    "/%ff",
                    "/%c3", // cut off
                    "/%c3(",
                    "/%80",
                    "/caf%e9" // ISO 8859-1
                })
        void malformedUtf8(String raw) {
            assertRefused(raw, "not UTF-8");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/%EF%BC%8E%EF%BC%8E/a", // U+FF0E full stops
                    "/a%EF%BC%8Fb", // U+FF0F solidus
                    "/a%EF%BC%BCb", // U+FF3C backslash
                    "/a%EF%BC%9Bb", // U+FF1B semicolon
                    "/%EF%BC%85", // U+FF05 percent sign
                    "/%E2%80%A4%E2%80%A4/a", // U+2024 one dot leaders
                    "/%E2%80%A5/a", // U+2025 two dot leader
                    "/%EF%B9%92", // U+FE52 small full stop
                    "/%E2%84%80" // U+2100 account of, a/c
                })
        void lookAlikesOfSeparators(String raw) {
            assertRefused(raw, "look-alike");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/a%C2%85b", "/a%C2%80b", "/a%E2%80%A8b", "/a%E2%80%A9b", "/%EF%BF%BF"})
        void charactersThatAreNoText(String raw) {
            assertRefused(raw, "no text");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/cafe%CC%81", "/%CD%BE", "/%E2%84%AA"})
        void otherNormalizationForms(String raw) {
            assertRefused(raw, "normalization form");
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
