package io.gatehouse.ee;

import io.gatehouse.AuthEngine;
import io.gatehouse.Identity;
import io.gatehouse.Requirement;
import io.gatehouse.servlet.Admission;
import io.gatehouse.servlet.IdentityPrincipal;
import io.gatehouse.servlet.ServletAdapter;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine as the authentication mechanism of a Jakarta EE container (Jakarta Security 3.0 section 2). It decides as the filter
 * does, for every path of the application: one that no rule lists needs sign-in, also where the container has no constraint for
 * it, and the library's endpoints answer. Who is calling is known to the whole container, with the identity's roles as groups.
 *
 * <p>Registered by {@link GatehouseExtension} where there is a bean of type {@link AuthEngine}, or settings; or by hand:
 *
 * <pre>{@code
 * @Produces
 * @ApplicationScoped
 * HttpAuthenticationMechanism mechanism(AuthEngine engine) {
 *     return GatehouseAuthenticationMechanism.of(engine);
 * }
 * }</pre>
 *
 * Use it instead of an {@code AuthFilter} of your own, not besides it. Immutable and safe for any number of threads.
 */
public final class GatehouseAuthenticationMechanism implements HttpAuthenticationMechanism {
    private static final Logger LOG = LoggerFactory.getLogger(GatehouseAuthenticationMechanism.class);
    private static final int FIRST_ERROR = 400;
    private static final int INTERNAL_ERROR = 500;

    private final Function<HttpServletRequest, Optional<ServletAdapter>> adapters;

    private GatehouseAuthenticationMechanism(Function<HttpServletRequest, Optional<ServletAdapter>> adapters) {
        this.adapters = adapters;
    }

    /**
     * A mechanism that lets no ambiguous URL through.
     *
     * @param engine the engine; it is not closed here
     * @return the mechanism
     */
    public static GatehouseAuthenticationMechanism of(AuthEngine engine) {
        return of(ServletAdapter.of(engine));
    }

    /**
     * A mechanism that brings requests before the engine in a way of its own.
     *
     * @param adapter how
     * @return the mechanism
     */
    public static GatehouseAuthenticationMechanism of(ServletAdapter adapter) {
        return new GatehouseAuthenticationMechanism(request -> Optional.of(adapter));
    }

    /**
     * A mechanism that asks the engine of the filter which settings {@code gatehouse.…} have put in front of the application. That filter
     * then passes on what has been decided here. As long as there is no such filter, every request is answered with 500.
     *
     * @return the mechanism
     */
    public static GatehouseAuthenticationMechanism ofSettings() {
        return new GatehouseAuthenticationMechanism(request -> ServletAdapter.configured(request.getServletContext()));
    }

    /**
     * Judges a request. Whatever fails is answered with 500 or 503, and never authenticates.
     *
     * @param request the request, as it comes from the container
     * @param response its response
     * @param context what the container asks, and where it is told who is calling
     * @return {@code SUCCESS} for a caller, {@code NOT_DONE} for nobody on an open path, {@code SEND_CONTINUE} or {@code
     *     SEND_FAILURE} if the library has answered
     * @throws AuthenticationException if not even the failure can be answered
     */
    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        Optional<ServletAdapter> adapter = adapters.apply(request);
        if (adapter.isEmpty()) {
            LOG.error(
                    "there is no filter of settings gatehouse.…, whose engine is to be asked; the request is refused");
            response.setStatus(INTERNAL_ERROR);
            return AuthenticationStatus.SEND_FAILURE;
        }
        return validate(adapter.get(), request, response, context);
    }

    private static AuthenticationStatus validate(
            ServletAdapter adapter,
            HttpServletRequest request,
            HttpServletResponse response,
            HttpMessageContext context)
            throws AuthenticationException {
        try {
            return admit(adapter, request, response, context)
                    .match(admitted -> enter(admitted, context), answered -> status(answered.status()));
        } catch (IOException | ServletException | RuntimeException | Error e) {
            return fail(adapter, request, response, e);
        }
    }

    private static Admission admit(
            ServletAdapter adapter,
            HttpServletRequest request,
            HttpServletResponse response,
            HttpMessageContext context)
            throws IOException, ServletException {
        // Payara asks a second time for methods of resources that permit all: a request is judged once
        Optional<Admission.Admitted> known =
                context.isAuthenticationRequest() ? adapter.admitted(request) : Optional.empty();
        if (known.isPresent()) {
            return known.get();
        }
        boolean constraint = context.isProtected() && !context.isAuthenticationRequest();
        return adapter.admit(request, response, constraint ? Requirement.signedIn() : Requirement.anyone());
    }

    private static AuthenticationStatus enter(Admission.Admitted admitted, HttpMessageContext context) {
        context.setRequest(new ContainerRequest(admitted.request(), context.getRequest()));
        if (admitted.identity().isEmpty()) {
            return context.doNothing();
        }
        Identity identity = admitted.identity().get();
        return context.notifyContainerAboutLogin(new IdentityPrincipal(identity), identity.roles());
    }

    /** Both keep the request from the application; the container must be told that a refusal is no step of a longer login. */
    private static AuthenticationStatus status(int answered) {
        return answered < FIRST_ERROR ? AuthenticationStatus.SEND_CONTINUE : AuthenticationStatus.SEND_FAILURE;
    }

    private static AuthenticationStatus fail(
            ServletAdapter adapter, HttpServletRequest request, HttpServletResponse response, Throwable cause)
            throws AuthenticationException {
        try {
            return status(adapter.fail(request, response, cause).status());
        } catch (IOException | RuntimeException | Error e) {
            AuthenticationException failure = new AuthenticationException("the request could not be judged", cause);
            failure.addSuppressed(e);
            throw failure;
        }
    }
}
