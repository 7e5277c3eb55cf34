package io.gatehouse.servlet;

import io.gatehouse.Identity;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request as the application sees it: the caller is who the engine found, never who the container thinks it is, unless the adapter
 * leaves a caller whom the engine did not find to the container.
 */
final class AuthenticatedRequest extends HttpServletRequestWrapper {
    /** Servlet 6.0 section 13.3: whoever is signed in. */
    private static final String SIGNED_IN = "**";
    /** Servlet 6.0 section 13.3: a constraint's wildcard, which no caller ever has. */
    private static final String ANY_ROLE = "*";

    private static final String SELF = "io.gatehouse.servlet.AuthenticatedRequest";

    private final ServletAdapter adapter;
    private final Caller caller;

    AuthenticatedRequest(HttpServletRequest request, ServletAdapter adapter, Caller caller) {
        super(request);
        this.adapter = adapter;
        this.caller = caller;
    }

    /** The one that shows a caller, whatever has wrapped it; empty if none of them does. A container's facade is no wrapper, but passes this on. */
    static Optional<AuthenticatedRequest> in(HttpServletRequest request, Caller caller) {
        return request.getAttribute(SELF) instanceof AuthenticatedRequest it && it.caller == caller
                ? Optional.of(it)
                : Optional.empty();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return isLeft()
                ? super.getUserPrincipal()
                : caller.identity().map(IdentityPrincipal::new).orElse(null);
    }

    @Override
    public @Nullable String getRemoteUser() {
        if (isLeft()) {
            return super.getRemoteUser();
        }
        return caller.identity()
                .map(identity -> new IdentityPrincipal(identity).getName())
                .orElse(null);
    }

    @Override
    public @Nullable String getAuthType() {
        return isLeft()
                ? super.getAuthType()
                : caller.identity().map(Identity::scheme).orElse(null);
    }

    @Override
    public boolean isUserInRole(@Nullable String role) {
        if (isLeft()) {
            return super.isUserInRole(role);
        }
        Optional<Identity> identity = caller.identity();
        if (identity.isEmpty() || role == null || role.equals(ANY_ROLE)) {
            return false;
        }
        return role.equals(SIGNED_IN) || identity.get().roles().contains(role);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case AuthFilter.IDENTITY_ATTRIBUTE -> caller.identity().orElse(null);
            case SELF -> this;
            default -> super.getAttribute(name);
        };
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (!name.equals(AuthFilter.IDENTITY_ATTRIBUTE)) {
            super.setAttribute(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        if (!name.equals(AuthFilter.IDENTITY_ATTRIBUTE)) {
            super.removeAttribute(name);
        }
    }

    /** True if somebody is signed in; otherwise the answer that asks for it is written. */
    @Override
    public boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
        if (isLeft()) {
            return super.authenticate(response);
        }
        if (caller.identity().isPresent()) {
            return true;
        }
        if (response.isCommitted()) {
            throw new IllegalStateException("it is too late to ask for sign-in: the response has been sent");
        }
        return adapter.ask(request(), response, caller);
    }

    @Override
    public void login(String username, String password) throws ServletException {
        if (isLeft()) {
            super.login(username, password);
            return;
        }
        throw new ServletException("sign in by a request of its own to the login endpoint (POST /api/auth/login by"
                + " default), which issues a credential");
    }

    /** Drops the identity for the rest of the request. The credential stays good: the logout endpoint ends it. */
    @Override
    public void logout() throws ServletException {
        if (isLeft()) {
            super.logout();
            return;
        }
        caller.logOut(request());
    }

    private boolean isLeft() {
        return adapter.leavesToContainer(caller);
    }

    private HttpServletRequest request() {
        return (HttpServletRequest) getRequest();
    }
}
