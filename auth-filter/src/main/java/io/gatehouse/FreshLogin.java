package io.gatehouse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** RFC 9470: a login that is not older than some time. */
record FreshLogin(Duration maxAge) implements Requirement {
    /** What the clocks of two machines may differ by; a login later than that is not believed. */
    private static final Duration MAX_SKEW = Duration.ofMinutes(1);

    FreshLogin {
        if (maxAge.compareTo(Duration.ofSeconds(1)) < 0 || !maxAge.equals(Duration.ofSeconds(maxAge.toSeconds()))) {
            throw new IllegalArgumentException("the greatest age of a login is whole seconds, at least one: " + maxAge);
        }
    }

    /** Without the time, no login is fresh. */
    @Override
    public Optional<Problem> refuse(Identity identity) {
        return Optional.of(stale("the time is not known"));
    }

    @Override
    public Optional<Problem> refuse(Identity identity, Clock clock) {
        if (identity.issuer().isEmpty() && identity.loginId().isEmpty()) {
            return Optional.of(Problem.of(
                    RequestProblems.FORBIDDEN, "a recent login is needed, the credential is " + identity.scheme()));
        }
        // RFC 9470 section 5: what does not say when the person signed in can't show that it was lately
        if (identity.issuer().isPresent() && !identity.attributes().containsKey("auth_time")) {
            return Optional.of(stale("the issuer does not say when the person signed in"));
        }
        Instant now = clock.instant();
        Instant at = identity.authenticatedAt();
        return at.isAfter(now.plus(MAX_SKEW)) || at.isBefore(now.minus(maxAge))
                ? Optional.of(stale("signed in at " + at))
                : Optional.empty();
    }

    private Problem stale(String reason) {
        return Problem.of(RequestProblems.REAUTHENTICATION_REQUIRED, reason + "; needs a " + this)
                .withMaxAge(maxAge);
    }

    @Override
    public String toString() {
        return "login of the last " + maxAge.toSeconds() + " s";
    }
}
