package io.gatehouse.it.annotated;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Nobody has said who may call it. */
@Path("/forgotten")
public class ForgottenResource {
    @GET
    @Produces("application/json")
    public String forgotten() {
        return "{}";
    }
}
