package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request knows nothing of the one before it. */
final class NextRequestTest extends DispatchScene {
    @Test
    void ofTheSameConnectionKnowsNobody() throws IOException {
        for (String path : List.of(
                "/who",
                "/open/forward",
                "/open/async",
                "/open/send-error",
                "/open/throw",
                "/open/throw-error",
                "/open/async-start",
                "/open/include")) {
            try (RawHttp http = RawHttp.connect(server.port())) {
                http.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + ADA + "\r\n\r\n");
                RawHttp.Response first = http.read();
                if (first.headers("Connection").contains("close")) {
                    continue;
                }
                http.send("GET /open/who HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(http.read().body()).as("after " + path).isEqualTo("null");
            }
        }
    }

    @Test
    void onWhicheverThreadKnowsNobody() throws IOException {
        for (int i = 0; i < 200; i++) {
            get(i % 2 == 0 ? "/open/throw" : "/open/async", "X-User: user" + i);
            assertThat(get("/open/who")).isEqualTo("null");
        }
    }

    @Test
    void inAPipelineKnowsItsOwnCallerOnly() throws IOException {
        try (RawHttp http = RawHttp.connect(server.port())) {
            http.send("GET /open/who HTTP/1.1\r\nHost: localhost\r\n" + ADA + "\r\n\r\n"
                    + "GET /open/who HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    + "GET /who HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    + "GET /who HTTP/1.1\r\nHost: localhost\r\nX-User: bob\r\n\r\n");
            assertThat(http.read().body()).isEqualTo("ada");
            assertThat(http.read().body()).isEqualTo("null");
            assertThat(http.read().status()).isEqualTo(401);
            assertThat(http.read().body()).isEqualTo("bob");
        }
    }
}
