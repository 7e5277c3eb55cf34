package io.gatehouse.rest;

import io.gatehouse.Reply;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Answers of the library as answers of JAX-RS. */
final class Responses {
    private Responses() {}

    /** Bytes, since an application's writer for JSON might take text for a value to be quoted. */
    static Response of(Reply reply) {
        Response.ResponseBuilder response = Response.status(reply.status());
        reply.headers().forEach((name, lines) -> lines.forEach(line -> response.header(name, line)));
        reply.cookies().forEach(cookie -> response.header("Set-Cookie", cookie.headerValue()));
        if (!reply.body().isEmpty()) {
            response.entity(reply.body().getBytes(StandardCharsets.UTF_8));
        }
        return response.build();
    }
}
