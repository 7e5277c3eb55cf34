package io.gatehouse.servlet;

import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Protects an application that has any setting {@code gatehouse.…}, with no code of its own: the container calls this while the application
 * starts (Servlet 6.0 section 8.2.4), and the filter is registered in front of the application's filters. With no setting nothing happens,
 * and if {@code web.xml} declares a {@link ConfiguredAuthFilter} only that one is mapped to every dispatcher, too.
 */
public final class GatehouseInitializer implements ServletContainerInitializer {
    /** For the container. */
    public GatehouseInitializer() {}

    /**
     * Registers the filter, if there is anything to protect by settings.
     *
     * @throws ServletException if something is wrong with the settings, or there is an {@link AuthFilter} that code has registered; the message says what, and the application does not start
     */
    @Override
    public void onStartup(@Nullable Set<Class<?>> types, ServletContext context) throws ServletException {
        Map<String, String> environment = System.getenv();
        ConfiguredAuthFilter.mapToEveryDispatcher(context);
        try {
            List<SettingSource> sources = ContextSettings.of(context, System.getProperties(), environment);
            if (ConfiguredFilter.isConfigured(sources) && !ConfiguredAuthFilter.isDeclared(context)) {
                if (ConfiguredAuthFilter.mayBeSetByCode(context)) {
                    ConfiguredAuthFilter.register(context); // which reads all of them, when they are there
                } else {
                    ConfiguredAuthFilter.requireNone(context);
                    register(ConfiguredFilter.of(context, sources, environment), context);
                }
            }
        } catch (ConfigurationException e) {
            throw new ServletException(e.getMessage(), e);
        }
    }

    private static void register(AuthFilter filter, ServletContext context) {
        try {
            filter.register(context);
            context.addListener(new Closing(filter));
        } catch (RuntimeException | Error e) {
            filter.destroy();
            throw e;
        }
    }

    /** A container destroys only filters that it has initialized; if the application fails to start before, the stores would stay open. */
    private record Closing(AuthFilter filter) implements ServletContextListener {
        @Override
        public void contextDestroyed(ServletContextEvent event) {
            filter.destroy();
        }
    }
}
