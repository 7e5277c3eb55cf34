package io.gatehouse.oauth;

import io.gatehouse.AuthRequest;
import io.gatehouse.PathPattern;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The providers by their ids, as they stand in paths; and parameters, of which each may come once. */
record Providers(Map<String, ProviderClient> byId) {
    ProviderClient named(String pattern, AuthRequest request) throws Rejection {
        String id = PathPattern.parse(pattern).variables(request.path()).getOrDefault("provider", "");
        ProviderClient client = byId.get(id);
        if (client == null) {
            throw new Rejection(RequestProblems.NOT_FOUND, "no provider of that id");
        }
        return client;
    }

    /** RFC 6749 section 3.1: parameters must not be included more than once. */
    static Optional<String> once(AuthRequest request, String name) throws Rejection {
        List<String> values = request.queryParameters(name);
        if (values.size() > 1) {
            throw new Rejection(
                    Problem.of(RequestProblems.REQUEST_MALFORMED, "the parameter " + name + " comes more than once")
                            .withDetail("The parameter \"" + name + "\" comes more than once."));
        }
        return values.stream().findFirst();
    }
}
