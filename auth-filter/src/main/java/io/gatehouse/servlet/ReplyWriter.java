package io.gatehouse.servlet;

import io.gatehouse.Reply;
import io.gatehouse.SetCookie;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The one place that writes answers of the library. Never {@code sendError}: a container's error page would replace the answer,
 * and an ERROR dispatch would run the application.
 */
final class ReplyWriter {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private ReplyWriter() {}

    /**
     * Writes a whole answer; or nothing, if another answer is on its way already: a container sends its own when a body could not
     * be read.
     */
    static void write(Reply reply, String method, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(reply.status());
        for (Map.Entry<String, List<String>> header : reply.headers().entrySet()) {
            List<String> lines = header.getValue();
            for (int i = 0; i < lines.size(); i++) {
                if (i == 0) {
                    response.setHeader(header.getKey(), lines.get(i));
                } else {
                    response.addHeader(header.getKey(), lines.get(i));
                }
            }
        }
        addCookies(reply.cookies(), response);
        if (reply.status() == NO_CONTENT || reply.status() == NOT_MODIFIED) {
            return;
        }
        writeBody(reply.body(), method, response);
    }

    private static void writeBody(String body, String method, HttpServletResponse response) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            ServletOutputStream out = response.getOutputStream();
            response.setContentLength(bytes.length);
            if (!method.equals("HEAD")) {
                out.write(bytes);
            }
        } catch (IllegalStateException e) {
            // the application has taken the writer before it was refused
            if (!method.equals("HEAD")) {
                response.getWriter().write(body);
            }
        }
    }

    /** Sets cookies on whatever the application answers. */
    static void addCookies(List<SetCookie> cookies, HttpServletResponse response) {
        for (SetCookie cookie : cookies) {
            response.addHeader("Set-Cookie", cookie.headerValue());
        }
    }
}
