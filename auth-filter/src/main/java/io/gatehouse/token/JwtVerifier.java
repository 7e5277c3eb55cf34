package io.gatehouse.token;

import io.gatehouse.Rejection;
import io.gatehouse.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Verifies tokens of the issuers that it was given, in the order size, shape, header, issuer, key, signature, claims (RFC 7519 section
 * 7.2, RFC 8725 section 3). Immutable and safe for any number of threads.
 */
public final class JwtVerifier {
    private final Map<String, TrustedIssuer> issuers;
    private final int maxTokenLength;
    private final Signatures signatures;

    private JwtVerifier(Map<String, TrustedIssuer> issuers, Signatures signatures) {
        this.issuers = issuers;
        this.signatures = signatures;
        maxTokenLength = issuers.values().stream()
                .mapToInt(issuer -> issuer.policy().maxTokenLength())
                .max()
                .orElseThrow(() -> new IllegalArgumentException("a verifier needs at least one issuer"));
    }

    /**
     * A verifier. Signatures are checked by a native security provider if one is registered (Amazon Corretto, Conscrypt), else by the
     * platform's.
     *
     * @param issuers whose tokens are accepted; at least one
     * @return the verifier
     * @throws IllegalArgumentException if there is no issuer, or two policies are for one
     */
    public static JwtVerifier of(TrustedIssuer... issuers) {
        Map<String, TrustedIssuer> byName = new HashMap<>();
        for (TrustedIssuer issuer : issuers) {
            String name = issuer.policy().issuer();
            if (byName.put(name, issuer) != null) {
                throw new IllegalArgumentException("two policies for the issuer " + name);
            }
        }
        return new JwtVerifier(Map.copyOf(byName), Signatures.ofFastest());
    }

    /**
     * Chooses what checks signatures.
     *
     * @param name the name of a registered security provider; algorithms that it lacks are left to the platform's
     * @return a changed copy
     * @throws IllegalArgumentException if no provider of this name is registered
     */
    public JwtVerifier withSignatureProvider(String name) {
        return new JwtVerifier(issuers, Signatures.of(name));
    }

    /**
     * Verifies a token.
     *
     * @param token the token's text, as received
     * @param now the time to judge it at
     * @return the token, verified
     * @throws Rejection one of {@link TokenProblems} if it is not accepted
     * @throws io.gatehouse.StoreUnavailableException if its issuer's keys can't be had
     */
    public VerifiedJwt verify(String token, Instant now) throws Rejection {
        ParsedJwt jwt = ParsedJwt.parse(token, maxTokenLength);
        JsonObject claims = jwt.claims();
        TrustedIssuer issuer = select(claims);
        requireLength(token, issuer.policy().maxTokenLength());
        requirePolicy(issuer.policy(), jwt.header());
        // Before the keys: a key removed in between must be noticed by whoever remembers the token
        long keyVersion = issuer.keys().version();
        VerificationKey key = jwt.verify(issuer.keys(), signatures, now);
        ClaimsCheck.Checked checked = new ClaimsCheck(issuer.policy(), claims, now).check();
        return new VerifiedJwt(issuer, claims, checked, key.notAfter(), keyVersion);
    }

    int maxTokenLength() {
        return maxTokenLength;
    }

    private static void requireLength(String token, int limit) throws Rejection {
        if (token.length() > limit) {
            throw new Rejection(TokenProblems.TOKEN_MALFORMED, token.length() + " characters, more than " + limit);
        }
    }

    /** RFC 8725 section 3.8: the issuer's name, not yet believed, only selects whose keys must have signed. */
    private TrustedIssuer select(JsonObject claims) throws Rejection {
        Object name = claims.members().get("iss");
        TrustedIssuer issuer = name instanceof String text ? issuers.get(text) : null;
        if (issuer == null) {
            throw invalid("not of a trusted issuer: " + name);
        }
        return issuer;
    }

    /** RFC 8725 sections 3.1 and 3.11. */
    private static void requirePolicy(JwtPolicy policy, JwtHeader header) throws Rejection {
        if (!policy.algorithms().contains(header.algorithm())) {
            throw invalid("alg " + header.algorithm().joseName() + " is not accepted from " + policy.issuer());
        }
        if (!policy.acceptsType(header.type())) {
            throw invalid("typ is " + header.type().orElse("missing"));
        }
    }

    private static Rejection invalid(String reason) {
        return new Rejection(TokenProblems.TOKEN_INVALID, reason);
    }
}
