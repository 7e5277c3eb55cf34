package io.gatehouse.token;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an issuer must answer about its opaque tokens (RFC 7662 section 2.2). Immutable; start with {@link #of}.
 *
 * @param issuer whose subjects its tokens name; an {@code iss} in an answer must be the same, character by character
 * @param audience what must be among the {@code aud}: the name of this application; empty accepts tokens for anybody
 * @param skew how far the clocks may differ, up to 5 minutes
 * @param rolePaths where roles are: names of members, or names joined by dots such as {@code realm_access.roles}
 * @param scopePaths where scopes are
 * @param maxTokenLength the longest token that is sent, up to 16384 characters
 * @param keptFor how long an answer is believed, up to a minute: for so long a token works on that was revoked
 */
public record IntrospectionPolicy(
        String issuer,
        Optional<String> audience,
        Duration skew,
        List<String> rolePaths,
        List<String> scopePaths,
        int maxTokenLength,
        Duration keptFor) {
    private static final Duration MAX_KEPT_FOR = Duration.ofMinutes(1);

    /**
     * Refuses contradictions.
     *
     * @throws IllegalArgumentException if a part is blank or out of bounds, as for {@link JwtPolicy}
     */
    public IntrospectionPolicy {
        JwtPolicy.of(issuer, audience.orElse("anybody"), Set.of(SignatureAlgorithm.ES256))
                .withSkew(skew)
                .withRolePaths(rolePaths.toArray(String[]::new))
                .withScopePaths(scopePaths.toArray(String[]::new))
                .withMaxTokenLength(maxTokenLength);
        rolePaths = List.copyOf(rolePaths);
        scopePaths = List.copyOf(scopePaths);
        if (keptFor.isNegative() || keptFor.compareTo(MAX_KEPT_FOR) > 0) {
            throw new IllegalArgumentException("answers are believed for " + keptFor + ", must be zero to a minute");
        }
    }

    /**
     * 60 s of skew, roles of {@code groups}, scopes of {@code scope} and {@code scp}, at most 8 KiB, answers believed for 30 s.
     *
     * @param issuer the issuer
     * @param audience the name of this application in {@code aud}
     * @return the policy
     * @throws IllegalArgumentException if one is blank, or the issuer is none
     */
    public static IntrospectionPolicy of(String issuer, String audience) {
        return new IntrospectionPolicy(
                issuer,
                Optional.of(audience),
                Duration.ofSeconds(60),
                List.of("groups"),
                List.of("scope", "scp"),
                8 * 1024,
                Duration.ofSeconds(30));
    }

    /**
     * Sets how far the clocks may differ.
     *
     * @param value 0 to 5 minutes
     * @return a changed copy
     */
    public IntrospectionPolicy withSkew(Duration value) {
        return new IntrospectionPolicy(issuer, audience, value, rolePaths, scopePaths, maxTokenLength, keptFor);
    }

    /**
     * Sets where roles are; those of every path are taken together.
     *
     * @param paths names of members, or names joined by dots; none for no roles
     * @return a changed copy
     */
    public IntrospectionPolicy withRolePaths(String... paths) {
        return new IntrospectionPolicy(issuer, audience, skew, List.of(paths), scopePaths, maxTokenLength, keptFor);
    }

    /**
     * Sets where scopes are; those of every path are taken together.
     *
     * @param paths names of members, or names joined by dots; none for no scopes
     * @return a changed copy
     */
    public IntrospectionPolicy withScopePaths(String... paths) {
        return new IntrospectionPolicy(issuer, audience, skew, rolePaths, List.of(paths), maxTokenLength, keptFor);
    }

    /**
     * Sets the longest token that is sent.
     *
     * @param value 1 to 16384 characters
     * @return a changed copy
     */
    public IntrospectionPolicy withMaxTokenLength(int value) {
        return new IntrospectionPolicy(issuer, audience, skew, rolePaths, scopePaths, value, keptFor);
    }

    /**
     * Sets how long an answer is believed; never beyond the token's {@code exp}.
     *
     * @param value zero, to ask for every request, to one minute
     * @return a changed copy
     */
    public IntrospectionPolicy withKeptFor(Duration value) {
        return new IntrospectionPolicy(issuer, audience, skew, rolePaths, scopePaths, maxTokenLength, value);
    }

    /**
     * For servers that name no audience: accepts tokens that were issued for any application. Weaker: whoever is given a token, for
     * whatever, can use it here.
     *
     * @return a changed copy
     */
    public IntrospectionPolicy allowAnyAudience() {
        return new IntrospectionPolicy(issuer, Optional.empty(), skew, rolePaths, scopePaths, maxTokenLength, keptFor);
    }
}
