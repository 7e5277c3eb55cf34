package io.gatehouse.example;

import io.gatehouse.Identity;
import io.gatehouse.json.Json;
import io.gatehouse.servlet.AuthFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** What the example's resources share: answering JSON, and asking who is calling. */
abstract class JsonServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    static void answer(HttpServletResponse response, int status, Map<String, ?> body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(Json.write(body));
    }

    /** The rule of the path has seen to it that somebody is signed in. */
    static Identity caller(HttpServletRequest request) {
        return (Identity) request.getAttribute(AuthFilter.IDENTITY_ATTRIBUTE);
    }
}
