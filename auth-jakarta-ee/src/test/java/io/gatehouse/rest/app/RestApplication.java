package io.gatehouse.rest.app;

import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Every kind of resource. */
public class RestApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                PlainResource.class,
                ClassResource.class,
                InterfaceResource.class,
                HeirResource.class,
                LocatorResource.class,
                CatchAll.class);
    }
}
