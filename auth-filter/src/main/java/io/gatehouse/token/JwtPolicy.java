package io.gatehouse.token;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a token of one issuer must be like. Immutable; start with {@link #of}.
 *
 * @param issuer the {@code iss}, compared character by character
 * @param audience what must be among the {@code aud}: the name of this application, compared character by character
 * @param algorithms what tokens may be signed by; either HMAC or public-key algorithms
 * @param skew how far the clocks may differ, up to {@value #MAX_SKEW_MINUTES} minutes
 * @param requiredType the {@code typ} that tokens must have; empty accepts none, {@code JWT} and {@code at+jwt}
 * @param rolePaths where roles are: names of claims, or names joined by dots such as {@code realm_access.roles}
 * @param scopePaths where scopes are
 * @param maxTokenLength the longest token that is read, up to {@value #MAX_LENGTH} characters
 * @param localAccounts whether {@code sub} is the id of an account of this application; for our own issuer only
 */
public record JwtPolicy(
        String issuer,
        String audience,
        Set<SignatureAlgorithm> algorithms,
        Duration skew,
        Optional<String> requiredType,
        List<String> rolePaths,
        List<String> scopePaths,
        int maxTokenLength,
        boolean localAccounts) {
    /** The {@code typ} of access tokens (RFC 9068 section 2.1). */
    public static final String ACCESS_TOKEN_TYPE = "at+jwt";

    private static final int MAX_SKEW_MINUTES = 5;
    private static final int MAX_LENGTH = 16 * 1024;
    private static final int USUAL_LENGTH = 8 * 1024;

    /**
     * Refuses contradictions.
     *
     * @throws IllegalArgumentException if issuer, audience or a path is blank, the issuer is an http address (other than this machine's)
     *     or an https address with a query or fragment, no algorithm is given, HMAC and public-key algorithms are mixed, or skew or length
     *     are out of bounds
     */
    public JwtPolicy {
        algorithms = Set.copyOf(algorithms);
        rolePaths = List.copyOf(rolePaths);
        scopePaths = List.copyOf(scopePaths);
        requireIssuer(issuer);
        require(!audience.isBlank(), "the audience is blank");
        require(!algorithms.isEmpty(), "a policy needs at least one algorithm");
        // RFC 8725 section 2.1: else a public key could be taken for the secret of an HMAC
        long shared = algorithms.stream().filter(SignatureAlgorithm::isHmac).count();
        require(shared == 0 || shared == algorithms.size(), "HMAC and public-key algorithms are not mixed");
        require(
                !skew.isNegative() && skew.compareTo(Duration.ofMinutes(MAX_SKEW_MINUTES)) <= 0,
                "the skew is 0 to " + MAX_SKEW_MINUTES + " minutes");
        require(requiredType.isEmpty() || !requiredType.get().isBlank(), "the required type is blank");
        require(
                rolePaths.stream().noneMatch(String::isBlank)
                        && scopePaths.stream().noneMatch(String::isBlank),
                "a path of roles or scopes is blank");
        require(maxTokenLength > 0 && maxTokenLength <= MAX_LENGTH, "the token length is 1 to " + MAX_LENGTH);
    }

    /**
     * A policy for access tokens: {@code typ} {@code at+jwt}, 60 s of skew, roles of {@code groups}, scopes of {@code scope} and {@code
     * scp}, at most 8 KiB.
     *
     * @param issuer the {@code iss}
     * @param audience the name of this application in {@code aud}
     * @param algorithms what tokens may be signed by
     * @return the policy
     * @throws IllegalArgumentException if the arguments contradict each other or are blank
     */
    public static JwtPolicy of(String issuer, String audience, Set<SignatureAlgorithm> algorithms) {
        return new JwtPolicy(
                issuer,
                audience,
                algorithms,
                Duration.ofSeconds(60),
                Optional.of(ACCESS_TOKEN_TYPE),
                List.of("groups"),
                List.of("scope", "scp"),
                USUAL_LENGTH,
                false);
    }

    /**
     * Sets how far the clocks may differ.
     *
     * @param value 0 to 5 minutes
     * @return a changed copy
     */
    public JwtPolicy withSkew(Duration value) {
        return new JwtPolicy(
                issuer,
                audience,
                algorithms,
                value,
                requiredType,
                rolePaths,
                scopePaths,
                maxTokenLength,
                localAccounts);
    }

    /**
     * Asks for another type of token.
     *
     * @param value the media type, with or without {@code application/}
     * @return a changed copy
     */
    public JwtPolicy withRequiredType(String value) {
        return new JwtPolicy(
                issuer,
                audience,
                algorithms,
                skew,
                Optional.of(value),
                rolePaths,
                scopePaths,
                maxTokenLength,
                localAccounts);
    }

    /**
     * For issuers that don't mark their access tokens: accepts {@code typ} absent, {@code JWT} or {@code at+jwt}. Weaker, since other
     * tokens of the issuer are then told apart by their claims only: those of ID tokens ({@code nonce}, {@code at_hash}, {@code c_hash}),
     * logout tokens ({@code events}), and a claim {@code typ} other than {@code Bearer}, are refused.
     *
     * @return a changed copy
     */
    public JwtPolicy allowAnyType() {
        return new JwtPolicy(
                issuer,
                audience,
                algorithms,
                skew,
                Optional.empty(),
                rolePaths,
                scopePaths,
                maxTokenLength,
                localAccounts);
    }

    /**
     * Sets where roles are; those of every path are taken together.
     *
     * @param paths names of claims, or names joined by dots; none for no roles
     * @return a changed copy
     */
    public JwtPolicy withRolePaths(String... paths) {
        return new JwtPolicy(
                issuer,
                audience,
                algorithms,
                skew,
                requiredType,
                List.of(paths),
                scopePaths,
                maxTokenLength,
                localAccounts);
    }

    /**
     * Sets where scopes are; those of every path are taken together.
     *
     * @param paths names of claims, or names joined by dots; none for no scopes
     * @return a changed copy
     */
    public JwtPolicy withScopePaths(String... paths) {
        return new JwtPolicy(
                issuer,
                audience,
                algorithms,
                skew,
                requiredType,
                rolePaths,
                List.of(paths),
                maxTokenLength,
                localAccounts);
    }

    /**
     * Sets the longest token that is read.
     *
     * @param value 1 to 16384 characters
     * @return a changed copy
     */
    public JwtPolicy withMaxTokenLength(int value) {
        return new JwtPolicy(
                issuer, audience, algorithms, skew, requiredType, rolePaths, scopePaths, value, localAccounts);
    }

    /**
     * Says that this issuer is the application itself: {@code sub} is the id of one of its accounts and {@code sid} one of its logins.
     *
     * @return a changed copy
     */
    public JwtPolicy allowLocalAccounts() {
        return new JwtPolicy(
                issuer, audience, algorithms, skew, requiredType, rolePaths, scopePaths, maxTokenLength, true);
    }

    /** RFC 7515 section 4.1.9: a media type, case-insensitive, {@code application/} optional. */
    boolean acceptsType(Optional<String> type) {
        Optional<String> bare = type.map(JwtPolicy::bareType);
        return requiredType.isPresent()
                ? bare.equals(requiredType.map(JwtPolicy::bareType))
                : bare.isEmpty() || bare.get().equals("jwt") || bare.get().equals(ACCESS_TOKEN_TYPE);
    }

    /** Whether the type alone does not tell an access token from others of the issuer. */
    boolean typeIsVague() {
        return requiredType.isEmpty() || bareType(requiredType.get()).equals("jwt");
    }

    private static String bareType(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
    }

    /** RFC 8414 section 2: an https address without query and fragment; names that are no addresses are left alone. */
    private static void requireIssuer(String issuer) {
        require(!issuer.isBlank(), "the issuer is blank");
        if (issuer.indexOf(':') < 0) {
            return;
        }
        try {
            URI uri = URI.create(issuer);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web) {
                Loopback.requireHttps(uri, true);
                require(uri.getRawQuery() == null && uri.getRawFragment() == null, "has a query or a fragment");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the issuer is no https address without query and fragment: " + issuer);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
