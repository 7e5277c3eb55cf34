package io.gatehouse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules of one pattern: one for every method, or one for each of some. Filled at start, then only read. */
final class PathRules {
    private final Map<String, Route> byMethod = new HashMap<>();
    private @Nullable Route anyMethod;

    /** Adds a rule; answers the one that it contradicts. */
    Optional<Route> putIfAbsent(Optional<String> method, Route route) {
        if (method.isPresent()) {
            return Optional.ofNullable(byMethod.putIfAbsent(method.get(), route));
        }
        Optional<Route> other = Optional.ofNullable(anyMethod);
        anyMethod = anyMethod == null ? route : anyMethod;
        return other;
    }

    @Nullable
    Route find(String method) {
        Route route = byMethod.get(method);
        if (route == null && method.equals("HEAD")) {
            route = byMethod.get("GET");
        }
        return route == null ? anyMethod : route;
    }

    /** The methods that have a rule; those that a path without a rule for every method allows. */
    Set<String> methods() {
        Set<String> methods = new TreeSet<>(byMethod.keySet());
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    /** Rules that are met by who meets these and the others. */
    PathRules and(PathRules other) {
        PathRules both = new PathRules();
        Set<String> methods = methods();
        methods.addAll(other.methods());
        for (String method : methods) {
            both(method, other).ifPresent(route -> both.byMethod.put(method, route));
        }
        both.anyMethod = anyMethod == null || other.anyMethod == null ? null : anyMethod.and(other.anyMethod);
        return both;
    }

    private Optional<Route> both(String method, PathRules other) {
        Route first = find(method);
        Route second = other.find(method);
        return first == null || second == null ? Optional.empty() : Optional.of(first.and(second));
    }
}
