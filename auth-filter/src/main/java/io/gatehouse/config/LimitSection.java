package io.gatehouse.config;

import io.gatehouse.AuthEngineBuilder;
import io.gatehouse.PathPattern;
import io.gatehouse.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How often paths may be called.
 *
 * @param limits the limits
 * @param told whether clients are told what is left
 */
record LimitSection(List<Limit> limits, boolean told) {
    private static final String EXAMPLE = "write one like 100/1m";

    static final ValueType<RateLimit> TYPE =
            new ValueType<>("times in a duration (`100/1m`, `5/10s`)", LimitSection::limit);

    static final Key<Limit> LIMIT = new Key<>(
            "gatehouse.limits.{name}",
            new ValueType<>("`path = times/duration`", LimitSection::parse),
            "AuthEngineBuilder.limit",
            "none",
            "How often one client may call a path: `/api/** = 100/1m`. The name only tells limits apart; each node counts for itself.");
    static final Key<Boolean> HEADERS = new Key<>(
            "gatehouse.rate-limit-headers",
            ValueType.FLAG,
            "AuthEngineBuilder.rateLimitHeaders",
            "false",
            "Tells clients of limited paths what is left, in the `RateLimit` fields of a draft.");

    static List<Key<?>> keyList() {
        return List.of(LIMIT, HEADERS);
    }

    static LimitSection read(Reading reading) {
        List<Limit> limits = new ArrayList<>();
        Map<String, String> byForm = new HashMap<>();
        Set<String> names = reading.names(List.of(LIMIT));
        for (String name : names) {
            reading.find(LIMIT, name).ifPresent(limit -> {
                limits.add(limit);
                String other = byForm.putIfAbsent(limit.form(), name);
                if (other != null) {
                    reading.problem(
                            LIMIT,
                            name,
                            "is for " + limit.path() + ", and so is " + LIMIT.at(other) + ": remove one of the two");
                }
            });
        }
        boolean told = reading.isOn(HEADERS);
        if (told && names.isEmpty()) {
            reading.problem(HEADERS, "has no effect: no path is limited by gatehouse.limits.…");
        }
        return new LimitSection(List.copyOf(limits), told);
    }

    void apply(AuthEngineBuilder builder) {
        limits.forEach(it -> builder.limit(it.path(), it.limit()));
        if (told) {
            builder.rateLimitHeaders();
        }
    }

    private static Limit parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new WrongValueException(
                    "is \"" + text + "\", which is no limit of a path: write one like /api/** = 100/1m");
        }
        String path = text.substring(0, equals).strip();
        PathPattern.parse(path);
        return new Limit(path, limit(text.substring(equals + 1).strip()));
    }

    private static RateLimit limit(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new WrongValueException("is \"" + text + "\", which says not how often: " + EXAMPLE);
        }
        int count = ValueType.COUNT.parser().apply(text.substring(0, slash).strip());
        Duration period =
                ValueType.DURATION.parser().apply(text.substring(slash + 1).strip());
        return RateLimit.of(count, period);
    }

    /** A limit as it is written. */
    record Limit(String path, RateLimit limit) {
        /** Two patterns of one form are for the same requests. */
        String form() {
            return path.replaceAll("\\{[^/]+}", "{}").replaceAll("/\\*\\*$", "/*");
        }
    }
}
