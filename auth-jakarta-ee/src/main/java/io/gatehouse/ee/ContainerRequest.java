package io.gatehouse.ee;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** The request as the application sees it; a logout is the container's as well, or its other parts would still know the caller. */
final class ContainerRequest extends HttpServletRequestWrapper {
    private final HttpServletRequest containers;

    ContainerRequest(HttpServletRequest request, HttpServletRequest containers) {
        super(request);
        this.containers = containers;
    }

    @Override
    public void logout() throws ServletException {
        super.logout();
        containers.logout();
    }
}
