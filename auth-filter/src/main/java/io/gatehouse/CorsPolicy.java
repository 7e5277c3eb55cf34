package io.gatehouse;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which pages of other origins may read this application's answers (the CORS protocol of the Fetch standard, section 3.2): {@code
 * AuthEngine.builder().cors(CorsPolicy.of("https://app.example"))}. It holds for every path and every answer, 401s and 503s
 * included. Preflights of these origins are answered before anybody is asked to sign in. Immutable.
 *
 * <p>Reading is not acting: which origins may call the library's endpoints and change things by cookie is said by {@link
 * AuthEngineBuilder#allowOrigin}. A policy that {@linkplain #allowCredentials lets answers to cookies be read} needs both for each
 * origin.
 *
 * <p>Use no other CORS filter besides: where the application or the container sets such fields itself, its own are sent.
 */
public final class CorsPolicy {
    private static final Duration MAX_AGE = Duration.ofDays(1);
    private static final int MOST = 100;
    private static final String TOKEN = "[A-Za-z0-9!#$%&'+.^_`|~-]{1,64}";
    private static final Set<String> UNSAFE_METHODS = Set.of("CONNECT", "TRACE", "TRACK");

    private final Set<String> origins;
    private final boolean credentials;
    private final List<String> methods;
    private final List<String> requestHeaders;
    private final List<String> exposedHeaders;
    private final Duration maxAge;

    private CorsPolicy(
            Set<String> origins,
            boolean credentials,
            List<String> methods,
            List<String> requestHeaders,
            List<String> exposedHeaders,
            Duration maxAge) {
        if (credentials && origins.isEmpty()) {
            throw new IllegalArgumentException(
                    "every page in the world could read what your users' cookies open: credentials need named origins");
        }
        this.origins = origins;
        this.credentials = credentials;
        this.methods = methods;
        this.requestHeaders = requestHeaders;
        this.exposedHeaders = exposedHeaders;
        this.maxAge = maxAge;
    }

    /**
     * A policy for named origins, without cookies. Methods are GET, HEAD, POST, PUT, PATCH and DELETE; request headers {@code
     * Authorization} and {@code Content-Type}; readable are {@code WWW-Authenticate} and {@code Retry-After}; browsers remember a
     * preflight for 10 minutes.
     *
     * @param origins for instance {@code https://app.example}, in the form of RFC 6454 section 6.2; 1 to 100. Neither {@code *}, which is
     *     {@link #allowAnyOrigin}, nor {@code null}, which is nobody's
     * @return the policy
     * @throws IllegalArgumentException if one is no origin, or there are none or too many
     */
    public static CorsPolicy of(String... origins) {
        Set<String> checked = new LinkedHashSet<>();
        for (String origin : origins) {
            if (origin.equals("*")) {
                throw new IllegalArgumentException("\"*\" is no origin: name each origin");
            }
            checked.add(Origins.require(origin));
        }
        if (checked.isEmpty() || checked.size() > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " origins, not " + checked.size());
        }
        return standard(Set.copyOf(checked));
    }

    /**
     * A policy for every page in the world, without cookies. A weakening: where a rule opens a path, or the network is what keeps
     * strangers out, any page that somebody inside looks at can read the answers.
     *
     * @return the policy, otherwise as {@link #of}
     */
    public static CorsPolicy allowAnyOrigin() {
        return standard(Set.of());
    }

    private static CorsPolicy standard(Set<String> origins) {
        return new CorsPolicy(
                origins,
                false,
                List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"),
                List.of("Authorization", "Content-Type"),
                List.of("WWW-Authenticate", "Retry-After"),
                Duration.ofMinutes(10));
    }

    /**
     * Lets the origins send cookies and read what those open. A weakening: they read whatever their visitors may read. Cookies with
     * {@code SameSite} go to other origins of the same site only.
     *
     * @return a changed copy
     * @throws IllegalArgumentException if the policy is for every origin
     */
    public CorsPolicy allowCredentials() {
        return new CorsPolicy(origins, true, methods, requestHeaders, exposedHeaders, maxAge);
    }

    /**
     * Replaces the methods. Browsers send GET, HEAD and POST whether they are named or not.
     *
     * @param values method names, as they are sent
     * @return a changed copy
     * @throws IllegalArgumentException if one is no name, is {@code *}, or one that no page may send
     */
    public CorsPolicy withMethods(String... values) {
        List<String> checked = names("method", List.of(), values);
        if (checked.stream().anyMatch(UNSAFE_METHODS::contains)) {
            throw new IllegalArgumentException("no page may send CONNECT, TRACE or TRACK");
        }
        return new CorsPolicy(origins, credentials, checked, requestHeaders, exposedHeaders, maxAge);
    }

    /**
     * Replaces the header fields that pages may send, besides those that browsers let them send anyway.
     *
     * @param values field names, for instance {@code Authorization}, {@code Content-Type}, {@code X-API-Key}
     * @return a changed copy
     * @throws IllegalArgumentException if one is no name, or is {@code *}
     */
    public CorsPolicy withRequestHeaders(String... values) {
        return new CorsPolicy(
                origins, credentials, methods, names("header", List.of(), values), exposedHeaders, maxAge);
    }

    /**
     * Adds header fields that pages may read.
     *
     * @param values field names
     * @return a changed copy
     * @throws IllegalArgumentException if one is no name, or is {@code *}
     */
    public CorsPolicy withExposedHeaders(String... values) {
        return new CorsPolicy(
                origins, credentials, methods, requestHeaders, names("header", exposedHeaders, values), maxAge);
    }

    /**
     * How long browsers remember the answer to a preflight; they have bounds of their own, of 10 minutes to a day.
     *
     * @param value whole seconds, 0 to 1 day
     * @return a changed copy
     * @throws IllegalArgumentException if it is negative or longer
     */
    public CorsPolicy withMaxAge(Duration value) {
        if (value.isNegative() || value.compareTo(MAX_AGE) > 0) {
            throw new IllegalArgumentException("a preflight is remembered for 0 seconds to 1 day, not " + value);
        }
        return new CorsPolicy(origins, credentials, methods, requestHeaders, exposedHeaders, value);
    }

    private static List<String> names(String what, List<String> before, String... values) {
        for (String value : values) {
            if (!value.matches(TOKEN)) {
                throw new IllegalArgumentException("\"" + value + "\" is no name of a " + what + ": name each");
            }
        }
        List<String> all =
                Stream.concat(before.stream(), Stream.of(values)).distinct().toList();
        if (all.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " names, not " + all.size());
        }
        return all;
    }

    /** The origins; empty for every one. */
    Set<String> origins() {
        return origins;
    }

    boolean credentials() {
        return credentials;
    }

    List<String> methods() {
        return methods;
    }

    List<String> requestHeaders() {
        return requestHeaders;
    }

    List<String> exposedHeaders() {
        return exposedHeaders;
    }

    Duration maxAge() {
        return maxAge;
    }
}
