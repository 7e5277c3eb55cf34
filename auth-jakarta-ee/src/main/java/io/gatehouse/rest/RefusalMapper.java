package io.gatehouse.rest;

import io.gatehouse.access.AccessRefusedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers what was refused deeper inside than a filter can look: a sub-resource locator, a CDI bean. */
public final class RefusalMapper implements ExceptionMapper<AccessRefusedException> {
    /** For JAX-RS. */
    public RefusalMapper() {}

    @Override
    public Response toResponse(AccessRefusedException refused) {
        return Responses.of(refused.reply());
    }
}
