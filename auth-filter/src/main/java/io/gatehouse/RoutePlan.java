package io.gatehouse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which endpoint or rule stands at which path; finds contradictions between them. */
record RoutePlan(List<AuthFeature> features, List<RoutePlan.Rule> rules) {
    record Rule(Optional<String> method, PathPattern pattern, Requirement requirement, List<AuthFeature> accepted) {
        String name() {
            return method.map(name -> name + " ").orElse("") + pattern;
        }
    }

    List<Authenticator> authenticators() {
        Map<String, Authenticator> byScheme = new LinkedHashMap<>();
        for (AuthFeature feature : features) {
            for (Authenticator authenticator : feature.authenticators()) {
                if (authenticator.scheme().isBlank()) {
                    throw new IllegalStateException("a scheme without a name: "
                            + authenticator.getClass().getName());
                }
                Authenticator other = byScheme.putIfAbsent(authenticator.scheme(), authenticator);
                if (other != null && other != authenticator) {
                    throw new IllegalStateException("two authenticators have the scheme " + authenticator.scheme());
                }
            }
        }
        return List.copyOf(byScheme.values());
    }

    Route defaultRoute() {
        return Route.of("everything else", Requirement.signedIn(), authenticators());
    }

    RouteTable<Map<String, BoundEndpoint>> endpointTable() {
        RouteTable<Map<String, BoundEndpoint>> table = new RouteTable<>();
        for (AuthFeature feature : features) {
            for (Endpoint endpoint : feature.endpoints()) {
                PathPattern pattern = PathPattern.parse(endpoint.path());
                if (pattern.subtree()) {
                    throw new IllegalStateException("an endpoint has one path, not " + pattern);
                }
                if (!endpoint.readsCredentials() && !endpoint.requirement().open()) {
                    throw new IllegalStateException("nobody could call " + endpoint.method() + " " + pattern
                            + ": it reads no credentials but asks for " + endpoint.requirement());
                }
                Map<String, BoundEndpoint> fresh = new LinkedHashMap<>();
                Map<String, BoundEndpoint> methods =
                        table.putIfAbsent(pattern, fresh).orElse(fresh);
                if (methods.putIfAbsent(endpoint.method(), bind(endpoint)) != null) {
                    throw new IllegalStateException("two endpoints for " + endpoint.method() + " " + pattern);
                }
            }
        }
        return table;
    }

    RouteTable<PathRules> ruleTable() {
        RouteTable<PathRules> table = new RouteTable<>();
        RouteTable<Map<String, BoundEndpoint>> endpoints = endpointTable();
        for (Rule rule : rules) {
            if (endpoints.find(rule.pattern().base()) != null) {
                throw new IllegalStateException("the rule for " + rule.name()
                        + " would have no effect: an endpoint stands there, with a requirement of its own");
            }
            PathRules fresh = new PathRules();
            Optional<Route> other =
                    table.putIfAbsent(rule.pattern(), fresh).orElse(fresh).putIfAbsent(rule.method(), route(rule));
            if (other.isPresent()) {
                throw new IllegalStateException(
                        "two rules for one path: \"" + other.get().pattern() + "\" and \"" + rule.name() + "\"");
            }
        }
        for (Rule rule : rules) {
            closeWithSlash(rule.pattern(), table);
        }
        return table;
    }

    /**
     * JAX-RS serves {@code /a/} like {@code /a} (Jakarta REST 3.1 section 3.7.2), so the rules for {@code /a} hold for both, unless
     * {@code /a/} has rules of its own. Those for {@code /a/*} hold for it besides: neither opens what the other closes.
     */
    private static void closeWithSlash(PathPattern pattern, RouteTable<PathRules> table) {
        Optional<PathPattern> slashed = pattern.withSlash();
        if (slashed.isPresent()) {
            PathRules fresh = new PathRules();
            PathRules own = table.putIfAbsent(pattern, fresh).orElse(fresh);
            table.putIfAbsent(
                    slashed.get(), table.subtree(pattern).map(own::and).orElse(own));
        }
    }

    List<Route> describedRoutes() {
        List<Route> routes = new ArrayList<>();
        for (AuthFeature feature : features) {
            for (Endpoint endpoint : feature.endpoints()) {
                String name = endpoint.method() + " " + endpoint.path();
                routes.add(Route.of(name, endpoint.requirement(), List.of()));
            }
        }
        rules.forEach(rule -> routes.add(route(rule)));
        routes.add(defaultRoute());
        return List.copyOf(routes);
    }

    private BoundEndpoint bind(Endpoint endpoint) {
        return new BoundEndpoint(endpoint, Route.of(endpoint.path(), endpoint.requirement(), authenticators()));
    }

    private Route route(Rule rule) {
        List<Authenticator> known = authenticators();
        List<Authenticator> accepted = new ArrayList<>();
        for (AuthFeature feature : rule.accepted()) {
            if (feature.authenticators().isEmpty()) {
                throw new IllegalStateException(
                        "the rule for " + rule.name() + " accepts a feature that authenticates nobody");
            }
            for (Authenticator authenticator : feature.authenticators()) {
                if (!known.contains(authenticator)) {
                    throw new IllegalStateException("the rule for " + rule.name() + " accepts the scheme "
                            + authenticator.scheme() + ", which the engine does not use");
                }
                accepted.add(authenticator);
            }
        }
        return Route.of(rule.name(), rule.requirement(), accepted.isEmpty() ? known : accepted);
    }
}
