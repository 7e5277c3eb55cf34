package io.gatehouse.token;

/** Says whether a token was revoked. Asked for every request with a good token: answers at once, from memory. */
@FunctionalInterface
public interface TokenRevocation {
    /**
     * Whether a token was revoked.
     *
     * @param token a token that is good in every other way
     * @return true if it must be refused
     * @throws io.gatehouse.StoreUnavailableException if it can't be known
     */
    boolean isRevoked(VerifiedJwt token);

    /**
     * For issuers that revoke nothing: tokens live until they expire.
     *
     * @return a revocation that knows no revoked token
     */
    static TokenRevocation none() {
        return token -> false;
    }
}
