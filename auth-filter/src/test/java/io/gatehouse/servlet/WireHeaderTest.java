package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Header fields and cookies as they go over the wire. */
final class WireHeaderTest extends WireScene {
    @Nested
    final class Headers {
        @Test
        void keepTheirLines() throws IOException {
            assertThat(get("/auth/seen", "X-Line: a, b", "x-line: c").body()).contains("\"lines\":[\"a, b\",\"c\"]");
        }

        @Test
        void nameTheOriginOnlyByHost() throws IOException {
            assertThat(get("/auth/seen").body()).contains("\"origin\":\"http://localhost\"");
            assertThat(raw("GET /auth/seen HTTP/1.1\r\nHost: EXAMPLE.test:8443\r\n\r\n")
                            .body())
                    .contains("\"origin\":\"http://example.test:8443\"");
            assertThat(raw("GET /auth/seen HTTP/1.1\r\nHost: [::1]:81\r\n\r\n").body())
                    .contains("\"origin\":\"http://[::1]:81\"");
            assertThat(get(
                                    "/auth/seen",
                                    "X-Forwarded-Host: evil.example",
                                    "X-Forwarded-Proto: https",
                                    "Forwarded: host=evil.example;for=1.2.3.4",
                                    "X-Forwarded-For: 1.2.3.4")
                            .body())
                    .contains("\"origin\":\"http://localhost\"")
                    .contains("\"address\":\"127.0.0.1\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"localhost", "evil.example", "admin", "/open", "localhost:1", "[::1]"})
        void ofHostOpenNothing(String host) throws IOException {
            RawHttp.Response response = raw("GET /who HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertThat(response.status()).isIn(401, 400);
            assertThat(probe.hits()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "X-Original-URL: /open/who",
                    "X-Rewrite-URL: /open/who",
                    "X-Forwarded-Prefix: /open",
                    "X-Forwarded-Path: /open/who",
                    "X-Accel-Redirect: /open/who"
                })
        void thatNameOtherPathsOpenNothing(String header) throws IOException {
            assertThat(get("/who", header).status()).isEqualTo(401);
            assertThat(probe.hits()).isEmpty();
        }
    }

    @Nested
    final class Cookies {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "c=1 | [\"1\"]",
                    "c=1; c=2 | [\"1\",\"2\"]",
                    "a=\"x; c=1; b=y\" | []",
                    "a=\"x; c=1 | []",
                    "$Version=1; c=1; $Path=/ | [\"1\"]",
                    "C=1 | []",
                    "c=\"1\" | [\"\\\"1\\\"\"]",
                    "a=b,c=1 | []"
                })
        void areReadByOurOwnRules(String line, String seen) throws IOException {
            assertThat(get("/auth/seen", "Cookie: " + line).body()).contains("\"cookies\":" + seen);
        }

        @Test
        void inSeveralLinesAreAllSeen() throws IOException {
            assertThat(get("/auth/seen", "Cookie: c=1", "Cookie: c=2").body()).contains("\"cookies\":[\"1\",\"2\"]");
        }

        @Test
        void areNotFoundUnderALookAlikeName() throws IOException {
            assertThat(get("/auth/seen", "Cookie: \u00e2\u0080\u0080c=1").body())
                    .contains("\"cookies\":[]");
        }
    }
}
