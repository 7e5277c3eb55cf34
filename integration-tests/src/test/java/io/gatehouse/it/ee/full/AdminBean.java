package io.gatehouse.it.ee.full;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** For those with a role only. */
@Stateless
public class AdminBean {
    @Resource
    private SessionContext context;

    /** The container fills the field. */
    @SuppressWarnings("NullAway.Init")
    public AdminBean() {}

    @RolesAllowed("admin")
    public String admin() {
        return context.getCallerPrincipal().getName() + " " + context.isCallerInRole("admin");
    }

    @PermitAll
    public String anyone() {
        return context.getCallerPrincipal().getName();
    }
}
