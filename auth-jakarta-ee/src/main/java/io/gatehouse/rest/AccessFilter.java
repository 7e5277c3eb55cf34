package io.gatehouse.rest;

import io.gatehouse.access.AccessCheck;
import io.gatehouse.access.AccessRule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Holds the callers of one resource method against its rule. */
final class AccessFilter implements ContainerRequestFilter {
    private final AccessRule rule;
    private final @Nullable HttpServletRequest request;

    /** The request is JAX-RS's proxy for the one at hand. */
    AccessFilter(AccessRule rule, @Nullable HttpServletRequest request) {
        this.rule = rule;
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        HttpServletRequest asked = request;
        if (asked == null) {
            throw new IllegalStateException("annotations can be checked in a servlet container only");
        }
        AccessCheck.refuse(asked, rule).ifPresent(reply -> context.abortWith(Responses.of(reply)));
    }
}
