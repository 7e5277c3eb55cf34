package com.example.office;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** Money. */
@Stateless
public class Expenses {
    @Resource
    private SessionContext context;

    @RolesAllowed("manager")
    public String approve() {
        return "approved by " + context.getCallerPrincipal().getName();
    }

    @PermitAll
    public String list() {
        return "pencils, paper";
    }
}
