package io.gatehouse.rest;

import io.gatehouse.Reply;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Answers of the library as answers of JAX-RS. */
public final class Responses {
    private Responses() {}

    /**
     * Translates. The body is bytes, since an application's writer for JSON might take text for a value to be quoted; and always one,
     * since an application's exception mapper may replace answers without.
     *
     * @param reply the answer
     * @return the same
     */
    public static Response of(Reply reply) {
        Response.ResponseBuilder response = Response.status(reply.status());
        reply.headers().forEach((name, lines) -> lines.forEach(line -> response.header(name, line)));
        reply.cookies().forEach(cookie -> response.header("Set-Cookie", cookie.headerValue()));
        return response.entity(reply.body().getBytes(StandardCharsets.UTF_8)).build();
    }
}
