package io.gatehouse.oauth;

import io.gatehouse.secret.SecretHash;
import java.time.Instant;
import java.util.Optional;

/**
 * What a native app gets from the browser at the end of a login and exchanges for tokens, once.
 *
 * @param id finds it
 * @param secret digest of what the code must bring besides
 * @param app the app, and what its code verifier must fit
 * @param accountId whose login it is
 * @param issuer the issuer of the provider that vouched for the person
 * @param subject the person's subject there
 * @param sid the session there, if the provider told
 * @param expiresAt when it is forgotten
 */
public record OneTimeCode(
        String id,
        SecretHash secret,
        PendingLogin.AppTarget app,
        String accountId,
        String issuer,
        String subject,
        Optional<String> sid,
        Instant expiresAt) {}
