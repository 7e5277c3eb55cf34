package io.gatehouse.access.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a filter before every servlet that asks the annotations of its class. Found by the container. */
public final class AccessInitializer implements ServletContainerInitializer {
    /** For the container. */
    public AccessInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> types, ServletContext context) {
        FilterRegistration.Dynamic registration = context.addFilter("gatehouse-access", new ServletAccessFilter());
        if (registration != null) {
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC), true, "/*");
        }
    }
}
