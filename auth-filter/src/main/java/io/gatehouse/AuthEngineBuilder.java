package io.gatehouse;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts an {@link AuthEngine} together. Not safe for concurrent use. Contradictions are found at {@link #build} at the latest:
 * two rules or endpoints for one path, two schemes of one name, a rule with a scheme that the engine does not use.
 */
public final class AuthEngineBuilder {
    private final List<AuthFeature> features = new ArrayList<>();
    private final List<RoutePlan.Rule> rules = new ArrayList<>();
    private final Set<String> allowedOrigins = new LinkedHashSet<>();
    private Clock clock;
    private final List<AuthEvent.Listener> listeners = new ArrayList<>();
    private final SecureRandom random;
    private final List<RouteLimits.Rule> limits = new ArrayList<>();
    private boolean limitsTold;
    private boolean plainHttpAllowed;
    private Optional<LoginPage> loginPage = Optional.empty();
    private Optional<CorsPolicy> cors = Optional.empty();

    AuthEngineBuilder(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Adds a way of signing in: its authenticators and its endpoints.
     *
     * @param feature the feature
     * @return this
     */
    public AuthEngineBuilder use(AuthFeature feature) {
        features.add(feature);
        return this;
    }

    /**
     * Adds a rule. Whatever the order of rules, the most specific pattern wins. A rule for {@code /a} holds for {@code /a/} too,
     * unless {@code /a/} has one of its own; so does one for {@code /a/*}, and both must be met. Endpoints have requirements of
     * their own, which no rule changes: one that begins at the path of an endpoint stops the start, and one for a subtree further up
     * passes it over.
     *
     * @param pattern a path in the syntax of {@link PathPattern}, for every method; or a method, a space and a path, as in
     *     {@code POST /orders}. A path that has rules for some methods only answers 405 to all others; a rule for {@code GET} is
     *     one for {@code HEAD} too
     * @param requirement who may
     * @param accepted with which schemes; every scheme if none is named. Cookies are not even read where their scheme is not
     *     accepted
     * @return this
     * @throws IllegalArgumentException if the pattern can't be used
     */
    public AuthEngineBuilder protect(String pattern, Requirement requirement, AuthFeature... accepted) {
        int space = pattern.indexOf(' ');
        Optional<String> method = space < 0 ? Optional.empty() : Optional.of(pattern.substring(0, space));
        if (space == 0 || !method.orElse("").chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new IllegalArgumentException("the rule \"" + pattern + "\" begins with neither a slash nor a method");
        }
        PathPattern path = PathPattern.parse(pattern.substring(space + 1));
        rules.add(new RoutePlan.Rule(method, path, requirement, List.of(accepted)));
        return this;
    }

    /**
     * Limits how often one client may call a path: 429 with {@code Retry-After} for what is more. A client is whoever names a good
     * credential (one API key, or one person), from wherever; all other requests of one address (IPv6: of one /64) are one client, and while
     * that has used its limit up, no credential from there is verified. Of several patterns the most specific holds. Endpoints are limited
     * too. Counted in memory, by each node for itself.
     *
     * @param pattern a path in the syntax of {@link PathPattern}, for every method
     * @param limit how often
     * @return this
     * @throws IllegalArgumentException if the pattern can't be used
     */
    public AuthEngineBuilder limit(String pattern, RateLimit limit) {
        limits.add(new RouteLimits.Rule(PathPattern.parse(pattern), limit));
        return this;
    }

    /**
     * Tells clients of limited paths what is left, in the fields {@code RateLimit-Policy} and {@code RateLimit} of a draft of the IETF
     * (draft-ietf-httpapi-ratelimit-headers-10), which may change.
     *
     * @return this
     */
    public AuthEngineBuilder rateLimitHeaders() {
        limitsTold = true;
        return this;
    }

    /**
     * Lets pages of another origin call endpoints, and call with cookies. A weakening: that origin can act for every person who
     * is signed in.
     *
     * @param origin for instance {@code https://app.example}
     * @return this
     * @throws IllegalArgumentException if it is not an origin in the form of RFC 6454 section 6.2
     */
    public AuthEngineBuilder allowOrigin(String origin) {
        allowedOrigins.add(Origins.require(origin));
        return this;
    }

    /**
     * Lets pages of other origins read answers. None may unless this is said.
     *
     * @param policy which, and what
     * @return this
     */
    public AuthEngineBuilder cors(CorsPolicy policy) {
        cors = Optional.of(policy);
        return this;
    }

    /**
     * Names the page where people sign in, which a rule must open. A browser that goes to a page that needs sign-in is sent there, with
     * the way back in the parameter {@code returnTo}; every other client gets the 401, with the page's address in {@code loginUri}.
     *
     * @param path the page's path within the application
     * @return this
     * @throws IllegalArgumentException if it is no path
     */
    public AuthEngineBuilder loginPage(String path) {
        loginPage = Optional.of(new LoginPage(path));
        return this;
    }

    /**
     * Accepts credentials over plain HTTP from other machines. A weakening: whoever can read the network can act for its users.
     * Not needed behind a proxy that ends TLS on the same machine.
     *
     * @return this
     */
    public AuthEngineBuilder insecureAllowPlainHttp() {
        plainHttpAllowed = true;
        return this;
    }

    /**
     * Adds somebody who hears of events. A feature that is a listener need not be added again.
     *
     * @param value the listener
     * @return this
     */
    public AuthEngineBuilder listener(AuthEvent.Listener value) {
        listeners.add(value);
        return this;
    }

    /**
     * Replaces the clock, for tests.
     *
     * @param value the clock that event times are taken from
     * @return this
     */
    public AuthEngineBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /**
     * Makes the engine.
     *
     * @return the engine
     * @throws IllegalStateException if two parts contradict each other; the message names them
     */
    public AuthEngine build() {
        return new AuthEngine(this);
    }

    RoutePlan routes() {
        return new RoutePlan(List.copyOf(features), List.copyOf(rules));
    }

    RouteLimits limits() {
        return new RouteLimits(limits, limitsTold, clock);
    }

    Set<String> allowedOrigins() {
        return Set.copyOf(allowedOrigins);
    }

    CrossOrigin crossOrigin() {
        return CrossOrigin.of(cors, allowedOrigins);
    }

    Optional<LoginPage> loginPage() {
        return loginPage;
    }

    boolean plainHttpAllowed() {
        return plainHttpAllowed;
    }

    Clock clock() {
        return clock;
    }

    List<AuthEvent.Listener> listeners() {
        return List.copyOf(listeners);
    }

    SecureRandom random() {
        return random;
    }
}
