package io.gatehouse.it.annotated;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The resources. None of them is without an annotation. */
@ApplicationPath("/api")
public final class Api extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                PingResource.class,
                ProfileResource.class,
                DataResource.class,
                OrdersResource.class,
                AdminResource.class,
                ForgottenResource.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of("gatehouse.deny-unannotated", "true");
    }
}
