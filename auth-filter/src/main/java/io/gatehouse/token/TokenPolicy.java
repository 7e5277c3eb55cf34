package io.gatehouse.token;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How logins by tokens are issued. Immutable.
 *
 * @param issuer the {@code iss} of access tokens: this application's address
 * @param audience the {@code aud} of access tokens: the API they are for
 * @param clientId the {@code client_id} of access tokens (RFC 9068 section 2.2); must not look like an account's id
 * @param accessLifetime how long an access token lives, unless its login ends or lies unused before
 * @param refreshIdle how long a refresh token may lie unused
 * @param refreshAbsolute how long a login lives, however much it is used
 * @param maxRotations how often a login may be refreshed; stores keep each used-up token until the login ends, so this bounds them
 * @param retryWindow how long a used-up refresh token is answered with its successor once more; zero switches that off
 */
public record TokenPolicy(
        String issuer,
        String audience,
        String clientId,
        Duration accessLifetime,
        Duration refreshIdle,
        Duration refreshAbsolute,
        int maxRotations,
        Duration retryWindow) {
    /** The longest life of an access token. */
    public static final Duration MAX_ACCESS_LIFETIME = Duration.ofHours(1);
    /** The longest life of a login; NIST SP 800-63B-4 section 2.1.3 asks for at most 30 days. */
    public static final Duration MAX_REFRESH_ABSOLUTE = Duration.ofDays(365);
    /** The most refreshes of one login. */
    public static final int MAX_ROTATIONS = 100_000;
    /** The longest retry window. */
    public static final Duration MAX_RETRY_WINDOW = Duration.ofSeconds(60);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one is blank or out of bounds, or the issuer is none of {@link JwtPolicy}; the message says
     *     which
     */
    public TokenPolicy {
        // What no verifier could be told to accept must not be issued either
        JwtPolicy.of(issuer, audience, Set.of(SignatureAlgorithm.ES256));
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("clientId is blank");
        }
        requireBetween("accessLifetime", accessLifetime, SHORTEST, MAX_ACCESS_LIFETIME);
        requireBetween("refreshAbsolute", refreshAbsolute, accessLifetime, MAX_REFRESH_ABSOLUTE);
        requireBetween("refreshIdle", refreshIdle, SHORTEST, refreshAbsolute);
        if (maxRotations < 1 || maxRotations > MAX_ROTATIONS) {
            throw new IllegalArgumentException("maxRotations is " + maxRotations + ", must be 1 to " + MAX_ROTATIONS);
        }
        requireBetween("retryWindow", retryWindow, Duration.ZERO, MAX_RETRY_WINDOW);
    }

    /**
     * 15 minutes of access, 7 days of idleness, 30 days and 10 000 refreshes in all (one in 15 minutes makes 2 880), 5 seconds to retry.
     *
     * @param issuer this application's address, https
     * @param audience the API that the tokens are for
     * @return the policy
     */
    public static TokenPolicy of(String issuer, String audience) {
        return new TokenPolicy(
                issuer,
                audience,
                "first-party",
                Duration.ofMinutes(15),
                Duration.ofDays(7),
                Duration.ofDays(30),
                10_000,
                Duration.ofSeconds(5));
    }

    /**
     * Replaces the client id.
     *
     * @param value the {@code client_id}
     * @return a changed copy
     */
    public TokenPolicy withClientId(String value) {
        return new TokenPolicy(
                issuer, audience, value, accessLifetime, refreshIdle, refreshAbsolute, maxRotations, retryWindow);
    }

    /**
     * Replaces the life of access tokens.
     *
     * @param value 1 second to 1 hour
     * @return a changed copy
     */
    public TokenPolicy withAccessLifetime(Duration value) {
        return new TokenPolicy(
                issuer, audience, clientId, value, refreshIdle, refreshAbsolute, maxRotations, retryWindow);
    }

    /**
     * Replaces how long a refresh token may lie unused.
     *
     * @param value at most the absolute life
     * @return a changed copy
     */
    public TokenPolicy withRefreshIdle(Duration value) {
        return new TokenPolicy(
                issuer, audience, clientId, accessLifetime, value, refreshAbsolute, maxRotations, retryWindow);
    }

    /**
     * Replaces how long a login lives; shortens the idle time to it if need be.
     *
     * @param value at most 365 days
     * @return a changed copy
     */
    public TokenPolicy withRefreshAbsolute(Duration value) {
        Duration idle = refreshIdle.compareTo(value) > 0 ? value : refreshIdle;
        return new TokenPolicy(issuer, audience, clientId, accessLifetime, idle, value, maxRotations, retryWindow);
    }

    /**
     * Replaces how often a login may be refreshed.
     *
     * @param value 1 to {@value #MAX_ROTATIONS}
     * @return a changed copy
     */
    public TokenPolicy withMaxRotations(int value) {
        return new TokenPolicy(
                issuer, audience, clientId, accessLifetime, refreshIdle, refreshAbsolute, value, retryWindow);
    }

    /**
     * Replaces the retry window.
     *
     * @param value zero to 60 seconds
     * @return a changed copy
     */
    public TokenPolicy withRetryWindow(Duration value) {
        return new TokenPolicy(
                issuer, audience, clientId, accessLifetime, refreshIdle, refreshAbsolute, maxRotations, value);
    }

    /** What verifiers demand of these tokens. Every key has one algorithm; all of a kind are listed, so that the ring may rotate to another. */
    JwtPolicy verification(SignatureAlgorithm algorithm) {
        Set<SignatureAlgorithm> sameKind = EnumSet.allOf(SignatureAlgorithm.class);
        sameKind.removeIf(other -> other.isHmac() != algorithm.isHmac());
        return JwtPolicy.of(issuer, audience, sameKind).allowLocalAccounts();
    }

    private static void requireBetween(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ", must be " + least + " to " + most);
        }
    }
}
