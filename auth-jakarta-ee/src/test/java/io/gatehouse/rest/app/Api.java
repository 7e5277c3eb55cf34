package io.gatehouse.rest.app;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** An interface with all annotations. */
@Path("interface")
public interface Api<T> {
    @GET
    @Path("{value}")
    @RolesAllowed("admin")
    String get(@PathParam("value") T value);
}
