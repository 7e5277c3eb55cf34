package io.gatehouse;

import io.gatehouse.cache.TokenBuckets;
import java.util.Map;
import java.util.Optional;

/** Words what a bucket says: as a refusal, and as header fields of a draft (draft-ietf-httpapi-ratelimit-headers-10). */
record RateLimited(String name, RateLimit limit, boolean told) {
    /** Refuses where there was no token; whose bucket it is, is told to listeners. */
    void require(TokenBuckets.Level level, Route route, Optional<Identity> client) throws Refused {
        if (level.refused()) {
            Problem problem = Problem.of(RequestProblems.RATE_LIMITED, "more than " + limit + " at " + name)
                    .withRetryAfter(level.retryAfter());
            for (Map.Entry<String, String> header : headers(level).entrySet()) {
                problem = problem.withHeader(header.getKey(), header.getValue());
            }
            throw Refused.of(client.map(problem::about).orElse(problem), route);
        }
    }

    /** Structured fields (RFC 9651): a string with parameters. They tell of the caller's own bucket only. */
    Map<String, String> headers(TokenBuckets.Level level) {
        if (!told) {
            return Map.of();
        }
        return Map.of(
                "RateLimit-Policy",
                quoted() + ";q=" + limit.count() + ";w=" + limit.period().toSeconds(),
                "RateLimit",
                quoted() + ";r=" + level.left() + ";t="
                        + level.fullAfter().plusNanos(999_999_999).toSeconds());
    }

    /** RFC 9651 section 3.3.3: printable ASCII; others are left out. */
    private String quoted() {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c >= 0x20 && c < 0x7f ? c : '?');
        }
        return out.append('"').toString();
    }
}
