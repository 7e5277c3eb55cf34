package io.gatehouse.it.annotated;

import jakarta.ws.rs.core.Response;

/** Orders without a word about who may call. */
public class OrdersResource implements Orders {
    @Override
    public String orders() {
        return "[]";
    }

    @Override
    public Response order() {
        return Response.status(Response.Status.CREATED).entity("{}").build();
    }
}
