package io.gatehouse.rest.app;

import java.util.HashSet;
import java.util.Set;

/** With Jersey's own check of roles besides; RESTEasy's is a context parameter. */
public class RoleCheckingApplication extends RestApplication {
    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(super.getClasses());
        try {
            classes.add(Class.forName("org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature"));
        } catch (ClassNotFoundException e) {
            // another implementation
        }
        return classes;
    }
}
