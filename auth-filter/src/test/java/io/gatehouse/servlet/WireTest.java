package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Requirement;
import io.gatehouse.testkit.RawHttp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire: methods, bodies, cookies, hosts and context paths, with nobody tidying up. */
@ParameterizedClass
@EnumSource(Container.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WireTest {
    private static final String ADA = "X-User: ada";
    private static final List<String> CONTEXTS = List.of("", "/app", "/app/v1", "/a b", "/caf\u00e9");
    private static final List<String> SENT_CONTEXTS = List.of("", "/app", "/app/v1", "/a%20b", "/caf%C3%A9");

    @Parameter
    Container container;

    private final Probe probe = new Probe();
    private Container.Running server;

    @BeforeParameterizedClassInvocation
    void start(Container chosen) throws Exception {
        Container.App[] apps = new Container.App[CONTEXTS.size()];
        for (int i = 0; i < apps.length; i++) {
            apps[i] = new Container.App(
                    CONTEXTS.get(i),
                    Container.App.someFiles(),
                    List.of(
                            WireTest::containerLogin,
                            context -> new AuthFilter(Fakes.engine()
                                            .protect("/exact", Requirement.anyone())
                                            .protect("/ext/page.do", Requirement.anyone())
                                            .protect("/dir/index.html", Requirement.anyone())
                                            .protect("/dir/", Requirement.anyone())
                                            .protect("/", Requirement.anyone())
                                            .build())
                                    .register(context),
                            probe.who("/who", "/exact", "/open/*", "/admin/*", "*.do"),
                            probe.servlet(
                                    (request, response) -> response.getOutputStream()
                                            .print(request.authenticate(response) ? "in" : ""),
                                    "/open/authenticate"),
                            probe.servlet(
                                    (request, response) -> {
                                        request.logout();
                                        request.authenticate(response);
                                    },
                                    "/open/logout-and-authenticate"),
                            probe.servlet(
                                    (request, response) -> response.getOutputStream()
                                            .print(request.isUserInRole("user") + " " + request.isUserInRole("admin")
                                                    + " "
                                                    + request.isUserInRole("*") + " " + request.isUserInRole("**") + " "
                                                    + request.isUserInRole(null)),
                                    "/open/roles")));
        }
        server = chosen.start(apps);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        probe.forget();
    }

    /** Stands for a container that has signed somebody in by itself, and for a proxy that sets request attributes. */
    private static void containerLogin(ServletContext context) {
        FilterRegistration.Dynamic filter = context.addFilter("container", (request, response, chain) -> {
            request.setAttribute(AuthFilter.IDENTITY_ATTRIBUTE, "planted");
            request.setAttribute("io.gatehouse.servlet.Caller", "planted");
            chain.doFilter(
                    new HttpServletRequestWrapper((HttpServletRequest) request) {
                        @Override
                        public Principal getUserPrincipal() {
                            return () -> "container";
                        }

                        @Override
                        public String getRemoteUser() {
                            return "container";
                        }

                        @Override
                        public String getAuthType() {
                            return "BASIC";
                        }

                        @Override
                        public boolean isUserInRole(String role) {
                            return true;
                        }
                    },
                    response);
        });
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    private RawHttp.Response get(String path, String... headers) throws IOException {
        return RawHttp.exchange(server.port(), "GET", path, headers);
    }

    /** Sends bytes as they are; answers the first response. */
    private RawHttp.Response raw(String request) throws IOException {
        try (RawHttp http = RawHttp.connect(server.port())) {
            return http.send(request).read();
        }
    }

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
    final class Replies {
        @Test
        void areProblemsOfTheLibraryWithOneLineForEachChallenge() throws IOException {
            RawHttp.Response response = get("/who");
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.headers("WWW-Authenticate")).containsExactly("X-User realm=\"test\"");
            assertThat(response.headers("Content-Type").get(0).replace(" ", "").toLowerCase(Locale.ROOT))
                    .isEqualTo("application/problem+json;charset=utf-8");
            assertThat(response.headers("Cache-Control")).containsExactly("no-store");
            assertThat(response.body()).contains("\"code\":\"CREDENTIALS_MISSING\"");
        }

        @Test
        void ofAmbiguousUrlsAreProblemsToo() throws IOException {
            RawHttp.Response response = get("/open/%61");
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body())
                    .contains("\"code\":\"REQUEST_MALFORMED\"")
                    .doesNotContain("%61");
        }

        @Test
        void setCookiesOnWhatTheApplicationAnswers() throws IOException {
            assertThat(get("/open/who", "Cookie: sid=ada").headers("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .startsWith("sid=renewed; Path=/; HttpOnly");
            assertThat(get("/open/who", "Cookie: sid=stale").headers("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .startsWith("sid=; Path=/; HttpOnly; Max-Age=0");
            assertThat(get("/who", "Cookie: sid=stale").headers("Set-Cookie")).hasSize(1);
        }
    }

    @Nested
    final class Failures {
        @ParameterizedTest
        @ValueSource(strings = {"broken", "overflow"})
        void areAnswered500AndNeverLetTheRequestThrough(String user) throws IOException {
            for (String path : List.of("/open/who", "/who", "/admin/who")) {
                RawHttp.Response response = get(path, "X-User: " + user);
                assertThat(response.status()).isEqualTo(500);
                assertThat(response.body())
                        .contains("\"code\":\"INTERNAL_ERROR\"")
                        .doesNotContain("Exception");
            }
            assertThat(probe.hits()).isEmpty();
        }
    }

    @Nested
    final class Identity {
        @Test
        void isNeverTheContainersOrAPlantedOne() throws IOException {
            assertThat(get("/open/who").body()).isEqualTo("null");
            assertThat(get("/open/who", ADA).body()).isEqualTo("ada");
            assertThat(get("/open/roles").body()).isEqualTo("false false false false false");
        }

        @Test
        void hasItsOwnRolesOnly() throws IOException {
            assertThat(get("/open/roles", "X-User: ada,user").body()).isEqualTo("true false false true false");
            assertThat(get("/open/roles", "X-User: root,admin").body()).isEqualTo("false true false true false");
            assertThat(get("/open/roles", "X-User: odd,*").body()).isEqualTo("false false false true false");
        }

        @Test
        void canBeAskedForByTheApplication() throws IOException {
            assertThat(get("/open/authenticate", ADA).body()).isEqualTo("in");
            RawHttp.Response response = get("/open/authenticate");
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.headers("WWW-Authenticate")).isNotEmpty();
            assertThat(response.body()).contains("\"code\":\"CREDENTIALS_MISSING\"");
        }

        @Test
        void staysAwayAfterLogout() throws IOException {
            assertThat(get("/open/logout-and-authenticate", ADA).status()).isEqualTo(401);
        }
    }

    @Nested
    final class Bodies {
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
            RawHttp.Response response =
                    raw(JSON + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5) + "0\r\n\r\n");
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
