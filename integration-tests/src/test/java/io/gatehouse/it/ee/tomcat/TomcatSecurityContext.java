package io.gatehouse.it.ee.tomcat;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In place of Soteria's, which asks Jakarta Authorization, and Tomcat has none. */
@Alternative
@Priority(1)
@ApplicationScoped
public class TomcatSecurityContext implements SecurityContext {
    @Inject
    private HttpServletRequest request;

    /** The container fills the field. */
    @SuppressWarnings("NullAway.Init")
    public TomcatSecurityContext() {}

    @Override
    public @Nullable Principal getCallerPrincipal() {
        return request.getUserPrincipal();
    }

    @Override
    public <T extends Principal> Set<T> getPrincipalsByType(Class<T> type) {
        Principal caller = request.getUserPrincipal();
        return type.isInstance(caller) ? Set.of(type.cast(caller)) : Set.of();
    }

    @Override
    public boolean isCallerInRole(String role) {
        return request.isUserInRole(role);
    }

    /** Of Jakarta Security 4.0. */
    public Set<String> getAllDeclaredCallerRoles() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasAccessToWebResource(String resource, String... methods) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AuthenticationStatus authenticate(
            HttpServletRequest req, HttpServletResponse response, AuthenticationParameters parameters) {
        throw new UnsupportedOperationException();
    }
}
