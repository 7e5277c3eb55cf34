package io.gatehouse.servlet;

import static io.gatehouse.servlet.RawPaths.assertRefused;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that mean something else to somebody: RFC 3986, and what containers and firewalls have learned since. */
final class RefusedRawPathTest {
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
}
