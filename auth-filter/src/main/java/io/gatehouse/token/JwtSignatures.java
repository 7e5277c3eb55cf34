package io.gatehouse.token;

import io.gatehouse.Rejection;
import java.time.Instant;

/**
 * Verifies the signatures of tokens whose claims have rules of their own, such as ID tokens. For access tokens use {@link JwtVerifier},
 * which checks claims too. Immutable and safe for any number of threads.
 */
public final class JwtSignatures {
    private final Signatures signatures = Signatures.ofFastest();

    /** By a native security provider if one is registered, else by the platform's. */
    public JwtSignatures() {}

    /**
     * Requires that a token is signed by one of some keys: the one that it names, or else one of its algorithm (at most {@value
     * KeySource#MAX_CANDIDATES}). Whether its algorithm is one that is accepted must have been asked before.
     *
     * @param token the token
     * @param keys the keys of its issuer
     * @param now the time to judge the keys at
     * @throws Rejection {@code TOKEN_INVALID} if it is not
     * @throws io.gatehouse.StoreUnavailableException if the keys can't be had
     */
    public void verify(ParsedJwt token, KeySource keys, Instant now) throws Rejection {
        VerificationKey unused = token.verify(keys, signatures, now);
    }
}
