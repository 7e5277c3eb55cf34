package io.gatehouse.it.annotated;

import io.gatehouse.access.RequiresScheme;
import io.gatehouse.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** For people who are signed in; says what JAX-RS knows of them. */
@Path("/profile")
@RequiresScheme({"bearer", "session"})
public class ProfileResource {
    @GET
    @Produces("application/json")
    public String profile(@Context SecurityContext context) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("user", context.getUserPrincipal().getName());
        known.put("admin", context.isUserInRole("admin"));
        known.put("scheme", context.getAuthenticationScheme());
        return Json.write(known);
    }
}
