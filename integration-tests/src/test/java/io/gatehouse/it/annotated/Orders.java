package io.gatehouse.it.annotated;

import io.gatehouse.access.RequiresScheme;
import io.gatehouse.access.RequiresScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** Orders, as an interface: its annotations count for whoever implements it. */
@Path("/orders")
public interface Orders {
    @GET
    @Produces("application/json")
    @RequiresScheme({"bearer", "api-key"})
    @RequiresScope("orders:read")
    String orders();

    @POST
    @Produces("application/json")
    @RequiresScheme({"bearer", "api-key"})
    @RequiresScope("orders:write")
    Response order();
}
