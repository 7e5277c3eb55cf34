package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods, request lines and paths as they go over the wire. */
final class WireRequestTest extends WireScene {
    @Nested
    final class Methods {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET",
                    "HEAD",
                    "POST",
                    "PUT",
                    "PATCH",
                    "DELETE",
                    "OPTIONS",
                    "PROPFIND",
                    "FOO",
                    "get",
                    "Get",
                    "X-1",
                    "LOCK",
                    "CONNECT"
                })
        void protectsAnUnlistedPathUnderEveryMethod(String method) throws IOException {
            for (String path : List.of("/who", "/unlisted", "/ext/other.do")) {
                RawHttp.Response response = RawHttp.exchange(server.port(), method, path);
                assertThat(response.status())
                        .isIn(method.equals("CONNECT") ? List.of(400, 401, 405, 501) : List.of(401));
                assertThat(probe.hits()).isEmpty();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"TRACE", "TRACK"})
        void refusesMethodsThatEcho(String method) throws IOException {
            RawHttp.Response response =
                    RawHttp.exchange(server.port(), method, "/open/who", "X-Secret: abc123", "X-User: root,admin");
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.body()).doesNotContain("abc123");
            assertThat(probe.hits()).isEmpty();
        }

        @Test
        void ignoresMethodOverrides() throws IOException {
            RawHttp.Response response =
                    get("/auth/seen?_method=DELETE", "X-HTTP-Method-Override: DELETE", "X-Method-Override: DELETE");
            assertThat(response.body()).contains("\"method\":\"GET\"");
            assertThat(RawHttp.exchange(server.port(), "POST", "/auth/seen", "X-HTTP-Method-Override: GET")
                            .status())
                    .isEqualTo(405);
        }

        @Test
        void answersHeadWithoutABodyButWithItsLength() throws IOException {
            try (RawHttp http = RawHttp.connect(server.port())) {
                http.send("HEAD /who HTTP/1.1\r\nHost: localhost\r\n\r\n");
                RawHttp.Response head = http.read("HEAD");
                assertThat(head.status()).isEqualTo(401);
                int length =
                        RawHttp.exchange(server.port(), "GET", "/who").body().length();
                assertThat(head.headers("Content-Length")).containsExactly(String.valueOf(length));
                http.send("GET /open/who HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(http.read().body()).isEqualTo("null");
            }
        }

        @Test
        void answersOptionsForTheWholeServerWithoutTheApplication() throws IOException {
            RawHttp.exchange(server.port(), "OPTIONS", "*");
            assertThat(probe.hits()).isEmpty();
        }
    }

    @Nested
    final class RequestLines {
        @Test
        void ofHttp10WithoutHostAreJudgedAlike() throws IOException {
            assertThat(raw("GET /open/who HTTP/1.0\r\n\r\n").body()).isEqualTo("null");
            assertThat(raw("GET /who HTTP/1.0\r\n\r\n").status()).isEqualTo(401);
        }

        @Test
        void inAbsoluteFormAreJudgedByTheirPath() throws IOException {
            assertThat(get("http://localhost/open/who").body()).isEqualTo("null");
            probe.forget();
            assertThat(get("http://localhost/who").status()).isEqualTo(401);
            assertThat(get("http://localhost/open/..;/who").status()).isEqualTo(400);
            assertThat(get("http://evil.example/open/../who").status()).isEqualTo(400);
            assertThat(probe.hits()).isEmpty();
        }

        @Test
        void thatSmuggleAreNotBelieved() throws IOException {
            try (RawHttp http = RawHttp.connect(server.port())) {
                http.send(
                        "POST /who HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n");
                http.send("0\r\n\r\nGET /admin/who HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(http.read().status()).isIn(400, 401);
            }
            assertThat(probe.hits()).isEmpty();
        }
    }

    @Nested
    final class Paths {
        @Test
        void areJudgedAlikeUnderEveryContextPath() throws IOException {
            for (String context : SENT_CONTEXTS) {
                assertThat(get(context + "/open/who").body()).as(context).isEqualTo("null");
                assertThat(get(context + "/open/a%20b/caf%C3%A9").body())
                        .as(context)
                        .isEqualTo("null");
                assertThat(get(context + "/exact").body()).as(context).isEqualTo("null");
                assertThat(get(context + "/ext/page.do").body()).as(context).isEqualTo("null");
                probe.forget();
                assertThat(get(context + "/ext/other.do").status()).as(context).isEqualTo(401);
                assertThat(get(context + "/who").status()).as(context).isEqualTo(401);
                assertThat(get(context + "/admin/x", ADA).status()).as(context).isEqualTo(403);
                assertThat(get(context + "/admin", ADA).status()).as(context).isEqualTo(403);
                assertThat(get(context + "/ADMIN/x").status()).as(context).isEqualTo(401);
                assertThat(get(context + "/open/../admin/x").status())
                        .as(context)
                        .isEqualTo(400);
                assertThat(probe.hits()).isEmpty();
                assertThat(get(context + "/admin/x", "X-User: root,admin").body())
                        .as(context)
                        .isEqualTo("root");
            }
        }

        @Test
        void ofAContextInAnotherSpellingAreRefused() throws IOException {
            for (String path : List.of(
                    "/%61pp/open/who",
                    "/app;x/open/who", "/app%2fv1/open/who", "/a+b/open/who", "/app//v1/open/who", "/APP/open/who")) {
                assertThat(get(path).status()).as(path).isIn(400, 401);
            }
            assertThat(probe.hits()).isEmpty();
        }

        @Test
        void ofWelcomeFilesAreJudgedAsDispatched() throws IOException {
            assertThat(get("/dir/").body()).isEqualTo("welcome below");
            assertThat(get("/app/dir/").body()).isEqualTo("welcome below");
            assertThat(get("/dir/index.html").body()).isEqualTo("welcome below");
            assertThat(get("/a%20b/dir/").body()).isEqualTo("welcome below");
            assertThat(get("/", ADA).body()).isEqualTo("welcome");
            assertThat(get("/app/", ADA).body()).isEqualTo("welcome");
        }

        @Test
        void thatStayUnlistedNeedSignInAlsoForStaticFiles() throws IOException {
            assertThat(get("/index.html").status()).isEqualTo(401);
            assertThat(get("/app/index.html").status()).isEqualTo(401);
            assertThat(get("/index.html", ADA).body()).isEqualTo("welcome");
        }
    }
}
