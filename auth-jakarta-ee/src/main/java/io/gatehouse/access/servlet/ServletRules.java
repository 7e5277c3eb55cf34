package io.gatehouse.access.servlet;

import io.gatehouse.access.AccessRule;
import io.gatehouse.access.AccessRules;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the annotations of one servlet class ask, for each method of HTTP; all of a list is asked. */
record ServletRules(Map<String, List<AccessRule>> byMethod, List<AccessRule> otherwise) {
    private static final Map<String, String> METHODS = Map.of(
            "GET", "doGet",
            "POST", "doPost",
            "PUT", "doPut",
            "PATCH", "doPatch",
            "DELETE", "doDelete",
            "OPTIONS", "doOptions",
            "TRACE", "doTrace");

    private static final Set<Class<?>> STANDARD = Set.of(HttpServlet.class, GenericServlet.class);

    static ServletRules of(Class<?> type) {
        AccessRules rules = new AccessRules();
        List<AccessRule> before = new ArrayList<>();
        List<Method> services = Stream.of(
                        method(type, "service", HttpServletRequest.class, HttpServletResponse.class),
                        method(type, "service", ServletRequest.class, ServletResponse.class))
                .flatMap(Optional::stream)
                .toList();
        services.forEach(it -> rules.of(type, it).ifPresent(before::add));
        List<AccessRule> otherwise = !services.isEmpty()
                ? before
                : AccessRules.of(type).map(List::of).orElse(List.of());
        Map<String, List<AccessRule>> byMethod = new LinkedHashMap<>();
        METHODS.forEach((name, java) -> method(type, java).ifPresent(it -> {
            List<AccessRule> all = new ArrayList<>(before);
            rules.of(type, it).ifPresent(all::add);
            byMethod.put(name, List.copyOf(all));
        }));
        // HEAD runs doGet, unless doHead says otherwise; then both are asked
        List<AccessRule> head = new ArrayList<>(byMethod.getOrDefault("GET", otherwise));
        method(type, "doHead").flatMap(it -> rules.of(type, it)).ifPresent(head::add);
        byMethod.put("HEAD", head);
        return new ServletRules(Map.copyOf(byMethod), List.copyOf(otherwise));
    }

    List<AccessRule> of(String httpMethod) {
        return byMethod.getOrDefault(httpMethod, otherwise);
    }

    /** The method, if the class has its own. */
    private static Optional<Method> method(Class<?> type, String name) {
        return method(type, name, HttpServletRequest.class, HttpServletResponse.class);
    }

    private static Optional<Method> method(Class<?> type, String name, Class<?>... parameters) {
        for (Class<?> next = type; next != null && !STANDARD.contains(next); next = next.getSuperclass()) {
            for (Method declared : next.getDeclaredMethods()) {
                if (declared.getName().equals(name)
                        && List.of(declared.getParameterTypes()).equals(List.of(parameters))) {
                    return Optional.of(declared);
                }
            }
        }
        return Optional.empty();
    }
}
