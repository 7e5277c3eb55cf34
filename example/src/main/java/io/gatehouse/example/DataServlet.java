package io.gatehouse.example;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** For programs: an API key with the scope {@code data:read}. */
@WebServlet("/api/data")
public final class DataServlet extends JsonServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                response,
                200,
                Map.of("data", List.of(2, 3, 5, 7), "owner", caller(request).subject()));
    }
}
