package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawHttp;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as they go over the wire. */
final class WireBodyTest extends WireScene {
    private static final String HEAD = "POST /auth/body HTTP/1.1\r\nHost: localhost\r\n";
    private static final String JSON = HEAD + "Content-Type: application/json\r\n";

    @Test
    void areReadWhole() throws IOException {
        String body = "{\"say\":\"hello\"}";
        assertThat(raw(JSON + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                        .body())
                .isEqualTo(body);
        assertThat(raw(JSON + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"say\r\na\r\n\":\"hello\"}\r\n0\r\n\r\n")
                        .body())
                .isEqualTo(body);
    }

    @Test
    void thatAnnounceTooMuchAreRefusedUnread() throws IOException {
        RawHttp.Response response = raw(JSON + "Content-Length: 1048576\r\n\r\n{");
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body()).contains("\"code\":\"REQUEST_TOO_LARGE\"");
    }

    @Test
    void ofTenMegabytesAreRefusedWhileTheyAreSent() throws IOException {
        try (RawHttp http = RawHttp.connect(server.port())) {
            http.send(JSON + "Content-Length: 10485760\r\n\r\n");
            assertThat(http.read().status()).isEqualTo(413);
            byte[] piece = new byte[64 * 1024];
            int sent = 0;
            try {
                while (sent < 10 * 1024 * 1024) {
                    http.send(piece);
                    sent += piece.length;
                }
            } catch (SocketException e) {
                // the server hung up before the end, or reads on to the end; both are fine
                assertThat(sent).isLessThan(10 * 1024 * 1024);
            }
        }
    }

    @Test
    void inChunksAreRefusedOverTheLimit() throws IOException {
        String chunk = "1000\r\n" + "a".repeat(4096) + "\r\n";
        RawHttp.Response response = raw(JSON + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5) + "0\r\n\r\n");
        assertThat(response.status()).isEqualTo(413);
    }

    @Test
    void thatNeverComeAreGivenUp() throws IOException {
        assertNotServed(JSON + "Content-Length: 20\r\n\r\n{\"say\":");
    }

    @Test
    void thatBreakOffAreRefused() throws IOException {
        assertNotServed(JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
    }

    /** Containers answer by themselves, or hang up, when a body can't be read. */
    private void assertNotServed(String request) throws IOException {
        try {
            assertThat(raw(request).status()).isIn(400, 408);
        } catch (EOFException e) {
            assertThat(container).isEqualTo(Container.UNDERTOW);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: multipart/form-data;boundary=x\r\n",
                "Content-Type: application/json;charset=utf-16\r\n",
                "Content-Type: application/json\r\nContent-Type: text/plain\r\n"
            })
    void ofOtherTypesAreRefused(String header) throws IOException {
        String body = "{\"say\":\"x\"}";
        RawHttp.Response response = raw(HEAD + header + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        // 400: a container's own answer to two Content-Type lines
        assertThat(response.status()).isIn(415, 400);
    }

    @Test
    void stayUnreadForTheApplication() throws IOException {
        String form = "q=1&_method=DELETE";
        RawHttp.Response response = raw("GET /auth/seen?q=2 HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form);
        assertThat(response.body()).contains("\"query\":[\"2\"]").contains("\"method\":\"GET\"");
    }
}
