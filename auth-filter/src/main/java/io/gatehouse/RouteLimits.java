package io.gatehouse;

import io.gatehouse.cache.TokenBuckets;
import io.gatehouse.http.AddressBlock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often one client may call a path. Who names a good credential has a bucket of its own, wherever it calls from, also for what is
 * refused it: else one person could shut out everybody behind the same address. All other requests of one address, those with bad credentials too, share one: while it is empty, no credential from there is verified. Counted in memory, by
 * each node for itself.
 */
final class RouteLimits {
    /** The attribute {@code ApiKeys.KEY_ID}, which this package may not know. */
    private static final String API_KEY_ID = "apiKeyId";

    private final RouteTable<Limit> table = new RouteTable<>();
    private final boolean any;
    private final Clock clock;

    RouteLimits(List<Rule> rules, boolean told, Clock clock) {
        Map<PathPattern, Limit> limits = new LinkedHashMap<>();
        for (Rule rule : rules) {
            Limit limit = rule.bound(told);
            if (table.putIfAbsent(rule.pattern(), limit).isPresent()) {
                throw new IllegalStateException("two limits for " + rule.pattern());
            }
            rule.pattern().withSlash().ifPresent(slashed -> limits.put(slashed, limit));
        }
        limits.forEach(table::putIfAbsent);
        this.any = !rules.isEmpty();
        this.clock = clock;
    }

    /** Finds out who is calling, within the path's limit; the caller's headers tell what is left. */
    CallerCheck.Caller identify(AuthRequest request, Route route, Search search) throws Refused {
        Limit limit = any ? table.find(request.path()) : null;
        return limit == null ? search.find() : identify(request, route, limit, search);
    }

    private CallerCheck.Caller identify(AuthRequest request, Route route, Limit limit, Search search) throws Refused {
        Instant now = clock.instant();
        String address = "a " + AddressBlock.of(request.clientAddress());
        limit.words().require(limit.buckets().look(address, now), route, Optional.empty());
        CallerCheck.Caller caller;
        try {
            caller = search.find();
        } catch (Refused e) {
            Optional<Identity> proved = e.problem().caller();
            TokenBuckets.Level level = limit.buckets().take(client(proved, address), now);
            if (proved.isPresent()) {
                limit.words().require(level, route, proved);
            }
            throw e;
        } catch (RuntimeException e) {
            TokenBuckets.Level unused = limit.buckets().take(address, now);
            throw e;
        }
        TokenBuckets.Level level = limit.buckets().take(client(caller.identity(), address), now);
        limit.words().require(level, route, caller.identity());
        return caller.with(limit.words().headers(level));
    }

    private static String client(Optional<Identity> proved, String address) {
        return proved.map(RouteLimits::credential).orElse(address);
    }

    /** One key of an owner, not all of them; one person, however many logins. Digested, since names of other issuers may be long. */
    private static String credential(Identity identity) {
        String text = identity.scheme() + "\n" + identity.issuer().orElse("") + "\n" + identity.subject() + "\n"
                + identity.attributes().getOrDefault(API_KEY_ID, "");
        return "c " + Base64.getEncoder().encodeToString(sha256(text));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What finds the caller. */
    @FunctionalInterface
    interface Search {
        CallerCheck.Caller find() throws Refused;
    }

    /** A limit, as the application asks for it. */
    record Rule(PathPattern pattern, RateLimit limit) {
        private Limit bound(boolean told) {
            return new Limit(
                    new RateLimited(pattern.toString(), limit, told),
                    new TokenBuckets(limit.count(), limit.interval()));
        }
    }

    private record Limit(RateLimited words, TokenBuckets buckets) {}
}
