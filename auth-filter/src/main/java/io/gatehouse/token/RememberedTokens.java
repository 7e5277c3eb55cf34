package io.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.Outcome;
import io.gatehouse.Rejection;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were verified lately, by their digests, with what they were found to mean. The raw token is not kept. Bounded; safe for any
 * number of threads. Revocation is not remembered: it is asked every time.
 */
final class RememberedTokens {
    /** How long a token is not checked from scratch again. */
    static final Duration KEPT = Duration.ofMinutes(5);

    /**
     * A verified token.
     *
     * @param until from when on it must be verified again, at the latest when its key ends
     */
    record Entry(VerifiedJwt token, Outcome outcome, Instant from, Instant until, Instant expired) {}

    private final Cache<TokenDigest, Entry> entries;

    RememberedTokens(int most) {
        entries = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(KEPT)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Finds a token that needs no further check of its signature and claims.
     *
     * @return null if it must be verified
     * @throws Rejection if it expired
     */
    @Nullable
    Entry find(TokenDigest digest, Instant now) throws Rejection {
        Entry entry = entries.getIfPresent(digest);
        if (entry == null) {
            return null;
        }
        if (!now.isBefore(entry.expired())) {
            throw new Rejection(
                    TokenProblems.TOKEN_EXPIRED, "exp was " + entry.token().expiresAt());
        }
        boolean good = now.isBefore(entry.until())
                && !now.isBefore(entry.from())
                && entry.token().keysAreUnchanged();
        return good ? entry : null;
    }

    Entry add(TokenDigest digest, VerifiedJwt token, Outcome outcome, Instant now) {
        Instant until = now.plus(KEPT);
        if (token.keyEnd().isPresent() && token.keyEnd().get().isBefore(until)) {
            until = token.keyEnd().get();
        }
        Entry entry = new Entry(token, outcome, token.acceptedFrom(), until, token.expiredFrom());
        entries.put(digest, entry);
        return entry;
    }
}
