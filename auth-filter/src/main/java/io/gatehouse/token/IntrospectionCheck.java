package io.gatehouse.token;

import io.gatehouse.Identity;
import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The checks of an answer about a token (RFC 7662 section 2.2). What the server says is checked like the claims of a JWT (section 4). */
record IntrospectionCheck(IntrospectionPolicy policy, JsonObject answer, Instant now) {
    /** A member of some servers that tells access tokens from others; some write one, some the other. */
    private static final List<String> ACCESS_TOKEN_USES = List.of("access_token", "access");

    /** Who bears the token. */
    Identity check() throws Rejection {
        requireActive();
        try {
            return checkTypesToo();
        } catch (JsonException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** The boolean {@code true} and nothing that looks like it. An answer without it says nothing of the token. */
    private void requireActive() throws Rejection {
        Object active = answer.members().get("active");
        if (active == null) {
            throw new StoreUnavailableException("the introspection of a token has no \"active\"");
        }
        if (!Boolean.TRUE.equals(active)) {
            throw invalid(Boolean.FALSE.equals(active) ? "not active" : "active is no boolean");
        }
    }

    private Identity checkTypesToo() throws JsonException, Rejection {
        Optional<String> issuer = answer.string("iss");
        if (issuer.isPresent() && !issuer.get().equals(policy.issuer())) {
            throw invalid("another issuer than " + policy.issuer());
        }
        requireAudience();
        Optional<Instant> expiresAt = ClaimsCheck.time(answer, "exp");
        requireTimes(expiresAt);
        requireKind();
        String subject = ClaimsCheck.subject(answer);
        return identity(subject, expiresAt);
    }

    /** Section 4: else tokens for another resource server would be accepted here. */
    private void requireAudience() throws JsonException, Rejection {
        if (policy.audience().isEmpty()) {
            return;
        }
        List<String> audience = ClaimsCheck.audience(answer);
        if (!audience.contains(policy.audience().get())) {
            throw invalid("aud is " + audience + ", not " + policy.audience().get());
        }
    }

    /** Section 4: the server should have looked, but its answer may be of a clock or a cache that is not ours. */
    private void requireTimes(Optional<Instant> expiresAt) throws JsonException, Rejection {
        if (expiresAt.isPresent() && !now.isBefore(expiresAt.get().plus(policy.skew()))) {
            throw new Rejection(TokenProblems.TOKEN_EXPIRED, "introspection: exp was " + expiresAt.get());
        }
        for (String name : List.of("nbf", "iat", "auth_time")) {
            Optional<Instant> time = ClaimsCheck.time(answer, name);
            if (time.isPresent() && time.get().isAfter(now.plus(policy.skew()))) {
                throw new Rejection(TokenProblems.TOKEN_NOT_YET_VALID, "introspection: " + name + " is " + time.get());
            }
        }
    }

    /** Servers answer about refresh and ID tokens too, which are no credentials here; nor is a token that is bound to a key. */
    private void requireKind() throws JsonException, Rejection {
        // RFC 6749 section 5.1: the type is case-insensitive
        Optional<String> type = answer.string("token_type");
        if (type.isPresent() && !type.get().equalsIgnoreCase("Bearer")) {
            throw invalid("token_type is " + type.get());
        }
        Optional<String> use = answer.string("token_use");
        if (use.isPresent() && !ACCESS_TOKEN_USES.contains(use.get().toLowerCase(Locale.ROOT))) {
            throw invalid("token_use is " + use.get());
        }
        ClaimsCheck.refuseKeyBound(answer);
        ClaimsCheck.refuseOtherKinds(answer);
    }

    private Identity identity(String subject, Optional<Instant> expiresAt) throws JsonException, Rejection {
        Optional<Instant> issuedAt = ClaimsCheck.time(answer, "iat");
        // Unknown counts as long ago, as for JWTs
        Instant authenticatedAt =
                ClaimsCheck.time(answer, "auth_time").or(() -> issuedAt).orElse(Instant.EPOCH);
        Identity identity = Identity.of(subject, BearerAuthentication.SCHEME, authenticatedAt)
                .withIssuer(policy.issuer())
                .withRoles(TokenIdentity.roles(answer, policy.rolePaths()))
                .withScopes(TokenIdentity.scopes(answer, policy.scopePaths()))
                .withAttributes(answer.members());
        return expiresAt.map(identity::withExpiresAt).orElse(identity);
    }

    private static Rejection invalid(String reason) {
        return new Rejection(TokenProblems.TOKEN_INVALID, "introspection: " + reason);
    }
}
