package io.gatehouse.oauth;

import io.gatehouse.login.ReturnTo;
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
 * @param returnTo where the browser goes at the end
 * @param linkTo the account that the provider's person is to be linked to; empty for a login
 * @param app the native app that the login is for; empty for a login of the browser itself
 * @param createdAt when it was begun
 * @param expiresAt when it is forgotten
 */
public record PendingLogin(
        SecretHash state,
        String providerId,
        SecretHash browser,
        SecretHash nonce,
        SealedText verifier,
        ReturnTo returnTo,
        Optional<LinkTarget> linkTo,
        Optional<AppTarget> app,
        Instant createdAt,
        Instant expiresAt) {
    /**
     * Who began to link a provider, and must be signed in still when the answer comes.
     *
     * @param accountId the account
     * @param loginId its login
     */
    public record LinkTarget(String accountId, String loginId) {}

    /**
     * The native app that opened the browser, and gets a one-time code.
     *
     * @param clientId the app
     * @param redirectUri where the browser hands the code over; checked against the app's registration
     * @param state what the app recognizes its request by
     * @param codeChallenge what the app's code verifier must fit (RFC 7636 section 4.2, S256)
     */
    public record AppTarget(String clientId, String redirectUri, String state, String codeChallenge) {}

    /** Shows nothing that the answer must bring. */
    @Override
    public String toString() {
        return "PendingLogin[" + providerId + ", " + createdAt + "]";
    }
}
