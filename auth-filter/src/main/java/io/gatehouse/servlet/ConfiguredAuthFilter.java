package io.gatehouse.servlet;

import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
            List<SettingSource> sources = ContextSettings.of(context, System.getProperties(), environment);
            if (!ConfiguredFilter.isConfigured(sources)) {
                throw new ServletException(
                        "a filter of Gatehouse is declared, but there is no setting gatehouse.… anywhere:"
                                + " write WEB-INF/gatehouse.properties");
            }
            filter = ConfiguredFilter.of(context, sources, environment);
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
