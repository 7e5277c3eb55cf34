package io.gatehouse.oauth;

import io.gatehouse.secret.SealedText;
import io.gatehouse.secret.SecretHash;
import java.time.Instant;
import java.util.Optional;

/**
 * A login that was begun and waits for the provider's answer. Holds no secret: digests, and a text that only a cookie of the browser opens.
 *
 * @param state digest of the {@code state} that the answer must bring; the key
 * @param providerId the provider that was asked
 * @param browser digest of what the browser's cookie must bring
 * @param nonce digest of the {@code nonce} that the ID token must bring
 * @param verifier the PKCE code verifier (RFC 7636), sealed by the browser's cookie
 * @param returnPath where the browser goes at the end: a path of this application
 * @param linkTo the account that the provider's person is to be linked to; empty for a login
 * @param createdAt when it was begun
 * @param expiresAt when it is forgotten
 */
public record PendingLogin(
        SecretHash state,
        String providerId,
        SecretHash browser,
        SecretHash nonce,
        SealedText verifier,
        String returnPath,
        Optional<LinkTarget> linkTo,
        Instant createdAt,
        Instant expiresAt) {
    /**
     * Who began to link a provider, and must be signed in still when the answer comes.
     *
     * @param accountId the account
     * @param loginId its login
     */
    public record LinkTarget(String accountId, String loginId) {}

    /** Shows nothing that the answer must bring. */
    @Override
    public String toString() {
        return "PendingLogin[" + providerId + ", " + createdAt + "]";
    }
}
