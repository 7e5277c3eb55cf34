package io.gatehouse.it.ee.mpjwt;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** A resource with a role. */
@Path("/who")
@RequestScoped
public class JwtResource {
    /** Says who is calling. */
    @GET
    @RolesAllowed("admin")
    public String who(@Context SecurityContext context) {
        return context.getUserPrincipal().getName();
    }
}
