package io.gatehouse.ee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.servlet.AuthFilter;
import io.gatehouse.servlet.ConfiguredAuthFilter;
import io.gatehouse.servlet.GatehouseInitializer;
import io.gatehouse.testkit.DecisionWiring;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The mechanism beside the filter of settings: one engine, one decision. */
final class SettingsMechanismTest {
    static final Map<String, String> SETTINGS = Map.of(
            "gatehouse.issuers.corp.issuer", "https://idp.example",
            "gatehouse.issuers.corp.audience", "shop",
            "gatehouse.issuers.corp.algorithms", "RS256",
            "gatehouse.issuers.corp.jwks", "https://idp.example/jwks",
            "gatehouse.rules.1", "/open/** = open");

    private final FakeApplication application = new FakeApplication();
    private final GatehouseAuthenticationMechanism mechanism = GatehouseAuthenticationMechanism.ofSettings();
    private final AtomicReference<ServletRequest> reached = new AtomicReference<>();

    private ConfiguredAuthFilter start() throws Exception {
        application.parameters.putAll(SETTINGS);
        new GatehouseInitializer().onStartup(Set.of(), application.context);
        ConfiguredAuthFilter filter = (ConfiguredAuthFilter) application.filters.get(0);
        filter.init(application.config());
        return filter;
    }

    private Exchange exchange(String path) {
        return Exchange.of("GET", path).in(application.context);
    }

    @Test
    void decidesByTheSettingsAndTheFilterPassesThatOn() throws Exception {
        ConfiguredAuthFilter filter = start();
        Exchange closed = exchange("/x");
        assertThat(new FakeContainer(closed).run(mechanism).passed()).isEmpty();
        assertThat(closed.status()).isEqualTo(401);
        Exchange open = exchange("/open/x");
        HttpServletRequest passed =
                new FakeContainer(open).run(mechanism).passed().orElseThrow();
        filter.doFilter(passed, open.response, (request, response) -> reached.set(request));
        assertThat(reached.get()).isSameAs(passed);
        filter.destroy();
    }

    /** Payara's is no wrapper that could be taken off; judged again, the request would lose the container's principal. */
    @Test
    void theFilterKnowsItBehindAFacadeOfTheContainer() throws Exception {
        ConfiguredAuthFilter filter = start();
        Exchange open = exchange("/open/x");
        HttpServletRequest passed =
                new FakeContainer(open).run(mechanism).passed().orElseThrow();
        HttpServletRequest facade =
                Exchange.proxy(HttpServletRequest.class, (self, method, args) -> method.invoke(passed, args));
        filter.doFilter(facade, open.response, (request, response) -> reached.set(request));
        assertThat(reached.get()).isSameAs(facade);
        filter.destroy();
    }

    @Test
    void theFilterJudgesWhatComesWithoutTheMechanism() throws Exception {
        ConfiguredAuthFilter filter = start();
        Exchange closed = exchange("/x");
        filter.doFilter(closed.request, closed.response, (request, response) -> reached.set(request));
        assertThat(closed.status()).isEqualTo(401);
        assertThat(reached).hasNullValue();
        filter.destroy();
    }

    @Test
    void theFilterJudgesAgainWhatBecameAnotherRequest() throws Exception {
        ConfiguredAuthFilter filter = start();
        Exchange open = exchange("/open/x");
        HttpServletRequest passed =
                new FakeContainer(open).run(mechanism).passed().orElseThrow();
        HttpServletRequest rewritten = new HttpServletRequestWrapper(passed) {
            @Override
            public String getRequestURI() {
                return "/x";
            }

            @Override
            public String getServletPath() {
                return "/x";
            }
        };
        filter.doFilter(rewritten, open.response, (request, response) -> reached.set(request));
        assertThat(open.status()).isEqualTo(401);
        assertThat(reached).hasNullValue();
        filter.destroy();
    }

    @Test
    void theFilterBelievesNoOtherEngine() throws Exception {
        ConfiguredAuthFilter filter = start();
        Exchange exchange = exchange("/open/x");
        HttpServletRequest passed = new FakeContainer(exchange)
                .run(GatehouseAuthenticationMechanism.of(
                        new DecisionWiring().builder().build()))
                .passed()
                .orElseThrow();
        filter.doFilter(passed, exchange.response, (request, response) -> reached.set(request));
        assertThat(reached.get()).isNotNull().isNotSameAs(passed);
        filter.destroy();
    }

    @Test
    void withoutAFilterNothingIsLetThrough() throws Exception {
        Exchange exchange = exchange("/open/x");
        FakeContainer container = new FakeContainer(exchange).run(mechanism);
        assertThat(container.status).isEqualTo(AuthenticationStatus.SEND_FAILURE);
        assertThat(exchange.status()).isEqualTo(500);
    }

    @Test
    void anAnnotationAloneRegistersTheFilter() throws Exception {
        new MechanismInitializer().onStartup(Set.of(Annotated.class), application.context);
        ConfiguredAuthFilter filter = (ConfiguredAuthFilter) application.filters.get(0);
        filter.init(application.config());
        Exchange exchange = exchange("/annotated");
        assertThat(new FakeContainer(exchange).run(mechanism).passed()).isPresent();
        filter.destroy();
    }

    @Test
    void otherPlacesWinOverTheAnnotationAndThereIsOneFilter() throws Exception {
        application.parameters.putAll(SETTINGS);
        application.parameters.put("gatehouse.rules.annotated", "/annotated = nobody");
        new GatehouseInitializer().onStartup(Set.of(), application.context);
        new MechanismInitializer().onStartup(Set.of(Annotated.class), application.context);
        new GatehouseInitializer().onStartup(Set.of(), application.context);
        assertThat(application.filters).hasSize(1);
        ConfiguredAuthFilter filter = (ConfiguredAuthFilter) application.filters.get(0);
        filter.init(application.config());
        Exchange exchange = exchange("/annotated");
        assertThat(new FakeContainer(exchange).run(mechanism).passed()).isEmpty();
        filter.destroy();
    }

    @Test
    void withoutTheAnnotationNothingIsRegistered() throws Exception {
        new MechanismInitializer().onStartup(null, application.context);
        new MechanismInitializer().onStartup(Set.of(String.class), application.context);
        assertThat(application.filters).isEmpty();
    }

    @Test
    void twoAnnotationsStopTheStart() {
        assertThatThrownBy(() ->
                        new MechanismInitializer().onStartup(Set.of(Annotated.class, Other.class), application.context))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining(Annotated.class.getName() + " and " + Other.class.getName());
    }

    @Test
    void aFilterOfCodeBesidesStopsTheStart() {
        application.filters.add(new AuthFilter(new DecisionWiring().builder().build()));
        assertThatThrownBy(() -> new MechanismInitializer().onStartup(Set.of(Annotated.class), application.context))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("keep one of the two");
    }

    @GatehouseMechanism("""
            gatehouse.issuers.corp.issuer     = https://idp.example
            gatehouse.issuers.corp.audience   = shop
            gatehouse.issuers.corp.algorithms = RS256
            gatehouse.issuers.corp.jwks       = ${'https://idp.example'}/jwks
            gatehouse.rules.annotated         = /annotated = open
            """)
    static final class Annotated {}

    @GatehouseMechanism
    static final class Other {}
}
