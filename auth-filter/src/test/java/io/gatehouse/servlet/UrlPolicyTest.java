package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is let through, the rule is judged on what the container dispatches. */
@ParameterizedClass
@EnumSource(Container.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UrlPolicyTest {
    @Parameter
    Container container;

    private final Probe probe = new Probe();
    private Container.Running server;

    @BeforeParameterizedClassInvocation
    void start(Container chosen) throws Exception {
        UrlPolicy policy = UrlPolicy.strict().allowPathParameters().allowEncodedPercent();
        server = chosen.start(new Container.App(
                "/app",
                Container.App.someFiles(),
                List.of(
                        context -> new AuthFilter(Fakes.engine().build(), policy).register(context),
                        probe.who("/open/*", "/admin/*", "/who"))));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        probe.forget();
    }

    @Test
    void letsPathParametersThroughWithoutLookingAtThem() throws IOException {
        assertThat(get("/app/open/x;jsessionid=1").body()).isEqualTo("null");
        assertThat(get("/app/open/x;a=%20b;c").body()).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/admin/x;/open/x",
                "/app/admin;open/x",
                "/app/open/..;/admin/x",
                "/app/open/;/../admin/x",
                "/app/who;/open/x",
                "/app/open/%2e%2e;/admin/x",
                "/app/open/.;./admin/x",
                "/app/admin/x;a=/../../open/x",
                "/app;/open/../admin/x",
                "/app/open;%2f..%2fadmin/x",
                "/app/admin/;a",
                "/app/admin/x;%25"
            })
    void neverOpensAnotherPath(String target) throws IOException {
        assertThat(get(target).status()).isIn(400, 401);
        assertThat(probe.hits()).isEmpty();
    }

    @Test
    void neverOpensAnotherPathByAPercentSign() throws IOException {
        assertThat(get("/app/open%252f..%252fadmin/x").status()).isIn(400, 401);
        assertThat(get("/app/%2561dmin/x").status()).isIn(400, 401);
        assertThat(probe.hits()).isEmpty();
    }

    private RawHttp.Response get(String path) throws IOException {
        return RawHttp.exchange(server.port(), "GET", path);
    }
}
