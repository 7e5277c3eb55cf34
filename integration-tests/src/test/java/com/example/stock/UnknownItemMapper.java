package com.example.stock;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says so in JSON. */
@Provider
public class UnknownItemMapper implements ExceptionMapper<UnknownItem> {
    @Override
    public Response toResponse(UnknownItem e) {
        return Response.status(Response.Status.NOT_FOUND)
                .type(MediaType.APPLICATION_JSON)
                .entity("{\"unknown\":\"" + e.getMessage() + "\"}")
                .build();
    }
}
