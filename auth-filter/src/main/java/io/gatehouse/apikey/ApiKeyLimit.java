package io.gatehouse.apikey;

import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import io.gatehouse.RateLimit;
import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import io.gatehouse.cache.TokenBuckets;
import java.time.Clock;

/** How often each key may be used. Good keys only are counted, so nobody can use up the limit of a key that they don't have. */
record ApiKeyLimit(RateLimit limit, TokenBuckets buckets, Clock clock) {
    static ApiKeyLimit of(RateLimit limit, Clock clock) {
        return new ApiKeyLimit(limit, new TokenBuckets(limit.count(), limit.interval()), clock);
    }

    Outcome.Authenticated admit(Outcome.Authenticated proved) throws Rejection {
        Identity identity = proved.identity();
        String id = String.valueOf(identity.attributes().get(ApiKeys.KEY_ID));
        TokenBuckets.Level level = buckets.take(id, clock.instant());
        if (level.refused()) {
            throw new Rejection(Problem.of(RequestProblems.RATE_LIMITED, "more than " + limit + " by one key")
                    .withRetryAfter(level.retryAfter())
                    .about(identity));
        }
        return proved;
    }
}
