package io.gatehouse.it.ee.tomcat;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** Weld has a bean for the caller's principal only where it knows the server's security. */
@RequestScoped
public class TomcatPrincipal implements Principal {
    @Inject
    private HttpServletRequest request;

    /** The container fills the field. */
    @SuppressWarnings("NullAway.Init")
    public TomcatPrincipal() {}

    @Override
    public String getName() {
        return String.valueOf(request.getRemoteUser());
    }
}
