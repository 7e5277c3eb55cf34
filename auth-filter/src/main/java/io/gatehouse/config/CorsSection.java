package io.gatehouse.config;

import io.gatehouse.CorsPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which pages of other origins may read answers. */
final class CorsSection {
    private static final String GROUP = "gatehouse.cors.";

    static final Key<List<String>> ORIGINS = new Key<>(
            GROUP + "origins",
            ValueType.LIST,
            "CorsPolicy.of,AuthEngineBuilder.cors",
            "none",
            "Other origins whose pages may read answers. What they may do by cookie is said by `gatehouse.allow-origins`.");
    static final Key<Boolean> ANY_ORIGIN = new Key<>(
            GROUP + "allow-any-origin",
            ValueType.FLAG,
            "CorsPolicy.allowAnyOrigin",
            "false",
            "Lets every page in the world read answers, without cookies.");
    static final Key<Boolean> CREDENTIALS = new Key<>(
            GROUP + "allow-credentials",
            ValueType.FLAG,
            "CorsPolicy.allowCredentials",
            "false",
            "Lets the origins send cookies and read what those open. They must be in `gatehouse.allow-origins` too.");
    static final Key<List<String>> METHODS = new Key<>(
            GROUP + "methods",
            ValueType.LIST,
            "CorsPolicy.withMethods",
            "GET, HEAD, POST, PUT, PATCH, DELETE",
            "The methods that pages may use.");
    static final Key<List<String>> REQUEST_HEADERS = new Key<>(
            GROUP + "request-headers",
            ValueType.LIST,
            "CorsPolicy.withRequestHeaders",
            "Authorization, Content-Type",
            "The header fields that pages may send.");
    static final Key<List<String>> EXPOSED = new Key<>(
            GROUP + "exposed-headers",
            ValueType.LIST,
            "CorsPolicy.withExposedHeaders",
            "WWW-Authenticate, Retry-After",
            "Further header fields that pages may read.");
    static final Key<Duration> MAX_AGE = new Key<>(
            GROUP + "max-age",
            ValueType.DURATION,
            "CorsPolicy.withMaxAge",
            "10m",
            "How long browsers remember the answer to a preflight, at most a day.");

    private CorsSection() {}

    static List<Key<?>> keyList() {
        return List.of(ORIGINS, ANY_ORIGIN, CREDENTIALS, METHODS, REQUEST_HEADERS, EXPOSED, MAX_AGE);
    }

    /**
     * What pages may read; empty if nothing.
     *
     * @param acting the origins that may act for people who are signed in
     */
    static Optional<CorsPolicy> read(Reading reading, List<String> acting) {
        boolean any = reading.isOn(ANY_ORIGIN);
        Optional<List<String>> origins = reading.find(ORIGINS);
        if (any && reading.has(ORIGINS)) {
            reading.problem(ANY_ORIGIN, "contradicts " + ORIGINS.name() + ": keep one of the two");
            any = false;
        }
        Optional<CorsPolicy> named = origins.flatMap(it -> named(reading, it));
        if (!any && !reading.has(ORIGINS)) {
            for (Key<?> key : List.of(CREDENTIALS, METHODS, REQUEST_HEADERS, EXPOSED, MAX_AGE)) {
                if (reading.has(key) && reading.find(key).isPresent()) {
                    reading.problem(key, "has no effect: " + ORIGINS.name() + " names no origin");
                }
            }
            return Optional.empty();
        }
        // a policy that can't be read stands for itself below, so that whatever else is wrong is said at once
        CorsPolicy policy = any ? CorsPolicy.allowAnyOrigin() : named.orElse(CorsPolicy.of("https://unread.invalid"));
        if (reading.isOn(CREDENTIALS)) {
            credentials(reading, any, named.isPresent() ? origins.orElse(List.of()) : List.of(), acting);
            policy = any ? policy : policy.allowCredentials();
        }
        policy = reading.apply(policy, METHODS, (it, names) -> it.withMethods(names.toArray(String[]::new)));
        policy = reading.apply(
                policy, REQUEST_HEADERS, (it, names) -> it.withRequestHeaders(names.toArray(String[]::new)));
        policy = reading.apply(policy, EXPOSED, (it, names) -> it.withExposedHeaders(names.toArray(String[]::new)));
        policy = reading.apply(policy, MAX_AGE, CorsPolicy::withMaxAge);
        return Optional.of(policy);
    }

    private static Optional<CorsPolicy> named(Reading reading, List<String> origins) {
        if (origins.stream().anyMatch(it -> it.indexOf('*') >= 0)) {
            reading.problem(
                    ORIGINS,
                    "has a wildcard: name each origin, or set " + ANY_ORIGIN.name()
                            + " = true if every page in the world may read the answers");
            return Optional.empty();
        }
        return reading.attempt(ORIGINS, "", () -> CorsPolicy.of(origins.toArray(String[]::new)));
    }

    private static void credentials(Reading reading, boolean any, List<String> origins, List<String> acting) {
        if (any) {
            reading.problem(
                    CREDENTIALS,
                    "can't be used with " + ANY_ORIGIN.name()
                            + ", by which every page in the world could read what your users' cookies open: name the origins in "
                            + ORIGINS.name());
        }
        List<String> missing =
                origins.stream().filter(it -> !acting.contains(it)).toList();
        if (!missing.isEmpty()) {
            reading.problem(
                    CREDENTIALS,
                    "lets pages of " + String.join(", ", missing) + " read what cookies open, but "
                            + SiteSection.ORIGINS.name() + " does not name them: add them there, or remove this");
        }
    }
}
