package io.gatehouse.rest.app;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.concurrent.atomic.AtomicInteger;

/** Sub-resource locators, which count how often they run. */
@Path("locators")
public class LocatorResource {
    static final AtomicInteger RUNS = new AtomicInteger();

    @GET
    @Path("runs")
    @PermitAll
    public int runs() {
        return RUNS.get();
    }

    /** Whether there is such a thing is not everybody's business. */
    @Path("guarded/{id}")
    @RolesAllowed("admin")
    public SubResource guarded(@PathParam("id") int id) {
        RUNS.incrementAndGet();
        if (id != 1) {
            throw new NotFoundException();
        }
        return new SubResource();
    }

    @Path("open")
    public SubResource open() {
        RUNS.incrementAndGet();
        return new SubResource();
    }

    @Path("by-class")
    public Class<SubResource> byClass() {
        RUNS.incrementAndGet();
        return SubResource.class;
    }

    @Path("as-object")
    public Object asObject() {
        return new SubResource();
    }
}
