package io.gatehouse.ee;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a filter in front of the application that refuses every request which the mechanism has not seen, if {@link GatehouseExtension}
 * has added the mechanism for an engine bean: so that a container that fails to install it (Soteria on Tomcat may) leaves nothing open. The
 * filter keeps the headers of answers, too. Found by the container; nothing needs to be done.
 */
public final class GuardInitializer implements ServletContainerInitializer {
    private static final String NAME = "gatehouse-guard";

    /** For the container. */
    public GuardInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> types, ServletContext context) {
        FilterRegistration.Dynamic guard =
                context.addFilter(NAME, new MechanismGuard(GuardInitializer::mechanismIsAlone));
        if (guard != null) {
            guard.setAsyncSupported(true);
            guard.addMappingForUrlPatterns(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR), false, "/*");
        }
    }

    /** CDI need not be there; then there is no engine of its either. */
    private static boolean mechanismIsAlone() {
        try {
            return CDI.current()
                    .getBeanManager()
                    .getExtension(GatehouseExtension.class)
                    .mechanismIsAlone();
        } catch (IllegalStateException | IllegalArgumentException | LinkageError e) {
            return false;
        }
    }
}
