package io.gatehouse.ee;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.CorsPolicy;
import io.gatehouse.testkit.DecisionTable.Field;
import io.gatehouse.testkit.DecisionWiring;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Headers of answers where a container asks the mechanism, and the guard stands in front of the application. */
final class MechanismHeadersTest {
    private static final Field FRIEND = new Field("Origin", "https://friend.example");

    private final GatehouseAuthenticationMechanism mechanism = GatehouseAuthenticationMechanism.of(
            new DecisionWiring().builder().cors(CorsPolicy.of(FRIEND.value())).build());

    private static void assertHeaders(Exchange exchange) {
        assertThat(exchange.answered("X-Frame-Options")).containsExactly("DENY");
        assertThat(exchange.answered("Strict-Transport-Security")).containsExactly("max-age=31536000");
        assertThat(exchange.answered("Access-Control-Allow-Origin")).containsExactly(FRIEND.value());
    }

    @Test
    void areOnRefusals() throws Exception {
        Exchange exchange = Exchange.of("GET", "/unlisted.css", FRIEND);
        new FakeContainer(exchange).run(mechanism);
        assertThat(exchange.status()).isEqualTo(401);
        assertHeaders(exchange);
    }

    @Test
    void answerAPreflightBeforeTheContainersConstraint() throws Exception {
        Exchange exchange =
                Exchange.of("OPTIONS", "/open/a", FRIEND, new Field("Access-Control-Request-Method", "DELETE"));
        FakeContainer container =
                new FakeContainer(exchange).withConstraint(true).run(mechanism);
        assertThat(container.status).isEqualTo(AuthenticationStatus.SEND_CONTINUE);
        assertThat(exchange.status()).isEqualTo(204);
        assertHeaders(exchange);
    }

    @Test
    void comeBackAfterAResetAndGiveWayToTheApplications() throws Exception {
        Exchange exchange = Exchange.of("GET", "/open/a", FRIEND);
        HttpServletRequest passed =
                new FakeContainer(exchange).run(mechanism).passed().orElseThrow();
        throughTheGuard(passed, exchange.response, response -> {
            response.reset();
            response.addHeader("Referrer-Policy", "no-referrer");
        });
        assertHeaders(exchange);
        assertThat(exchange.answered("Referrer-Policy")).containsExactly("no-referrer");
    }

    @Test
    void comeBackInAnErrorDispatch() throws Exception {
        Exchange exchange = Exchange.of("GET", "/open/a", FRIEND);
        new FakeContainer(exchange).run(mechanism);
        exchange.response.reset();
        throughTheGuard(exchange.dispatchedAs(DispatcherType.ERROR).request, exchange.response, response -> {});
        assertHeaders(exchange);
    }

    private static void throughTheGuard(HttpServletRequest request, HttpServletResponse response, Application app)
            throws IOException, ServletException {
        MechanismGuard guard = new MechanismGuard(() -> true);
        guard.init(new FakeApplication().config());
        guard.doFilter(request, response, (req, res) -> app.answer((HttpServletResponse) res));
    }

    private interface Application {
        void answer(HttpServletResponse response);
    }
}
