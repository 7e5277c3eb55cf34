package io.gatehouse.it.ee;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends a request on, as its path says. */
@WebServlet(urlPatterns = "/open/dispatch/*", asyncSupported = true)
public final class DispatchServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** For the container. */
    public DispatchServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getPathInfo()) {
            case "/forward" -> request.getRequestDispatcher("/admin/who").forward(request, response);
            case "/include" -> request.getRequestDispatcher("/admin/who").include(request, response);
            case "/async" -> request.startAsync().dispatch("/admin/who");
            case "/error" -> response.sendError(418);
            case "/logout" -> {
                request.logout();
                request.getRequestDispatcher("/open/who").forward(request, response);
            }
            case "/authenticate" -> response.getWriter().print(request.authenticate(response));
            default -> response.sendError(404);
        }
    }
}
