package com.example.office;

import jakarta.ejb.EJBAccessException;
import jakarta.servlet.http.HttpServletRequest;

/** Who is calling, for the servlet and for the EJB. */
final class Who {
    private Who() {}

    static String is(HttpServletRequest request, Expenses expenses) {
        String bean;
        try {
            bean = expenses.approve();
        } catch (EJBAccessException e) {
            bean = "not approved";
        }
        return request.getRemoteUser() + ", manager " + request.isUserInRole("manager") + ", " + bean + ", "
                + expenses.list();
    }
}
