package io.gatehouse.it.annotated;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** For anyone. */
@Path("/public/ping")
@PermitAll
public class PingResource {
    @GET
    @Produces("application/json")
    public String ping() {
        return "{\"pong\":true}";
    }
}
