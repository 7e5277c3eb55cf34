package io.gatehouse.ee;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an application's initializers and filters ask of its context. */
final class FakeApplication {
    private final Map<String, Object> attributes = new TreeMap<>();
    final Map<String, String> parameters = new TreeMap<>();
    final List<Filter> filters = new ArrayList<>();

    final ServletContext context =
            Exchange.proxy(ServletContext.class, (self, method, args) -> answer(method.getName(), args));

    FilterConfig config() {
        return Exchange.proxy(FilterConfig.class, (self, method, args) -> switch (method.getName()) {
            case "getServletContext" -> context;
            case "getFilterName" -> "gatehouse";
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object answer(String method, Object[] args) {
        return switch (method) {
            case "getAttribute" -> attributes.get((String) args[0]);
            case "setAttribute" -> attributes.put((String) args[0], args[1]);
            case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
            case "getInitParameter" -> parameters.get((String) args[0]);
            case "getResourceAsStream", "getEffectiveSessionTrackingModes", "addListener" -> null;
            case "getClassLoader" -> FakeApplication.class.getClassLoader();
            case "addFilter" -> add((Filter) args[1]);
            case "getFilterRegistrations" -> registrations();
            case "getFilterRegistration" -> registrations().get((String) args[0]);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private FilterRegistration.Dynamic add(Filter filter) {
        filters.add(filter);
        return registration(filter);
    }

    private Map<String, FilterRegistration> registrations() {
        Map<String, FilterRegistration> found = new TreeMap<>();
        filters.forEach(filter -> found.put("gatehouse", registration(filter)));
        return found;
    }

    private static FilterRegistration.Dynamic registration(Filter filter) {
        return Exchange.proxy(FilterRegistration.Dynamic.class, (self, method, args) -> switch (method.getName()) {
            case "getClassName" -> filter.getClass().getName();
            case "getUrlPatternMappings" -> List.of("/*");
            default -> null;
        });
    }
}
