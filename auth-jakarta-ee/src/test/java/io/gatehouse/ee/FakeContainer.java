package io.gatehouse.ee;

import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/** What a container asks of a mechanism, and what it is told. */
final class FakeContainer {
    private final Exchange exchange;
    private boolean constraint;
    private boolean again;
    private HttpServletRequest passed;
    Principal caller;
    Set<String> groups = Set.of();
    AuthenticationStatus status;

    private final HttpMessageContext context =
            Exchange.proxy(HttpMessageContext.class, (self, method, args) -> answer(method.getName(), args));

    FakeContainer(Exchange exchange) {
        this.exchange = exchange;
        this.passed = exchange.request;
    }

    /** The path has a constraint of the container's own. */
    FakeContainer withConstraint(boolean value) {
        constraint = value;
        return this;
    }

    /** The container asks once more, after the request has been let through, as Payara does for resources that permit all. */
    FakeContainer again() {
        again = true;
        return this;
    }

    FakeContainer run(HttpAuthenticationMechanism mechanism) throws AuthenticationException {
        status = mechanism.validateRequest(passed, exchange.response, context);
        return this;
    }

    /** The request that goes on to the application; empty if none does. */
    Optional<HttpServletRequest> passed() {
        boolean in = status == AuthenticationStatus.SUCCESS && caller != null;
        boolean open = status == AuthenticationStatus.NOT_DONE && caller == null;
        return in || open ? Optional.of(passed) : Optional.empty();
    }

    private Object answer(String method, Object[] args) {
        return switch (method) {
            case "isProtected" -> constraint || again;
            case "isAuthenticationRequest" -> again;
            case "getRequest" -> passed;
            case "setRequest" -> pass((HttpServletRequest) args[0]);
            case "doNothing" -> nobody();
            case "notifyContainerAboutLogin" -> login((Principal) args[0], args[1]);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private Object pass(HttpServletRequest request) {
        passed = request;
        return request;
    }

    private AuthenticationStatus nobody() {
        caller = null;
        exchange.login(null);
        return AuthenticationStatus.NOT_DONE;
    }

    private AuthenticationStatus login(Principal principal, Object roles) {
        caller = principal;
        exchange.login(principal);
        groups = Set.copyOf(((Set<?>) roles).stream().map(String.class::cast).toList());
        return AuthenticationStatus.SUCCESS;
    }
}
