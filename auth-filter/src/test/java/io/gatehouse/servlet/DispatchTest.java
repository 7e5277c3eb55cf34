package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawHttp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Servlet 6.0 sections 2.3.3.3, 6.2.5, 9 and 10.9: every dispatch of a request knows who is calling, and only of that request. */
@ParameterizedClass
@EnumSource(Container.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DispatchTest {
    private static final String ADA = "X-User: ada";

    @Parameter
    Container container;

    private final Probe probe = new Probe();
    private Container.Running server;

    @BeforeParameterizedClassInvocation
    void start(Container chosen) throws Exception {
        server = chosen.start(new Container.App(
                "",
                Container.App.someFiles(),
                List.of(
                        DispatchTest::forwardBeforeEverything,
                        context -> new AuthFilter(Fakes.engine().build()).register(context),
                        DispatchTest::planter,
                        probe.who("/who", "/admin/who", "/open/who", Container.App.ERROR_PAGE),
                        probe.servlet((request, response) -> forward(request, response, "/admin/who"), "/open/forward"),
                        probe.servlet(
                                (request, response) -> {
                                    request.getRequestDispatcher("/admin/who").include(request, response);
                                    response.getOutputStream().print("+" + Probe.who(request));
                                },
                                "/open/include"),
                        probe.servlet((request, response) -> response.sendError(418), "/open/send-error"),
                        probe.servlet(
                                (request, response) -> {
                                    throw new ServletException("thrown by the application");
                                },
                                "/open/throw"),
                        probe.servlet(
                                (request, response) -> {
                                    throw new AssertionError("thrown by the application");
                                },
                                "/open/throw-error"),
                        probe.servlet(
                                (request, response) -> {
                                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                                        response.getOutputStream().print(Probe.who(request));
                                    } else {
                                        request.startAsync().dispatch();
                                    }
                                },
                                "/open/async"),
                        probe.servlet(
                                (request, response) -> request.startAsync().dispatch("/admin/who"), "/open/async-path"),
                        probe.servlet(
                                (request, response) ->
                                        request.startAsync(request, response).dispatch("/admin/who"),
                                "/open/async-wrapped"),
                        probe.servlet(
                                (request, response) -> {
                                    AsyncContext async = request.startAsync();
                                    async.start(() -> {
                                        try {
                                            HttpServletRequest original = (HttpServletRequest) async.getRequest();
                                            response.getOutputStream()
                                                    .print(Probe.who(request) + "+"
                                                            + (original.getAttribute(AuthFilter.IDENTITY_ATTRIBUTE)
                                                                    != null));
                                        } catch (IOException e) {
                                            throw new IllegalStateException(e);
                                        } finally {
                                            async.complete();
                                        }
                                    });
                                },
                                "/open/async-start"),
                        probe.servlet(
                                (request, response) -> {
                                    request.logout();
                                    String after = Probe.who(request);
                                    request.getRequestDispatcher("/admin/who").include(request, response);
                                    response.getOutputStream().print("+" + after);
                                },
                                "/open/logout"))));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        probe.forget();
    }

    /** A filter in front of the engine, as rewriting filters are: it sends the request on before it has been judged. */
    private static void forwardBeforeEverything(ServletContext context) {
        FilterRegistration.Dynamic filter = context.addFilter("rewriter", (request, response, chain) -> {
            String to = ((HttpServletRequest) request).getHeader("X-Early");
            if (request.getDispatcherType() != DispatcherType.REQUEST || to == null) {
                chain.doFilter(request, response);
            } else if (to.startsWith("async:")) {
                request.startAsync().dispatch(to.substring("async:".length()));
            } else if (to.startsWith("include:")) {
                request.getRequestDispatcher(to.substring("include:".length())).include(request, response);
            } else if (to.startsWith("error:")) {
                ((HttpServletResponse) response).sendError(418);
            } else {
                request.getRequestDispatcher(to).forward(request, response);
            }
        });
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/early/*");
    }

    /** A filter behind the engine that tries to plant an identity. */
    private static void planter(ServletContext context) {
        FilterRegistration.Dynamic filter = context.addFilter("planter", (request, response, chain) -> {
            request.setAttribute(AuthFilter.IDENTITY_ATTRIBUTE, "planted");
            chain.doFilter(request, response);
        });
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
    }

    private static void forward(HttpServletRequest request, HttpServletResponse response, String path)
            throws ServletException, IOException {
        request.getRequestDispatcher(path).forward(request, response);
    }

    private String get(String path, String... headers) throws IOException {
        return RawHttp.exchange(server.port(), "GET", path, headers).body();
    }

    @Nested
    final class Request {
        @Test
        void showsTheIdentityInEveryWay() throws IOException {
            assertThat(get("/who", ADA)).isEqualTo("ada");
            assertThat(get("/open/who", ADA)).isEqualTo("ada");
        }

        @Test
        void showsNobodyIfNobodyIsSignedIn() throws IOException {
            assertThat(get("/open/who")).isEqualTo("null");
        }
    }

    @Nested
    final class Forward {
        @Test
        void keepsTheIdentityAndJudgesNoOtherRule() throws IOException {
            assertThat(get("/open/forward", ADA)).isEqualTo("ada");
            assertThat(get("/open/forward")).isEqualTo("null");
        }
    }

    @Nested
    final class Include {
        @Test
        void keepsTheIdentityInsideAndAfter() throws IOException {
            assertThat(get("/open/include", ADA)).isEqualTo("ada+ada");
            assertThat(get("/open/include")).isEqualTo("null+null");
        }
    }

    @Nested
    final class ErrorPage {
        @Test
        void knowsWhoCalledAfterSendError() throws IOException {
            RawHttp.Response response = RawHttp.exchange(server.port(), "GET", "/open/send-error", ADA);
            assertThat(response.status()).isEqualTo(418);
            assertThat(response.body()).isEqualTo("ada");
        }

        @Test
        void knowsWhoCalledAfterAnException() throws IOException {
            RawHttp.Response response = RawHttp.exchange(server.port(), "GET", "/open/throw", ADA);
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body()).isEqualTo("ada");
        }

        @Test
        void isNotRunForAnswersOfTheLibrary() throws IOException {
            RawHttp.Response response = RawHttp.exchange(server.port(), "GET", "/who");
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.headers("Content-Type").get(0)).startsWith("application/problem+json");
            assertThat(probe.hits()).isEmpty();
        }

        @Test
        void canBeAskedForDirectlyOnlyByWhomItsRuleAllows() throws IOException {
            assertThat(RawHttp.exchange(server.port(), "GET", Container.App.ERROR_PAGE)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Nested
    final class Async {
        @Test
        void keepsTheIdentityAfterDispatch() throws IOException {
            assertThat(get("/open/async", ADA)).isEqualTo("ada");
            assertThat(get("/open/async")).isEqualTo("null");
        }

        @Test
        void keepsTheIdentityAfterDispatchToAnotherPath() throws IOException {
            assertThat(get("/open/async-path", ADA)).isEqualTo("ada");
            assertThat(get("/open/async-wrapped", ADA)).isEqualTo("ada");
            assertThat(get("/open/async-path")).isEqualTo("null");
        }

        @Test
        void keepsTheIdentityOnAnotherThread() throws IOException {
            assertThat(get("/open/async-start", ADA)).isEqualTo("ada+true");
            assertThat(get("/open/async-start")).isEqualTo("null+false");
        }
    }

    /** A request that another filter sends on before it has been judged. */
    @Nested
    final class UnjudgedDispatch {
        @Test
        void byForwardIsJudgedByTheNewPath() throws IOException {
            assertThat(statusOfEarly("/admin/who", ADA)).isEqualTo(403);
            assertThat(statusOfEarly("/who")).isEqualTo(401);
            assertThat(probe.hits()).isEmpty();
            assertThat(get("/early/x", "X-Early: /admin/who", "X-User: root,admin"))
                    .isEqualTo("root");
        }

        @Test
        void byAsyncDispatchIsJudgedByTheNewPath() throws IOException {
            assertThat(statusOfEarly("async:/admin/who", ADA)).isEqualTo(403);
            assertThat(statusOfEarly("async:/who")).isEqualTo(401);
            assertThat(probe.hits()).isEmpty();
        }

        @Test
        void byIncludeFails() throws IOException {
            assertThat(statusOfEarly("include:/open/who")).isEqualTo(500);
            assertThat(statusOfEarly("include:/admin/who", "X-User: root,admin"))
                    .isEqualTo(500);
            assertThat(probe.hits()).allMatch(hit -> hit.startsWith("ERROR "));
        }

        @Test
        void byErrorIsAnonymous() throws IOException {
            assertThat(statusOfEarly("error:", ADA)).isEqualTo(418);
            assertThat(get("/early/x", "X-Early: error:", ADA)).isEqualTo("null");
        }

        private int statusOfEarly(String to, String... headers) throws IOException {
            String[] all = Arrays.copyOf(headers, headers.length + 1);
            all[headers.length] = "X-Early: " + to;
            return RawHttp.exchange(server.port(), "GET", "/early/x", all).status();
        }
    }

    @Nested
    final class Logout {
        @Test
        void dropsTheIdentityForTheRestOfTheRequest() throws IOException {
            assertThat(get("/open/logout", ADA)).isEqualTo("null+null");
        }
    }

    @Nested
    final class NextRequest {
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
}
