package io.gatehouse.rest.app;

import jakarta.ws.rs.Path;

/** Inherits one method as it is, and overrides one without a word. */
@Path("heir")
public class HeirResource extends ClassResource {
    @Override
    public String silent() {
        return "the secret";
    }
}
