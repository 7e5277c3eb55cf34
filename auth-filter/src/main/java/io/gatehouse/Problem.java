package io.gatehouse;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why a request is refused. The client is told the type and the detail; the reason goes to the log and the event listener only.
 *
 * @param type what kind of problem it is
 * @param detail what the client may know
 * @param reason what the operator should know: the check that failed, expected and actual value. Never a secret. Cleaned of
 *     control characters and cut to {@value #MAX_REASON} characters here, since parts of it come from outside
 * @param headers header fields of the answer, such as {@code Retry-After}
 * @param scopes the scopes that would have been needed; for {@code insufficient_scope} challenges (RFC 6750 section 3.1)
 * @param maxAge how old a login may be that would have been enough; for {@code insufficient_user_authentication} challenges (RFC
 *     9470 section 3)
 * @param subject whose account it concerns, if that was proved; for the event listener only
 * @param caller who was found to be calling, if anybody; for the event listener only
 * @param page where the browser goes instead of showing the problem; empty for everything but steps of a login in the address bar
 */
public record Problem(
        ProblemType type,
        String detail,
        String reason,
        Map<String, String> headers,
        Set<String> scopes,
        Optional<Duration> maxAge,
        Optional<String> subject,
        Optional<Identity> caller,
        Optional<URI> page) {
    /** The longest reason that is kept. */
    public static final int MAX_REASON = 300;

    /** How long a client is asked to wait when a store or key server is down. */
    public static final Duration RETRY_WHEN_UNAVAILABLE = Duration.ofSeconds(5);

    public Problem {
        reason = clean(reason);
        headers = Map.copyOf(headers);
        scopes = Set.copyOf(scopes);
    }

    /**
     * A problem with its type's detail.
     *
     * @param type what kind of problem it is
     * @param reason what the operator should know; never a secret
     * @return the problem
     */
    public static Problem of(ProblemType type, String reason) {
        return new Problem(
                type,
                type.detail(),
                reason,
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A store, key server or other means is down: 503 with {@code Retry-After}.
     *
     * @param reason what the operator should know
     * @return the problem
     */
    public static Problem unavailable(String reason) {
        return of(RequestProblems.UNAVAILABLE, reason).withRetryAfter(RETRY_WHEN_UNAVAILABLE);
    }

    /**
     * Tells the client more than the type does.
     *
     * @param value what the client may know
     * @return a changed copy
     */
    public Problem withDetail(String value) {
        return new Problem(type, value, reason, headers, scopes, maxAge, subject, caller, page);
    }

    /**
     * Asks the client to wait.
     *
     * @param wait how long; rounded up to whole seconds, at least one (RFC 9110 section 10.2.3)
     * @return a changed copy
     */
    public Problem withRetryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return withHeader("Retry-After", Long.toString(seconds));
    }

    /**
     * Adds a header field to the answer.
     *
     * @param name the field's name
     * @param value the field's value
     * @return a changed copy
     */
    public Problem withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail, reason, more, scopes, maxAge, subject, caller, page);
    }

    /**
     * Says whose account it concerns.
     *
     * @param value the subject, proved by a credential
     * @return a changed copy
     */
    public Problem withSubject(String value) {
        return new Problem(type, detail, reason, headers, scopes, maxAge, Optional.of(value), caller, page);
    }

    /**
     * Names the scopes that would have been needed.
     *
     * @param value the scopes
     * @return a changed copy
     */
    public Problem withScopes(Set<String> value) {
        return new Problem(type, detail, reason, headers, value, maxAge, subject, caller, page);
    }

    /**
     * Sends the browser on to a page or app that can tell it better: 303 there, without a body.
     *
     * @param value where to; an address that the application has chosen
     * @return a changed copy
     */
    public Problem withPage(URI value) {
        return new Problem(type, detail, reason, headers, scopes, maxAge, subject, caller, Optional.of(value));
    }

    /**
     * Says how fresh a login would have been enough.
     *
     * @param value the most time since the person proved who they are
     * @return a changed copy
     */
    public Problem withMaxAge(Duration value) {
        return new Problem(type, detail, reason, headers, scopes, Optional.of(value), subject, caller, page);
    }

    /**
     * Says who was found to be calling, and so whose account it concerns.
     *
     * @param identity the caller, proved by a credential
     * @return a changed copy
     */
    public Problem about(Identity identity) {
        // What the scheme itself has proved wins: it is an account of this application
        Optional<Identity> known =
                subject.isEmpty() || subject.equals(identity.accountId()) ? Optional.of(identity) : Optional.empty();
        return new Problem(
                type,
                detail,
                reason,
                headers,
                scopes,
                maxAge,
                subject.or(() -> Optional.of(identity.subject())),
                known,
                page);
    }

    private static String clean(String text) {
        return PlainText.of(text.length() > MAX_REASON ? text.substring(0, MAX_REASON) + "…" : text);
    }
}
