package io.gatehouse.it.annotated;

import io.gatehouse.access.RequiresScheme;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** For administrators. */
@Path("/admin")
public class AdminResource {
    @GET
    @Produces("application/json")
    @RolesAllowed("admin")
    @RequiresScheme({"bearer", "session"})
    public String admin() {
        return "{\"admin\":true}";
    }
}
