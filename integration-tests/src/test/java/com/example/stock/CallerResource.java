package com.example.stock;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Who is calling, as far as the container knows; and that the application is there. */
@Path("/")
@Produces(MediaType.TEXT_PLAIN)
public class CallerResource {
    @GET
    @Path("who")
    public String who(@Context SecurityContext context) {
        return (context.getUserPrincipal() == null
                        ? "nobody"
                        : context.getUserPrincipal().getName()) + ", clerk " + context.isUserInRole("clerk")
                + ", secure " + context.isSecure();
    }

    @GET
    @Path("public/ping")
    public String ping() {
        return "here";
    }

    @GET
    @Path("admin/inventory")
    public String inventory() {
        return "everything is written down";
    }
}
