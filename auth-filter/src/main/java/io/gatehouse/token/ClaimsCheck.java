package io.gatehouse.token;

import io.gatehouse.ProblemType;
import io.gatehouse.Rejection;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The checks of claims whose signature holds (RFC 7519 section 4.1, RFC 9068 section 4). */
final class ClaimsCheck {
    private static final int MAX_SUBJECT = 255;
    private static final double LAST_SECOND = 253_402_300_799d;

    /** What other kinds of tokens have: OpenID Connect Core sections 2 and 3.3.2.11, Back-Channel Logout section 2.4. */
    private static final List<String> OF_OTHER_TOKENS = List.of("nonce", "at_hash", "c_hash", "events");

    private final JwtPolicy policy;
    private final JsonObject claims;
    private final Instant now;

    ClaimsCheck(JwtPolicy policy, JsonObject claims, Instant now) {
        this.policy = policy;
        this.claims = claims;
        this.now = now;
    }

    /** The claims that are needed later, checked. */
    record Checked(
            String subject,
            Set<String> audience,
            Instant expiresAt,
            Optional<Instant> notBefore,
            Optional<Instant> issuedAt,
            Optional<Instant> authenticatedAt,
            Optional<String> id,
            Optional<String> sessionId) {}

    Checked check() throws Rejection {
        try {
            return checkTypesToo();
        } catch (JsonException e) {
            throw invalid("claims: " + e.getMessage());
        }
    }

    private Checked checkTypesToo() throws JsonException, Rejection {
        requireIssuer();
        Set<String> audience = requiredAudience();
        Instant expiresAt = time(claims, "exp").orElseThrow(() -> invalid("exp is missing"));
        Optional<Instant> notBefore = time(claims, "nbf");
        Optional<Instant> issuedAt = time(claims, "iat");
        Optional<Instant> authenticatedAt = time(claims, "auth_time");
        checkTimes(expiresAt, notBefore, issuedAt, authenticatedAt);
        String subject = subject(claims);
        refuseKeyBound(claims);
        // RFC 8725 section 3.12; for RFC 9068 types the type is enough
        if (policy.typeIsVague()) {
            refuseOtherKinds(claims);
        }
        return new Checked(
                subject,
                audience,
                expiresAt,
                notBefore,
                issuedAt,
                authenticatedAt,
                text(claims, "jti"),
                text(claims, "sid"));
    }

    /** RFC 7519 section 4.1.1. */
    private void requireIssuer() throws JsonException, Rejection {
        if (!claims.string("iss").equals(Optional.of(policy.issuer()))) {
            throw invalid("another issuer than " + policy.issuer());
        }
    }

    /** RFC 7519 section 4.1.3: a string or an array of strings, and we must be among them. */
    private Set<String> requiredAudience() throws JsonException, Rejection {
        List<String> audience = audience(claims);
        if (!audience.contains(policy.audience())) {
            throw invalid("aud is " + audience + ", not " + policy.audience());
        }
        return Set.copyOf(audience.stream().distinct().toList());
    }

    /** RFC 7519 sections 4.1.4 to 4.1.6; OpenID Connect Core section 2 (auth_time). The skew is the policy's, bounded there. */
    private void checkTimes(
            Instant expiresAt, Optional<Instant> notBefore, Optional<Instant> issuedAt, Optional<Instant> authenticated)
            throws Rejection {
        if (!now.isBefore(expiresAt.plus(policy.skew()))) {
            throw new Rejection(TokenProblems.TOKEN_EXPIRED, "exp was " + expiresAt);
        }
        refuseFuture(TokenProblems.TOKEN_NOT_YET_VALID, "nbf", notBefore, expiresAt);
        refuseFuture(TokenProblems.TOKEN_NOT_YET_VALID, "iat", issuedAt, expiresAt);
        refuseFuture(TokenProblems.TOKEN_INVALID, "auth_time", authenticated, expiresAt);
    }

    private void refuseFuture(ProblemType problem, String name, Optional<Instant> time, Instant expiresAt)
            throws Rejection {
        if (time.isEmpty()) {
            return;
        }
        if (time.get().isAfter(expiresAt)) {
            throw invalid(name + " is after exp");
        }
        if (time.get().isAfter(now.plus(policy.skew()))) {
            throw new Rejection(problem, name + " is " + time.get());
        }
    }

    static List<String> audience(JsonObject claims) throws JsonException, Rejection {
        return claims.members().get("aud") instanceof String one
                ? List.of(one)
                : claims.strings("aud").orElseThrow(() -> invalid("aud is missing"));
    }

    static String subject(JsonObject claims) throws JsonException, Rejection {
        String subject = text(claims, "sub").orElseThrow(() -> invalid("sub is missing"));
        if (subject.length() > MAX_SUBJECT) {
            throw invalid("sub is longer than " + MAX_SUBJECT);
        }
        return subject;
    }

    /** A token bound to a key is no bearer token (RFC 9449 section 7.1, RFC 8705 section 3). */
    static void refuseKeyBound(JsonObject claims) throws Rejection {
        if (claims.has("cnf")) {
            throw invalid("bound to a key (cnf), which is not proved here");
        }
    }

    /** What ID tokens, logout tokens and refresh tokens have. */
    static void refuseOtherKinds(JsonObject claims) throws JsonException, Rejection {
        for (String name : OF_OTHER_TOKENS) {
            if (claims.has(name)) {
                throw invalid("has " + name + ", so it is no access token");
            }
        }
        Optional<String> kind = claims.string("typ");
        if (kind.isPresent() && !kind.get().toLowerCase(Locale.ROOT).equals("bearer")) {
            throw invalid("its claim typ is " + kind.get());
        }
    }

    /** RFC 7519 section 2, NumericDate: seconds as a number, with or without fraction, here from 1970 to 9999. */
    static Optional<Instant> time(JsonObject claims, String name) throws JsonException, Rejection {
        Optional<Number> number = claims.number(name);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        double seconds = number.get().doubleValue();
        if (!(seconds >= 0 && seconds <= LAST_SECOND)) {
            throw invalid(name + " is no time");
        }
        return Optional.of(
                number.get() instanceof Long whole
                        ? Instant.ofEpochSecond(whole)
                        : Instant.ofEpochMilli((long) (seconds * 1000)));
    }

    private static Optional<String> text(JsonObject claims, String name) throws JsonException, Rejection {
        Optional<String> text = claims.string(name);
        if (text.isPresent() && text.get().isBlank()) {
            throw invalid(name + " is blank");
        }
        return text;
    }

    private static Rejection invalid(String reason) {
        return new Rejection(TokenProblems.TOKEN_INVALID, reason);
    }
}
