package io.gatehouse.ee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.AuthEngine;
import io.gatehouse.testkit.DecisionTable.Field;
import io.gatehouse.testkit.DecisionWiring;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a container is told, beyond the decision table. */
final class MechanismTest {
    private static final Field GRACE = new Field(DecisionWiring.TOKEN_HEADER, "grace");

    private final AuthEngine engine = new DecisionWiring().builder().build();
    private final GatehouseAuthenticationMechanism mechanism = GatehouseAuthenticationMechanism.of(engine);

    @Test
    void tellsTheContainerTheNameAndTheRoles() throws Exception {
        FakeContainer container = new FakeContainer(Exchange.of("GET", "/signed-in", GRACE)).run(mechanism);
        assertThat(container.status).isEqualTo(AuthenticationStatus.SUCCESS);
        assertThat(container.caller.getName()).isEqualTo("grace");
        assertThat(container.groups).containsExactlyInAnyOrder("user", "admin");
    }

    @Test
    void refusesAnUnlistedPathThatTheContainerHasNoConstraintFor() throws Exception {
        Exchange exchange = Exchange.of("GET", "/unlisted.css");
        FakeContainer container = new FakeContainer(exchange).run(mechanism);
        assertThat(container.status).isEqualTo(AuthenticationStatus.SEND_FAILURE);
        assertThat(exchange.status()).isEqualTo(401);
    }

    @Test
    void asksForSignInOnAnOpenPathThatTheContainerHasAConstraintFor() throws Exception {
        Exchange exchange = Exchange.of("GET", "/open/a");
        FakeContainer container =
                new FakeContainer(exchange).withConstraint(true).run(mechanism);
        assertThat(container.status).isEqualTo(AuthenticationStatus.SEND_FAILURE);
        assertThat(exchange.status()).isEqualTo(401);
    }

    @Test
    void answersAnEndpointAndLetsNothingThrough() throws Exception {
        Exchange exchange = Exchange.of("POST", "/auth/login");
        FakeContainer container = new FakeContainer(exchange).run(mechanism);
        assertThat(container.status).isEqualTo(AuthenticationStatus.SEND_CONTINUE);
        assertThat(exchange.status()).isEqualTo(200);
    }

    @Test
    void staysWithNobodyWhenTheContainerAsksAgain() throws Exception {
        FakeContainer container = new FakeContainer(Exchange.of("GET", "/open/a")).run(mechanism);
        container.again().run(mechanism);
        assertThat(container.status).isEqualTo(AuthenticationStatus.NOT_DONE);
        assertThat(container.passed()).isPresent();
    }

    @Test
    void staysWithTheCallerWhenTheContainerAsksAgain() throws Exception {
        FakeContainer container = new FakeContainer(Exchange.of("GET", "/open/a", GRACE)).run(mechanism);
        container.caller = null;
        container.again().run(mechanism);
        assertThat(container.caller.getName()).isEqualTo("grace");
    }

    @Test
    void judgesARequestThatNobodyJudgedBeforeTheContainerAskedAgain() throws Exception {
        Exchange exchange = Exchange.of("GET", "/signed-in");
        FakeContainer container = new FakeContainer(exchange).again().run(mechanism);
        assertThat(container.status).isEqualTo(AuthenticationStatus.SEND_FAILURE);
        assertThat(exchange.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(
            value = DispatcherType.class,
            names = {"FORWARD", "INCLUDE", "ASYNC", "ERROR"})
    void knowsTheCallerInLaterDispatches(DispatcherType type) throws Exception {
        Exchange exchange = Exchange.of("GET", "/open/a", GRACE);
        new FakeContainer(exchange).run(mechanism);
        FakeContainer later = new FakeContainer(exchange.dispatchedAs(type)).run(mechanism);
        assertThat(later.status).isEqualTo(AuthenticationStatus.SUCCESS);
        assertThat(later.caller.getName()).isEqualTo("grace");
    }

    @Test
    void doesNotBelieveAnotherMechanismsCaller() throws Exception {
        Exchange exchange = Exchange.of("GET", "/open/a", GRACE);
        new FakeContainer(exchange)
                .run(GatehouseAuthenticationMechanism.of(
                        new DecisionWiring().builder().build()));
        FakeContainer later = new FakeContainer(exchange.dispatchedAs(DispatcherType.ERROR)).run(mechanism);
        assertThat(later.status).isEqualTo(AuthenticationStatus.NOT_DONE);
    }

    @Test
    void endsTheContainersLoginWithTheRequests() throws Exception {
        Exchange exchange = Exchange.of("GET", "/open/a", GRACE);
        HttpServletRequest passed =
                new FakeContainer(exchange).run(mechanism).passed().orElseThrow();
        passed.logout();
        assertThat(passed.getUserPrincipal()).isNull();
        assertThat(exchange.logouts()).isEqualTo(1);
    }

    @Test
    void lettingTheContainerKnowMayFailAndLetsNobodyIn() throws Exception {
        Exchange exchange = Exchange.of("GET", "/open/a", GRACE);
        for (Throwable cause : new Throwable[] {new IllegalStateException("handler"), new StackOverflowError()}) {
            assertThat(mechanism.validateRequest(exchange.request, exchange.response, failing(cause)))
                    .isEqualTo(AuthenticationStatus.SEND_FAILURE);
            assertThat(exchange.status()).isEqualTo(500);
        }
    }

    @Test
    void throwsIfNotEvenTheFailureCanBeAnswered() {
        HttpServletResponse broken = Exchange.proxy(HttpServletResponse.class, (self, method, args) -> {
            throw new IllegalStateException("response");
        });
        assertThatThrownBy(() -> mechanism.validateRequest(
                        Exchange.of("GET", "/signed-in").request, broken, failing(new IllegalStateException())))
                .isInstanceOf(AuthenticationException.class);
    }

    private static HttpMessageContext failing(Throwable cause) {
        return Exchange.proxy(HttpMessageContext.class, (self, method, args) -> switch (method.getName()) {
            case "isProtected", "isAuthenticationRequest" -> false;
            default -> throw cause;
        });
    }
}
