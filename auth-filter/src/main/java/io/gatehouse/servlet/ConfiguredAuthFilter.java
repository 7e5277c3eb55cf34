package io.gatehouse.servlet;

import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The filter that settings describe, for a {@code web.xml} that wants to say where it stands among other filters. Without that, nothing
 * has to be declared: {@link GatehouseInitializer} registers it. Map it to {@code /*} and to every dispatcher, and let it support
 * asynchronous requests. Safe for any number of threads.
 */
public final class ConfiguredAuthFilter implements Filter {
    private @Nullable AuthFilter filter;

    /** For the container. */
    public ConfiguredAuthFilter() {}

    /**
     * Registers one for every path and every dispatcher type, with support for asynchronous requests, and in front of the application's
     * filters, unless there is one already. It reads its settings when it is initialized: after every listener of the application.
     *
     * @param context the application, while it starts
     * @throws ConfigurationException if there is an {@link AuthFilter} that code has registered, or a file with settings can't be read
     */
    public static void register(ServletContext context) {
        if (isDeclared(context)) {
            return;
        }
        requireNone(context);
        // When the filter is initialized it is too late for that
        SessionUrls.stopUnlessLetThrough(context, ContextSettings.of(context, System.getProperties(), System.getenv()));
        AuthFilter.map(context.addFilter(AuthFilter.NAME, new ConfiguredAuthFilter()));
    }

    /**
     * Whether an application has one, by {@code web.xml} or registered.
     *
     * @param context the application
     * @return true if so
     */
    public static boolean isDeclared(ServletContext context) {
        return isRegistered(context, ConfiguredAuthFilter.class);
    }

    /** Code and settings would say two things about one path. */
    static void requireNone(ServletContext context) {
        if (isRegistered(context, AuthFilter.class)) {
            throw new ConfigurationException(
                    List.of("An AuthFilter is registered by code, and there are settings gatehouse.… too:"
                            + " keep one of the two."));
        }
    }

    /** Whether there is anybody whose settings can't be read before the filter is initialized. */
    static boolean mayBeSetByCode(ServletContext context) {
        return code(context).findAny().isPresent();
    }

    private static Stream<ServiceLoader.Provider<ApplicationSettings>> code(ServletContext context) {
        return ServiceLoader.load(ApplicationSettings.class, context.getClassLoader()).stream();
    }

    /** A {@code web.xml} that maps one to every path, but for some dispatchers only, would leave requests unjudged; and nobody can see that later. */
    static void mapToEveryDispatcher(ServletContext context) {
        for (FilterRegistration registration : context.getFilterRegistrations().values()) {
            if (ConfiguredAuthFilter.class.getName().equals(registration.getClassName())
                    && registration.getUrlPatternMappings().contains("/*")) {
                registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
            }
        }
    }

    private static boolean isRegistered(ServletContext context, Class<?> filter) {
        return context.getFilterRegistrations().values().stream()
                .map(FilterRegistration::getClassName)
                .anyMatch(filter.getName()::equals);
    }

    /**
     * Reads the settings.
     *
     * @throws ServletException if there are none, if something is wrong with them, or if the filter is not mapped to every path; the
     *     message says what
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        ServletContext context = config.getServletContext();
        FilterRegistration registration = context.getFilterRegistration(config.getFilterName());
        if (registration == null || !registration.getUrlPatternMappings().contains("/*")) {
            // Rules close what nobody opens; a path that the filter does not see would be open instead
            throw new ServletException("the filter " + config.getFilterName() + " of Gatehouse is not mapped to /*:"
                    + " which paths are open is said by gatehouse.rules.…");
        }
        Map<String, String> environment = System.getenv();
        try {
            List<SettingSource> sources =
                    new ArrayList<>(ContextSettings.of(context, System.getProperties(), environment));
            code(context).forEach(found -> sources.addAll(found.get().of(context)));
            if (!ConfiguredFilter.isConfigured(sources)) {
                throw new ServletException(
                        "a filter of Gatehouse is declared, but there is no setting gatehouse.… anywhere:"
                                + " write WEB-INF/gatehouse.properties");
            }
            filter = ConfiguredFilter.of(context, sources, environment);
            filter.offer(context);
        } catch (ConfigurationException e) {
            throw new ServletException(e.getMessage(), e);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (filter == null) {
            throw new ServletException("the filter was not initialized");
        }
        filter.doFilter(request, response, chain);
    }

    /** Closes the engine. */
    @Override
    public void destroy() {
        if (filter != null) {
            filter.destroy();
        }
    }
}
