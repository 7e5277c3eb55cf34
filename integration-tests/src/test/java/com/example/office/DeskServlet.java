package com.example.office;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page for who has signed in by the form. */
@WebServlet("/desk")
@DeclareRoles({"clerk", "manager"})
@ServletSecurity(@HttpConstraint(rolesAllowed = "clerk"))
public class DeskServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    private transient Expenses expenses;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write("desk of " + Who.is(request, expenses));
    }
}
