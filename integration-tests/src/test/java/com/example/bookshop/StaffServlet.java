package com.example.bookshop;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** For the staff; nothing in this application ever checked that. */
public class StaffServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if ("failure"
                .equals(
                        request.getPathInfo() == null
                                ? ""
                                : request.getPathInfo().substring(1))) {
            throw new IllegalStateException("the till is empty");
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "max-age=5");
        response.getWriter().write("staff only: the takings");
    }
}
