package io.gatehouse.rest.app;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Nobody knows what this means. */
public class ContradictingApplication extends Application {
    @Path("contradicting")
    public static class Contradicting {
        @GET
        @PermitAll
        @RolesAllowed("admin")
        public String get() {
            return "the secret";
        }
    }

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Contradicting.class);
    }
}
