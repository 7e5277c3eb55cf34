package io.gatehouse.testserver;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers a text. */
public final class TextServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final String text;

    public TextServlet(String text) {
        this.text = text;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(text);
    }
}
