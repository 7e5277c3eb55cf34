package io.gatehouse.oauth;

import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.secret.SecretHash;
import io.gatehouse.token.JwtSignatures;
import io.gatehouse.token.KeySource;
import io.gatehouse.token.ParsedJwt;
import io.gatehouse.token.SignatureAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checks of an ID token that came from the token endpoint, in the order of OpenID Connect Core section 3.1.3.7. Numbers in brackets
 * are those of that section's list.
 */
record IdTokenCheck(OAuthProvider provider, JwtSignatures signatures, Instant now) {
    /** The longest ID token that is read, in characters: groups of large organizations are in there. */
    static final int MAX_LENGTH = 32 * 1024;

    /** What the token must fit, beside the provider. */
    record Expected(SecretHash nonce, Instant begunAt, String accessToken) {}

    JsonObject check(String idToken, Expected expected, KeySource keys) throws Rejection {
        try {
            return checkInOrder(idToken, expected, keys);
        } catch (JsonException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (StoreUnavailableException e) {
            throw ProviderHttp.unavailable(String.valueOf(e.getMessage()));
        } catch (Rejection e) {
            // Syntax and signature are refused by the package of access tokens, whose problems are not ours
            throw e.problem().type().equals(OAuthProblems.PROVIDER_REFUSED)
                    ? e
                    : refused(e.problem().reason());
        }
    }

    /** The ID token that may come with refreshed tokens (section 12.2): of the same person, issued now, and of the same sign-in if it says. */
    void checkRefreshed(TokenResponse tokens, KeptTokens kept, Instant asked, KeySource keys) throws Rejection {
        try {
            ParsedJwt token = ParsedJwt.parse(tokens.idToken().orElseThrow(), MAX_LENGTH);
            JsonObject claims = token.claims();
            requireIssuer(claims);
            requireAudience(claims);
            requireAuthorizedParty(claims);
            requireSignature(token, keys);
            requireTimes(claims, asked);
            if (claims.has("nonce")) {
                requireNonce(claims, SecretHash.parse(kept.nonce()));
            }
            requireAccessTokenHash(claims, token.algorithm(), tokens.accessToken());
            if (!claims.string("sub").equals(Optional.of(kept.subject()))) {
                throw refused("sub is not that of the sign-in");
            }
        } catch (JsonException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (StoreUnavailableException e) {
            throw ProviderHttp.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private JsonObject checkInOrder(String idToken, Expected expected, KeySource keys) throws JsonException, Rejection {
        // (1) No encryption is agreed on: a token of five parts is refused here, and so is alg none
        ParsedJwt token = ParsedJwt.parse(idToken, MAX_LENGTH);
        JsonObject claims = token.claims();
        requireIssuer(claims);
        requireAudience(claims);
        requireAuthorizedParty(claims);
        requireSignature(token, keys);
        requireTimes(claims, expected.begunAt());
        requireNonce(claims, expected.nonce());
        requireContext(claims);
        requireAuthenticationTime(claims);
        requireAccessTokenHash(claims, token.algorithm(), expected.accessToken());
        requireSubject(claims);
        requireClaims(claims);
        return claims;
    }

    /** (2) The issuer, exactly. */
    void requireIssuer(JsonObject claims) throws JsonException, Rejection {
        if (!claims.string("iss").equals(Optional.of(provider.issuer()))) {
            throw refused("iss is not " + provider.issuer());
        }
    }

    /** (3) This application, and nobody else: no other audience is trusted. */
    void requireAudience(JsonObject claims) throws JsonException, Rejection {
        List<String> audience = claims.members().get("aud") instanceof String one
                ? List.of(one)
                : claims.strings("aud").orElse(List.of());
        if (audience.isEmpty() || !audience.stream().allMatch(provider.clientId()::equals)) {
            throw refused("aud is " + audience);
        }
    }

    /** (4), (5) If there is an authorized party, it is this application. */
    private void requireAuthorizedParty(JsonObject claims) throws JsonException, Rejection {
        Optional<String> party = claims.string("azp");
        if (party.isPresent() && !party.get().equals(provider.clientId())) {
            throw refused("azp is " + party.get());
        }
    }

    /**
     * (7), then (6), since the algorithm selects the key; (8) algorithms with the client secret are never accepted. The exception for
     * tokens that come by TLS is not used.
     */
    void requireSignature(ParsedJwt token, KeySource keys) throws Rejection {
        if (!provider.options().algorithms().contains(token.algorithm())) {
            throw refused("alg is " + token.algorithm().joseName());
        }
        signatures.verify(token, keys, now);
    }

    /** (9) and (10). A token that was issued before this login began was issued for another one. */
    private void requireTimes(JsonObject claims, Instant begunAt) throws JsonException, Rejection {
        Duration skew = provider.options().skew();
        if (!now.isBefore(
                time(claims, "exp").orElseThrow(() -> refused("exp is missing")).plus(skew))) {
            throw refused("expired");
        }
        Instant issuedAt = time(claims, "iat").orElseThrow(() -> refused("iat is missing"));
        if (issuedAt.isAfter(now.plus(skew)) || issuedAt.isBefore(begunAt.minus(skew))) {
            throw refused("iat is " + issuedAt);
        }
        Optional<Instant> notBefore = time(claims, "nbf");
        if (notBefore.isPresent() && notBefore.get().isAfter(now.plus(skew))) {
            throw refused("nbf is " + notBefore.get());
        }
    }

    /** (11) The nonce of this login. */
    private static void requireNonce(JsonObject claims, SecretHash nonce) throws JsonException, Rejection {
        if (!claims.string("nonce").map(nonce::matches).orElse(false)) {
            throw refused("nonce is not the one that was sent");
        }
    }

    /** (12) One of the ways of signing in that were asked for. */
    private void requireContext(JsonObject claims) throws JsonException, Rejection {
        List<String> wanted = provider.options().acrValues();
        Optional<String> used = claims.string("acr");
        if (!wanted.isEmpty() && !used.map(wanted::contains).orElse(false)) {
            throw refused("acr is " + used.orElse("missing"));
        }
    }

    /** (13) A sign-in that is no older than was asked for. */
    private void requireAuthenticationTime(JsonObject claims) throws JsonException, Rejection {
        Duration skew = provider.options().skew();
        Optional<Instant> at = time(claims, "auth_time");
        if (at.isPresent() && at.get().isAfter(now.plus(skew))) {
            throw refused("auth_time is " + at.get());
        }
        Optional<Duration> maxAge = provider.options().maxAge();
        if (maxAge.isPresent()) {
            Instant signedIn = at.orElseThrow(() -> refused("auth_time is missing"));
            if (signedIn.plus(maxAge.get()).plus(skew).isBefore(now)) {
                throw refused("auth_time is " + signedIn);
            }
        }
    }

    /** Section 3.1.3.8: the access token beside it, if it says which. */
    private static void requireAccessTokenHash(JsonObject claims, SignatureAlgorithm algorithm, String accessToken)
            throws JsonException, Rejection {
        Optional<String> hash = claims.string("at_hash");
        if (hash.isPresent() && !hash.get().equals(Pkce.leftHalf(hashOf(algorithm), accessToken))) {
            throw refused("at_hash is that of another access token");
        }
    }

    /** Section 2: at most 255 ASCII characters. */
    private static void requireSubject(JsonObject claims) throws JsonException, Rejection {
        String subject = claims.string("sub").orElse("");
        if (!isSubject(subject)) {
            throw refused("sub is missing or no subject");
        }
    }

    private void requireClaims(JsonObject claims) throws Rejection {
        for (Map.Entry<String, String> wanted :
                provider.options().requiredClaims().entrySet()) {
            if (!wanted.getValue().equals(claims.members().get(wanted.getKey()))) {
                throw refused("the claim " + wanted.getKey() + " is not " + wanted.getValue());
            }
        }
    }

    static boolean isSubject(String text) {
        return !text.isBlank()
                && text.length() <= LinkedAccount.MAX_SUBJECT
                && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    /** The hash within a signature algorithm (section 3.1.3.6); that of Ed25519 is SHA-512 (RFC 8032 section 5.1). */
    private static String hashOf(SignatureAlgorithm algorithm) {
        String name = algorithm.joseName();
        return name.endsWith("256") ? "SHA-256" : name.endsWith("384") ? "SHA-384" : "SHA-512";
    }

    static Optional<Instant> time(JsonObject claims, String name) throws JsonException, Rejection {
        Optional<Number> seconds = claims.number(name);
        if (seconds.isPresent()
                && (seconds.get().doubleValue() < 0 || seconds.get().doubleValue() > 1e11)) {
            throw refused(name + " is no time");
        }
        return seconds.map(Number::longValue).map(Instant::ofEpochSecond);
    }

    private static Rejection refused(String reason) {
        return TokenResponse.refused("ID token: " + reason);
    }
}
