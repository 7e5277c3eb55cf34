package io.gatehouse.servlet;

import io.gatehouse.CorsPolicy;
import io.gatehouse.Requirement;
import io.gatehouse.testkit.RawHttp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** On each container, applications that answer in every way: one has an error page, {@code /bare} has none. */
@ParameterizedClass
@EnumSource(Container.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HeadersScene {
    static final String FRIEND = "https://friend.example";

    @Parameter
    Container container;

    private final Probe probe = new Probe();
    private Container.Running server;

    @BeforeParameterizedClassInvocation
    void start(Container chosen) throws Exception {
        Path files = Container.App.someFiles();
        server = chosen.start(
                new Container.App("", files, application()), new Container.App("/bare", files, application(), false));
    }

    private List<Consumer<ServletContext>> application() {
        return List.of(
                context -> new AuthFilter(Fakes.engine()
                                .cors(CorsPolicy.of(FRIEND))
                                .protect("/", Requirement.anyone())
                                .build())
                        .withTrustedProxies(TrustedProxies.of("127.0.0.1"))
                        .register(context),
                probe.who("/open/who", Container.App.ERROR_PAGE),
                probe.servlet(
                        (request, response) -> {
                            response.setHeader("x-frame-options", "SAMEORIGIN");
                            response.addHeader("Referrer-Policy", "no-referrer");
                            response.addHeader("X-XSS-Protection", "1");
                            response.setHeader("Access-Control-Expose-Headers", "X-Own");
                            response.setHeader("Vary", "Accept");
                            response.addHeader("Vary", "Cookie");
                        },
                        "/open/own"),
                probe.servlet(
                        (request, response) -> {
                            response.addHeader("Access-Control-Allow-Origin", "*");
                            response.addHeader("Set-Cookie", "a=1");
                            response.addHeader("Set-Cookie", "b=2");
                        },
                        "/open/own-cors"),
                probe.servlet((request, response) -> response.reset(), "/open/reset"),
                probe.servlet((request, response) -> response.setStatus(304), "/open/not-modified"),
                probe.servlet((request, response) -> response.sendRedirect("who"), "/open/redirect"),
                probe.servlet((request, response) -> response.sendError(418), "/open/send-error"),
                probe.servlet(
                        (request, response) -> {
                            response.flushBuffer();
                            response.getOutputStream().print("late");
                        },
                        "/open/flush"),
                probe.servlet(
                        (request, response) -> {
                            throw new ServletException("thrown by the application");
                        },
                        "/open/throw"),
                probe.servlet(
                        (request, response) ->
                                request.getRequestDispatcher("/open/own").forward(request, response),
                        "/open/forward"),
                probe.servlet(
                        (request, response) -> {
                            request.getRequestDispatcher("/open/own").include(request, response);
                            response.addHeader("X-Frame-Options", "SAMEORIGIN");
                        },
                        "/open/include"),
                probe.servlet(
                        (request, response) -> {
                            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                                response.addHeader("Referrer-Policy", "no-referrer");
                            } else {
                                request.startAsync().dispatch();
                            }
                        },
                        "/open/async"),
                probe.servlet(
                        (request, response) -> {
                            AsyncContext async = request.startAsync();
                            async.start(() -> late(async));
                        },
                        "/open/async-error"));
    }

    private static void late(AsyncContext async) {
        try {
            ((HttpServletResponse) async.getResponse()).sendError(503);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            async.complete();
        }
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    RawHttp.Response get(String path, String... headers) throws IOException {
        return send("GET", path, headers);
    }

    RawHttp.Response send(String method, String path, String... headers) throws IOException {
        return RawHttp.exchange(server.port(), method, path, headers);
    }
}
