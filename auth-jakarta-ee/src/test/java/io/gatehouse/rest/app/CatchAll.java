package io.gatehouse.rest.app;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What many applications have: an answer to whatever is thrown. */
@Provider
public class CatchAll implements ExceptionMapper<Throwable> {
    @Override
    public Response toResponse(Throwable thrown) {
        return thrown instanceof WebApplicationException known
                ? Response.status(known.getResponse().getStatus())
                        .entity("mapped")
                        .build()
                : Response.status(418).entity("mapped " + thrown).build();
    }
}
