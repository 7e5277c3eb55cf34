package io.gatehouse.ee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.servlet.ConfiguredAuthFilter;
import io.gatehouse.testkit.DecisionWiring;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of requests that the container has not brought before the mechanism. */
final class MechanismGuardTest {
    private final Exchange exchange = Exchange.of("GET", "/open/a");
    private final AtomicInteger passed = new AtomicInteger();

    private int guard(boolean mechanismIsOurs, HttpServletRequest request) throws Exception {
        MechanismGuard guard = new MechanismGuard(() -> mechanismIsOurs);
        guard.init(config(false));
        guard.doFilter(request, exchange.response, (req, res) -> passed.incrementAndGet());
        return passed.get();
    }

    private static FilterConfig config(boolean settings) {
        FakeApplication application = new FakeApplication();
        if (settings) {
            ConfiguredAuthFilter.register(application.context);
        }
        return application.config();
    }

    @Test
    void haveOneEngineOrNone() throws Exception {
        assertThatThrownBy(() -> new MechanismGuard(() -> true).init(config(true)))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("keep one of the two");
        new MechanismGuard(() -> false).init(config(true));
    }

    @Test
    void areRefusedEvenOnOpenPaths() throws Exception {
        assertThat(guard(true, exchange.request)).isZero();
        assertThat(exchange.status()).isEqualTo(500);
    }

    @Test
    void areOthersAffairWhereTheMechanismIsNotOurs() throws Exception {
        assertThat(guard(false, exchange.request)).isEqualTo(1);
    }

    @Test
    void passOnceTheyAreAdmitted() throws Exception {
        FakeContainer container = new FakeContainer(exchange)
                .run(GatehouseAuthenticationMechanism.of(
                        new DecisionWiring().builder().build()));
        assertThat(guard(true, container.passed().orElseThrow())).isEqualTo(1);
    }
}
