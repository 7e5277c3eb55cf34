package io.gatehouse.rest.app;

import io.gatehouse.access.RequiresScope;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What locators return. */
public class SubResource {
    @GET
    @PermitAll
    public String open() {
        return "sub open";
    }

    @GET
    @Path("write")
    @RequiresScope("write")
    public String write() {
        return "the secret";
    }

    @Path("deeper")
    @RolesAllowed("admin")
    public SubResource deeper() {
        LocatorResource.RUNS.incrementAndGet();
        return this;
    }
}
