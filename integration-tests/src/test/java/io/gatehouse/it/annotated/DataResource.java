package io.gatehouse.it.annotated;

import io.gatehouse.access.RequiresScheme;
import io.gatehouse.access.RequiresScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** For programs. */
@Path("/data")
public class DataResource {
    @GET
    @Produces("application/json")
    @RequiresScheme("api-key")
    @RequiresScope("data:read")
    public String data() {
        return "{\"data\":[]}";
    }
}
