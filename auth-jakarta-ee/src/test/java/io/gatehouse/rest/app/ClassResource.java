package io.gatehouse.rest.app;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The class asks for a role; a method asks for nothing. */
@Path("class")
@RolesAllowed("admin")
public class ClassResource {
    @GET
    public String silent() {
        return "the secret";
    }

    @GET
    @Path("open")
    @PermitAll
    public String open() {
        return "the secret";
    }
}
