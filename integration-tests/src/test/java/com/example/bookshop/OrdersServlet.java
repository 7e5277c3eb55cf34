package com.example.bookshop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** A basket in the container's session, shown by a JSP. */
public class OrdersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        HttpSession session = request.getSession();
        Object books = session.getAttribute("books");
        request.setAttribute("books", books == null ? "none" : books);
        request.getRequestDispatcher("/WEB-INF/orders.jsp").forward(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getSession().setAttribute("books", request.getParameter("book"));
        response.sendRedirect(request.getContextPath() + "/shop/orders");
    }
}
