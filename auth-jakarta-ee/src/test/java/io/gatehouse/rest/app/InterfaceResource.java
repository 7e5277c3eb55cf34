package io.gatehouse.rest.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A class with none but its path. */
@Path("interface")
public class InterfaceResource implements Api<String> {
    @Override
    public String get(String value) {
        return "the secret";
    }

    @GET
    public String other() {
        return "anybody";
    }
}
