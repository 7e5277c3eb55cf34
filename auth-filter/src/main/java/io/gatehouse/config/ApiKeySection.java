package io.gatehouse.config;

import io.gatehouse.PathPattern;
import io.gatehouse.RateLimit;
import io.gatehouse.apikey.ApiKeyPolicy;
import io.gatehouse.apikey.ApiKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * API keys.
 *
 * @param policy what they are like
 * @param path where they are made, listed and revoked; nowhere if empty
 */
record ApiKeySection(ApiKeyPolicy policy, Optional<String> path) {
    private static final String GROUP = "gatehouse.api-keys.";

    static final Key<Boolean> ENABLED =
            new Key<>(GROUP + "enabled", ValueType.FLAG, "ApiKeys.of", "false", "Switches on API keys.");
    static final Key<String> HEADER = new Key<>(
            GROUP + "header",
            ValueType.TEXT,
            "ApiKeyPolicy.withHeaderName",
            "X-API-Key",
            "The header that carries a key.");
    static final Key<String> KEY_PREFIX = new Key<>(
            GROUP + "prefix",
            ValueType.TEXT,
            "ApiKeyPolicy.withPrefix",
            "gth",
            "How keys begin: 2 to 8 lower-case letters.");
    static final Key<Integer> MOST = new Key<>(
            GROUP + "max-live-keys",
            ValueType.COUNT,
            "ApiKeyPolicy.withMaxLiveKeys",
            "100",
            "How many keys an account may have.");
    static final Key<Duration> USUAL_LIFETIME = new Key<>(
            GROUP + "default-lifetime",
            ValueType.DURATION,
            "ApiKeyPolicy.withDefaultLifetime",
            "without end",
            "How long a key lives if its owner says nothing.");
    static final Key<Duration> MAX_LIFETIME = new Key<>(
            GROUP + "max-lifetime",
            ValueType.DURATION,
            "ApiKeyPolicy.withMaxLifetime",
            "without end",
            "How long a key may live at most.");
    static final Key<Duration> FLUSH = new Key<>(
            GROUP + "flush-interval",
            ValueType.DURATION,
            "ApiKeyPolicy.withFlushInterval",
            "30s",
            "How long a use may be known to this process only, at most 1 hour.");
    static final Key<RateLimit> LIMIT = new Key<>(
            GROUP + "rate-limit",
            LimitSection.TYPE,
            "ApiKeyPolicy.withRateLimit",
            "none",
            "How often each key may be used; each node counts for itself.");
    static final Key<Boolean> ENDPOINTS = new Key<>(
            GROUP + "endpoints",
            ValueType.FLAG,
            "ApiKeys.withoutEndpoints",
            "true",
            "Whether owners can make, list, rotate and revoke their keys over HTTP.");
    static final Key<String> PATH = new Key<>(
            GROUP + "path", ValueType.TEXT, "ApiKeys.withBasePath", ApiKeys.DEFAULT_BASE_PATH, "Where they do so.");

    static List<Key<?>> keyList() {
        return List.of(ENABLED, HEADER, KEY_PREFIX, MOST, USUAL_LIFETIME, MAX_LIFETIME, FLUSH, LIMIT, ENDPOINTS, PATH);
    }

    static Optional<ApiKeySection> read(Reading reading) {
        if (!reading.isOn(ENABLED)) {
            return Optional.empty();
        }
        ApiKeyPolicy policy = ApiKeyPolicy.standard();
        policy = reading.apply(policy, HEADER, ApiKeyPolicy::withHeaderName);
        policy = reading.apply(policy, KEY_PREFIX, ApiKeyPolicy::withPrefix);
        policy = reading.apply(policy, MOST, ApiKeyPolicy::withMaxLiveKeys);
        policy = reading.apply(policy, MAX_LIFETIME, ApiKeyPolicy::withMaxLifetime);
        policy = reading.apply(policy, USUAL_LIFETIME, ApiKeyPolicy::withDefaultLifetime);
        policy = reading.apply(policy, FLUSH, ApiKeyPolicy::withFlushInterval);
        policy = reading.apply(policy, LIMIT, ApiKeyPolicy::withRateLimit);
        boolean endpoints = reading.find(ENDPOINTS).orElse(true);
        if (!endpoints && reading.has(PATH)) {
            reading.problem(PATH, "contradicts " + ENDPOINTS.name() + " = false: remove one of the two");
        }
        String path = reading.find(PATH)
                .flatMap(it ->
                        reading.attempt(PATH, "", () -> PathPattern.parse(it).toString()))
                .orElse(ApiKeys.DEFAULT_BASE_PATH);
        return Optional.of(new ApiKeySection(policy, endpoints ? Optional.of(path) : Optional.empty()));
    }
}
