package io.gatehouse.servlet;

import io.gatehouse.testkit.RawHttp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An application on each container that dispatches in every way. */
@ParameterizedClass
@EnumSource(Container.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DispatchScene {
    static final String ADA = "X-User: ada";

    @Parameter
    Container container;

    final Probe probe = new Probe();
    Container.Running server;

    @BeforeParameterizedClassInvocation
    void start(Container chosen) throws Exception {
        server = chosen.start(new Container.App(
                "",
                Container.App.someFiles(),
                List.of(
                        DispatchScene::forwardBeforeEverything,
                        context -> new AuthFilter(Fakes.engine().build()).register(context),
                        DispatchScene::planter,
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

    String get(String path, String... headers) throws IOException {
        return RawHttp.exchange(server.port(), "GET", path, headers).body();
    }
}
