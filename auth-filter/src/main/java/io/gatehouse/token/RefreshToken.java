package io.gatehouse.token;

import io.gatehouse.secret.SealedText;
import io.gatehouse.secret.SecretHash;
import java.time.Instant;
import java.util.Optional;

/**
 * A refresh token as stores keep it. Immutable.
 *
 * @param id what finds it
 * @param hash the digest of its secret
 * @param familyId the login it belongs to
 * @param expiresAt from when on it is refused
 * @param used how it was used up; empty while it is live
 */
public record RefreshToken(String id, SecretHash hash, String familyId, Instant expiresAt, Optional<Used> used) {
    /**
     * How a token was used up.
     *
     * @param at when
     * @param successor the successor's text, sealed so that only the used-up token opens it
     */
    public record Used(Instant at, SealedText successor) {}

    /**
     * This token, used up.
     *
     * @param how when and for what
     * @return a changed copy
     */
    public RefreshToken usedUp(Used how) {
        return new RefreshToken(id, hash, familyId, expiresAt, Optional.of(how));
    }
}
