package io.gatehouse.it.ee.full;

import io.gatehouse.Identity;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJBAccessException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/** Resources with roles, and one that asks an EJB. */
@Path("/")
@RequestScoped
public class EeResource {
    @Context
    private SecurityContext context;

    @Inject
    private Optional<Identity> identity;

    @Inject
    private Provider<AdminBean> bean;

    /** The container fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public EeResource() {}

    @GET
    @Path("open/anyone")
    @PermitAll
    public String open() {
        return who();
    }

    @GET
    @Path("who")
    public String who() {
        String principal = context.getUserPrincipal() == null
                ? "null"
                : context.getUserPrincipal().getName();
        return principal + " " + context.isUserInRole("admin") + " "
                + identity.map(Identity::subject).orElse("null");
    }

    @GET
    @Path("admin")
    @RolesAllowed("admin")
    public String admin() {
        return who();
    }

    @GET
    @Path("ejb")
    public String ejb() {
        try {
            return bean.get().admin();
        } catch (EJBAccessException e) {
            return "refused to " + bean.get().anyone();
        }
    }
}
