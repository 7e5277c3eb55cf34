package io.gatehouse.oauth;

import io.gatehouse.secret.SealedText;
import java.time.Instant;
import java.util.Optional;

/**
 * A login of ours that began with a session at a provider. The provider may end it, and it may end the provider's.
 *
 * @param id its own name; random
 * @param issuer the provider's issuer
 * @param subject the person's subject there
 * @param sid the session there, if the provider told
 * @param accountId whose login it is
 * @param loginId the login, if the grant told; otherwise every login of the account ends with the session
 * @param idToken the ID token that the login began with, sealed by a cookie of the browser; empty unless logouts are passed on to the
 *     provider
 * @param expiresAt when it may be forgotten
 */
public record ProviderSession(
        String id,
        String issuer,
        String subject,
        Optional<String> sid,
        String accountId,
        Optional<String> loginId,
        Optional<SealedText> idToken,
        Instant expiresAt) {}
