package io.gatehouse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says to browsers what a {@link CorsPolicy} allows. No value of a request is ever repeated: of the origin that asks, only its entry
 * in the policy is.
 */
final class CrossOrigin {
    private static final String ORIGIN = "Origin";
    private static final String ANY = "*";

    private final boolean on;
    private final Map<String, Map<String, String>> fieldsOfOrigins = new LinkedHashMap<>();
    /** For whoever is not in the policy: caches must not show them what another origin got (Fetch, CORS and HTTP caches). */
    private final Map<String, String> otherwise;

    private final Map<String, String> preflight = new LinkedHashMap<>();

    private CrossOrigin() {
        on = false;
        otherwise = Map.of();
    }

    private CrossOrigin(CorsPolicy policy) {
        on = true;
        boolean any = policy.origins().isEmpty();
        otherwise = any ? Map.of() : Map.of("Vary", ORIGIN);
        for (String origin : any ? Set.of(ANY) : policy.origins()) {
            Map<String, String> fields = new LinkedHashMap<>(otherwise);
            fields.put("Access-Control-Allow-Origin", origin);
            if (policy.credentials()) {
                fields.put("Access-Control-Allow-Credentials", "true");
            }
            if (!policy.exposedHeaders().isEmpty()) {
                fields.put("Access-Control-Expose-Headers", String.join(", ", policy.exposedHeaders()));
            }
            fieldsOfOrigins.put(origin, Map.copyOf(fields));
        }
        preflight.put("Access-Control-Allow-Methods", String.join(", ", policy.methods()));
        preflight.put("Access-Control-Allow-Headers", String.join(", ", policy.requestHeaders()));
        preflight.put("Access-Control-Max-Age", String.valueOf(policy.maxAge().toSeconds()));
    }

    /**
     * What a policy says; nothing if there is none.
     *
     * @param acting the origins that may act for people who are signed in
     * @throws IllegalStateException if an origin may read what cookies open, but may not act by them: whoever wrote the one has
     *     not thought of the other
     */
    static CrossOrigin of(Optional<CorsPolicy> policy, Set<String> acting) {
        if (policy.isEmpty()) {
            return new CrossOrigin();
        }
        CorsPolicy given = policy.get();
        for (String origin : given.credentials() ? given.origins() : Set.<String>of()) {
            if (!acting.contains(origin)) {
                throw new IllegalStateException("pages of " + origin
                        + " may read what cookies open (allowCredentials), but are not named by allowOrigin: name"
                        + " them there too, or leave credentials out");
            }
        }
        return new CrossOrigin(given);
    }

    /** The fields for whatever is answered. */
    Map<String, String> fields(AuthRequest request) {
        if (!on) {
            return Map.of();
        }
        return fieldsOfOrigins.getOrDefault(entry(request), otherwise);
    }

    /** The fields beside others. */
    Map<String, String> beside(Map<String, String> others, AuthRequest request) {
        Map<String, String> fields = fields(request);
        if (others.isEmpty()) {
            return fields;
        }
        Map<String, String> all = new LinkedHashMap<>(others);
        all.putAll(fields);
        return Map.copyOf(all);
    }

    /** The answer to a preflight of an origin in the policy (Fetch section 3.2.2), which carries no credential; empty for all else. */
    Optional<Reply> preflight(AuthRequest request) {
        if (!on
                || !request.method().equals("OPTIONS")
                || request.headers("Access-Control-Request-Method").size() != 1
                || !fieldsOfOrigins.containsKey(entry(request))) {
            return Optional.empty();
        }
        Reply reply = Reply.noContent();
        for (Map.Entry<String, String> field : preflight.entrySet()) {
            reply = field.getValue().isEmpty() ? reply : reply.withHeader(field.getKey(), field.getValue());
        }
        return Optional.of(reply);
    }

    /** The reply with the fields. */
    Reply onto(Reply reply, AuthRequest request) {
        Reply all = reply;
        for (Map.Entry<String, String> field : fields(request).entrySet()) {
            all = all.withHeader(field.getKey(), field.getValue());
        }
        return all;
    }

    /** The one origin in the policy that asks; of two header lines nobody knows which one the browser meant. */
    private String entry(AuthRequest request) {
        List<String> asking = request.headers(ORIGIN);
        if (asking.size() != 1) {
            return "";
        }
        return fieldsOfOrigins.containsKey(ANY) ? ANY : asking.get(0);
    }
}
