package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Request lines that two readers could understand differently: none reaches the application, on any container. */
@ParameterizedClass
@EnumSource(Container.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileUrlTest {
    @Parameter
    Container container;

    private final Probe probe = new Probe();
    private Container.Running server;

    /** What is sent below the context; with the open path before it, so that no sign-in is what refuses it. */
    static Stream<String> hostile() {
        return Stream.of(
                // dot segments
                "/open/../admin/x",
                "/open/./x",
                "/open/x/..",
                "/open/.",
                "/../admin/x",
                "/open/.../x",
                // encoded dots
                "/open/%2e%2e/admin/x",
                "/open/%2E%2E/admin/x",
                "/open/.%2e/admin/x",
                "/open/%2e./admin/x",
                "/%2e/admin/x",
                "/open/x%2ejsp",
                "/open/%2e",
                // empty segments
                "//open/x",
                "/open//x",
                "/open/x//",
                "///",
                "/open/..//admin/x",
                // encoded slashes
                "/open%2f..%2fadmin/x",
                "/open/%2f",
                "/open/..%2fadmin/x",
                "/open/..%2Fadmin/x",
                "/%2fopen/x",
                // backslashes
                "/open\\..\\admin/x",
                "/open/..\\admin/x",
                "/open/%5c",
                "/open/..%5cadmin/x",
                "/open/..%5Cadmin/x",
                // path parameters
                "/open/x;jsessionid=1",
                "/open/..;/admin/x",
                "/open/..;a=b/admin/x",
                "/open;/x",
                "/admin;x/../open/x",
                "/open/;/x",
                "/open/.;/x",
                "/open/x;",
                "/;/open/x",
                "/open/%2e%2e;/admin/x",
                "/open/x%3b",
                "/open/x%3Ba=b",
                "/admin/x;/open/x",
                "/open;..;/admin/x",
                // control characters and NUL
                "/open/%00",
                "/open/x%00.html",
                "/open/%0a",
                "/open/%0d%0aX:1",
                "/open/%09",
                "/open/%1f",
                "/open/%7f",
                "/open/\u0001",
                "/open/\u007f",
                "/open/..%00/admin/x",
                // double encoding
                "/open/%252e%252e/admin/x",
                "/open/%252f",
                "/open/%25",
                "/open/%2500",
                "/open/%25%32%65",
                // malformed escapes
                "/open/%",
                "/open/%2",
                "/open/%zz",
                "/open/%u002e%u002e/admin/x",
                "/open/%u2215",
                "/open/%g0",
                "/open/%-1",
                // malformed and overlong UTF-8, raw bytes
                "/open/%c0%ae%c0%ae/admin/x",
                "/open/%c0%af",
                "/open/%e0%80%af",
                "/open/%f0%80%80%ae",
                "/open/%ed%a0%80",
                "/open/%ff",
                "/open/%c3",
                "/open/caf%e9",
                "/open/caf\u00e9",
                "/open/\u00c3\u00a9",
                "/open/%f4%90%80%80",
                // look-alikes and second normalization forms
                "/open/%ef%bc%8e%ef%bc%8e/admin/x",
                "/open/%ef%bc%8f",
                "/open/%e2%80%a5/admin/x",
                "/open/%ef%bc%bc",
                "/open/%ef%bc%9b",
                "/open/cafe%cc%81",
                "/open/%cd%be",
                "/open/%e2%80%a8",
                "/open/%c2%85",
                // characters that must be encoded
                "/open/\"",
                "/open/<x>",
                "/open/{x}",
                "/open/x|y",
                "/open/x^y",
                "/open/`x`",
                "/open/[x]",
                "/open/x#y",
                // needless escapes
                "/%6fpen/x",
                "/open/%78",
                "/%61dmin/x",
                "/open/%7ex",
                "/open/x%2dy",
                "/open/x%5fy",
                "/%41dmin/x",
                // spaces that file systems drop
                "/open/..%20/admin/x",
                "/open/%20/x",
                // too long
                "/open/" + "a".repeat(RawPath.MAX_LENGTH));
    }

    @BeforeParameterizedClassInvocation
    void start(Container container) throws Exception {
        server = container.start(
                new Container.App(
                        "",
                        Container.App.someFiles(),
                        List.of(context -> new AuthFilter(Fakes.engine().build()).register(context), probe.who("/*"))),
                new Container.App(
                        "/app",
                        Container.App.someFiles(),
                        List.of(
                                context -> new AuthFilter(Fakes.engine().build()).register(context),
                                probe.who("/open/*", "*.jsp", "/admin/*", ""))));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        probe.forget();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesInTheRootContext(String target) throws IOException {
        assertRefused(RawHttp.exchange(server.port(), "GET", target));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesBelowAContextPath(String target) throws IOException {
        assertRefused(RawHttp.exchange(server.port(), "GET", "/app" + target));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesForAnAdministratorToo(String target) throws IOException {
        assertRefused(RawHttp.exchange(server.port(), "POST", target, "X-User: root,admin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open/x", "?open/x", "*", "%2fopen/x", "#", "localhost:80", "http:open/x"})
    void refusesWhatIsNoPath(String target) throws IOException {
        assertRefused(RawHttp.exchange(server.port(), "GET", target));
    }

    @Test
    void reachesTheApplicationWithCleanUrls() throws IOException {
        assertThat(RawHttp.exchange(server.port(), "GET", "/open/x").body()).isEqualTo("null");
        assertThat(RawHttp.exchange(server.port(), "GET", "/app/open/x?a=..;/").body())
                .isEqualTo("null");
        assertThat(RawHttp.exchange(server.port(), "GET", "/open/caf%C3%A9%20%E2%82%AC")
                        .body())
                .isEqualTo("null");
        assertThat(probe.hits()).hasSize(3);
    }

    private void assertRefused(RawHttp.Response response) {
        assertThat(probe.hits()).isEmpty();
        // 414: a container's own limit is met first
        assertThat(response.status()).isIn(400, 414);
        assertThat(response.body()).doesNotContain("welcome");
    }
}
