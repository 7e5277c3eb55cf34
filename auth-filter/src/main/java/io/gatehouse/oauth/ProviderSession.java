package io.gatehouse.oauth;

import java.time.Instant;
import java.util.Optional;

/**
 * A login of ours that began with a session at a provider, which may end it.
 *
 * @param id its own name; random
 * @param issuer the provider's issuer
 * @param subject the person's subject there
 * @param sid the session there, if the provider told
 * @param accountId whose login it is
 * @param loginId the login, if the grant told; otherwise every login of the account ends with the session
 * @param expiresAt when it may be forgotten
 */
public record ProviderSession(
        String id,
        String issuer,
        String subject,
        Optional<String> sid,
        String accountId,
        Optional<String> loginId,
        Instant expiresAt) {}
