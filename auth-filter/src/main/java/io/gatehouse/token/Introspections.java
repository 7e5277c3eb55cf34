package io.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.cache.SingleFlight;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What opaque tokens mean, by asking their server and remembering its answer for a short time, by the token's digest. Anyone can send
 * tokens that nobody has seen: however many come, few questions are under way at once, one for each token, and a bounded number of
 * requests waits. Answers about bad tokens are kept apart, so that they never drive out good ones, and for a moment only. A server that
 * fails is asked again. Safe for any number of threads.
 */
final class Introspections {
    /** How many questions are under way at once. */
    static final int MAX_AT_ONCE = 16;
    /** How many requests may wait, for their own question or for another's about the same token. */
    static final int MAX_WAITING = 64;
    /** How long a bad token is not asked about again. */
    static final Duration BAD_KEPT_FOR = Duration.ofSeconds(2);
    /** The shortest token that is sent: one that can be guessed is none (RFC 6749 section 10.10). */
    static final int MIN_LENGTH = 16;

    private static final int MAX_BAD = 1000;
    /** How long a question waits for its turn. */
    private static final Duration TURN = Duration.ofMillis(500);
    /** Longer than any question takes; whoever waits for another's leaves then, in case that it does not end. */
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    /** What was answered, and in which time it is believed. */
    private record Answer(Outcome outcome, Instant from, Instant until) {
        /** A clock that was set back makes nothing live longer. */
        boolean isFresh(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    private final IntrospectedIssuer issuer;
    private final Cache<TokenDigest, Answer> good;
    private final Cache<TokenDigest, Answer> bad;
    private final SingleFlight<TokenDigest, Outcome> underWay = new SingleFlight<>();
    private final Semaphore turns = new Semaphore(MAX_AT_ONCE, true);
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    Introspections(IntrospectedIssuer issuer, int most) {
        this.issuer = issuer;
        good = cache(most);
        bad = cache(Math.min(most, MAX_BAD));
    }

    private static Cache<TokenDigest, Answer> cache(int most) {
        return Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    }

    IntrospectedIssuer issuer() {
        return issuer;
    }

    Outcome judge(String token, Instant now) throws Rejection {
        requireShape(token);
        TokenDigest digest = TokenDigest.of(token);
        Outcome known = find(digest, now);
        if (known != null) {
            return known;
        }
        if (!waiting.tryAcquire()) {
            throw new StoreUnavailableException("more than " + MAX_WAITING + " requests wait for introspections");
        }
        try {
            return underWay.run(digest, () -> askInTurn(token, digest, now), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for an introspection");
        } catch (TimeoutException e) {
            throw new StoreUnavailableException("another request's introspection of the same token failed", e);
        } finally {
            waiting.release();
        }
    }

    /** RFC 6750 section 2.1, and long enough. Costs nobody a question. */
    private void requireShape(String token) throws Rejection {
        int length = token.length();
        int end = length;
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        boolean fits = end >= MIN_LENGTH && length <= issuer.policy().maxTokenLength();
        for (int i = 0; fits && i < end; i++) {
            fits = isTokenCharacter(token.charAt(i));
        }
        if (!fits) {
            throw new Rejection(TokenProblems.TOKEN_MALFORMED, "not the form of a bearer token");
        }
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._~+/".indexOf(c) >= 0;
    }

    private @Nullable Outcome find(TokenDigest digest, Instant now) {
        Answer answer = good.getIfPresent(digest);
        if (answer == null || !answer.isFresh(now)) {
            answer = bad.getIfPresent(digest);
        }
        return answer != null && answer.isFresh(now) ? answer.outcome() : null;
    }

    private Outcome askInTurn(String token, TokenDigest digest, Instant now) {
        // Another's question may have ended a moment ago
        Outcome known = find(digest, now);
        if (known != null) {
            return known;
        }
        if (!isMyTurn()) {
            throw new StoreUnavailableException("more than " + MAX_AT_ONCE + " introspections are under way");
        }
        try {
            return ask(token, digest, now);
        } finally {
            turns.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Outcome ask(String token, TokenDigest digest, Instant now) {
        IntrospectionPolicy policy = issuer.policy();
        try {
            Identity identity = new IntrospectionCheck(policy, issuer.server().introspect(token), now).check();
            Outcome outcome = Outcome.authenticated(identity);
            // From before the question: what changed while it was under way is noticed no later than it should be
            Instant until = now.plus(policy.keptFor());
            Instant end = identity.expiresAt().orElse(until);
            good.put(digest, new Answer(outcome, now, end.isBefore(until) ? end : until));
            return outcome;
        } catch (Rejection e) {
            Outcome outcome = Outcome.rejected(e.problem());
            good.invalidate(digest);
            bad.put(digest, new Answer(outcome, now, now.plus(BAD_KEPT_FOR)));
            return outcome;
        }
    }
}
