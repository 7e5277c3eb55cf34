package io.gatehouse.ee;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** The request as the application sees it; a logout is the container's as well, or its other parts would still know the caller. */
final class ContainerRequest extends HttpServletRequestWrapper {
    private final HttpServletRequest containers;

    ContainerRequest(HttpServletRequest request, HttpServletRequest containers) {
        super(request);
        this.containers = containers;
    }

    /** The container's own object for the same caller: Payara drops the roles of one that it does not know by identity. */
    @Override
    public @Nullable Principal getUserPrincipal() {
        return super.getUserPrincipal() == null ? null : containers.getUserPrincipal();
    }

    /**
     * Whether somebody is signed in; nothing is sent. Payara calls it for each method of a resource that permits all, and a request for
     * sign-in would close what is open.
     */
    @Override
    public boolean authenticate(HttpServletResponse response) {
        return super.getUserPrincipal() != null;
    }

    @Override
    public void logout() throws ServletException {
        super.logout();
        containers.logout();
    }
}
