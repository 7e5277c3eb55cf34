package io.gatehouse.servlet;

import io.gatehouse.RateLimit;
import io.gatehouse.Requirement;
import io.gatehouse.testkit.RawHttp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Applications under odd context paths on each container, and requests that nobody tidies up. */
@ParameterizedClass
@EnumSource(Container.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WireScene {
    static final String ADA = "X-User: ada";
    private static final List<String> CONTEXTS = List.of("", "/app", "/app/v1", "/a b", "/caf\u00e9");
    static final List<String> SENT_CONTEXTS = List.of("", "/app", "/app/v1", "/a%20b", "/caf%C3%A9");

    @Parameter
    Container container;

    final Probe probe = new Probe();
    Container.Running server;

    @BeforeParameterizedClassInvocation
    void start(Container chosen) throws Exception {
        Container.App[] apps = new Container.App[CONTEXTS.size()];
        for (int i = 0; i < apps.length; i++) {
            apps[i] = new Container.App(
                    CONTEXTS.get(i),
                    Container.App.someFiles(),
                    List.of(
                            WireScene::containerLogin,
                            context -> new AuthFilter(Fakes.engine()
                                            .protect("/exact", Requirement.anyone())
                                            .limit("/open/limited", RateLimit.of(2, Duration.ofDays(1)))
                                            .rateLimitHeaders()
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

    RawHttp.Response get(String path, String... headers) throws IOException {
        return RawHttp.exchange(server.port(), "GET", path, headers);
    }

    /** Sends bytes as they are; answers the first response. */
    RawHttp.Response raw(String request) throws IOException {
        try (RawHttp http = RawHttp.connect(server.port())) {
            return http.send(request).read();
        }
    }
}
