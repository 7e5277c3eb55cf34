package io.gatehouse.rest.app;

import io.gatehouse.access.RequiresFresh;
import io.gatehouse.access.RequiresScheme;
import io.gatehouse.access.RequiresScope;
import io.gatehouse.access.SignedIn;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/** One annotation, or two, or none, on each method. */
@Path("/")
public class PlainResource {
    private static final String SECRET = "the secret";

    @GET
    @Path("open")
    @PermitAll
    public String open() {
        return SECRET;
    }

    @GET
    @Path("closed")
    @DenyAll
    public String closed() {
        return SECRET;
    }

    @GET
    @Path("signed-in")
    @SignedIn
    public String signedIn() {
        return SECRET;
    }

    @GET
    @Path("admin")
    @RolesAllowed("admin")
    public String admin() {
        return SECRET;
    }

    @POST
    @Path("admin")
    public String unguarded() {
        return SECRET;
    }

    @GET
    @Path("staff")
    @RolesAllowed({"admin", "auditor"})
    public String staff() {
        return SECRET;
    }

    @GET
    @Path("read")
    @RequiresScope("read")
    public String read() {
        return SECRET;
    }

    @GET
    @Path("read-write")
    @RequiresScope({"read", "write"})
    public String readWrite() {
        return SECRET;
    }

    @GET
    @Path("key")
    @RequiresScheme("api-key")
    public String key() {
        return SECRET;
    }

    @GET
    @Path("fresh")
    @RequiresFresh(seconds = 300)
    public String fresh() {
        return SECRET;
    }

    @GET
    @Path("admin-key")
    @RolesAllowed("admin")
    @RequiresScheme("api-key")
    public String adminKey() {
        return SECRET;
    }

    @GET
    @Path("async")
    @RolesAllowed("admin")
    public void async(@Suspended AsyncResponse response) {
        response.resume(SECRET);
    }

    @GET
    @Path("unannotated")
    public String unannotated() {
        return "anybody";
    }

    @GET
    @Path("who")
    @PermitAll
    public String who(@Context SecurityContext security) {
        String name = Optional.ofNullable(security.getUserPrincipal())
                .map(java.security.Principal::getName)
                .orElse("nobody");
        return name + " by " + security.getAuthenticationScheme() + ", admin " + security.isUserInRole("admin")
                + ", secure " + security.isSecure();
    }
}
