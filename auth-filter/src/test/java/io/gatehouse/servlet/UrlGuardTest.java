package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servlet 6.0 sections 3.5 and 12.1: the path that is judged is the one that is dispatched. */
final class UrlGuardTest {
    private static String path(UrlPolicy policy, String context, String servletPath, String pathInfo, String uri)
            throws Rejection {
        return new UrlGuard(policy)
                .path(new StubRequest().url(context, servletPath, pathInfo, uri).build());
    }

    @ParameterizedTest
    @CsvSource({
        // root context: mapping /, /*, /x/*, *.jsp, exact, ""
        "'', /a/b, , /a/b, /a/b",
        "'', '', /a/b, /a/b, /a/b",
        "'', /x, /b, /x/b, /x/b",
        "'', /x, , /x, /x",
        "'', /x, /, /x/, /x/",
        "'', /a.jsp, , /a.jsp, /a.jsp",
        "'', '', /, /, /",
        "'', /, , /, /",
        // below a context, which containers give as sent, encoded or decoded
        "/app, /a, , /app/a, /a",
        "/app, '', /, /app/, /",
        "/app, '', , /app, /",
        "/app/v1, /a, /b, /app/v1/a/b, /a/b",
        "/a%20b, /c, , /a%20b/c, /c",
        "/a b, /c, , /a%20b/c, /c",
        "/caf%C3%A9, /c, , /caf%C3%A9/c, /c",
        "/caf%c3%a9, /c, , /caf%C3%A9/c, /c",
        "/café, /ü, , /caf%C3%A9/%C3%BC, /ü",
        // welcome files
        "'', /index.html, , /, /index.html",
        "/app, /dir/index.jsp, , /app/dir/, /dir/index.jsp",
        "/a b, /home/start.html, , /a%20b/, /home/start.html"
    })
    void isTheDispatchedPath(String context, String servletPath, String pathInfo, String uri, String path)
            throws Exception {
        assertThat(path(UrlPolicy.strict(), context, servletPath, pathInfo, uri))
                .isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        // another path altogether
        "'', /admin, , /open",
        "'', /open, , /admin",
        "'', /open, /admin, /open/x",
        "/app, /admin, , /app/open",
        // a part of it, more of it, other case, other context
        "'', /a, , /a/b",
        "'', /a/b, , /a",
        "'', /a/index.html, , /a",
        "'', /A, , /a",
        "/app, /a, , /a",
        "/app, /app/a, , /app/a",
        "/other, /a, , /app/a",
        "'', /b, , /app/b",
        "/a, /b, , /a/x/b",
        // decoded twice, not at all, or with parameters
        "'', /a+b, , /a%20b",
        "'', /a%20b, , /a%20b",
        "'', /a;x, , /a",
        // a welcome file that is none
        "'', /dir/../admin, , /dir/",
        "'', /dir//admin, , /dir/",
        "'', /other/index.html, , /dir/",
        // no path
        "'', '', , ",
        "'', , , /a"
    })
    void refusesWhatTheContainerSeesDifferently(String context, String servletPath, String pathInfo, String uri) {
        assertThatThrownBy(() -> path(UrlPolicy.strict(), context, servletPath, pathInfo, uri))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void refusesWhenTheContainerHasNoPathToTell() {
        StubRequest request = new StubRequest().compute("getServletPath", () -> {
            throw new IllegalArgumentException("ambiguous");
        });
        assertThatThrownBy(() -> new UrlGuard(UrlPolicy.strict()).path(request.build()))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void leavesParametersOutWhereTheyAreAllowed() throws Exception {
        UrlPolicy policy = UrlPolicy.strict().allowPathParameters();
        assertThat(path(policy, "", "/a/b", null, "/a;x=1/b;y")).isEqualTo("/a/b");
        assertThat(path(policy, "/app;x", "/a", null, "/app;x/a")).isEqualTo("/a");
        assertThatThrownBy(() -> path(policy, "", "/a;x", null, "/a;x")).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> path(policy, "", "/admin", null, "/open/..;/admin"))
                .isInstanceOf(Rejection.class);
    }
}
