package com.example.office;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** For other programs of the house; it was never protected by anything but the firewall. */
@WebServlet("/api/expenses/*")
public class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    private transient Expenses expenses;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write("/who".equals(request.getPathInfo()) ? Who.is(request, expenses) : expenses.list());
    }
}
