package io.gatehouse.oauth;

import io.gatehouse.secret.SealedText;
import java.time.Instant;
import java.util.Optional;

/**
 * The tokens of one account at one provider, as a store keeps them. Only the application's {@link io.gatehouse.secret.SealingKey} opens them,
 * and only for that account and provider.
 *
 * @param accountId whose they are
 * @param providerId the provider's id
 * @param version names this state of them; random, and another after each change
 * @param sealed the tokens; at most {@value #MAX_SEALED} characters
 * @param claimedUntil until when a node has them for itself, to refresh them; empty if none has
 * @param expiresAt when they may be forgotten
 */
public record SealedProviderTokens(
        String accountId,
        String providerId,
        String version,
        SealedText sealed,
        Optional<Instant> claimedUntil,
        Instant expiresAt) {
    /** The longest sealed text. */
    public static final int MAX_SEALED = 65_000;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a part is blank, or the sealed text is too long
     */
    public SealedProviderTokens {
        if (accountId.isBlank() || providerId.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("account, provider or version is blank");
        }
        if (sealed.encoded().length() > MAX_SEALED) {
            throw new IllegalArgumentException("sealed tokens have at most " + MAX_SEALED + " characters");
        }
    }

    boolean isClaimed(Instant now) {
        return claimedUntil.isPresent() && now.isBefore(claimedUntil.get());
    }

    SealedProviderTokens claimed(String newVersion, Instant until) {
        return new SealedProviderTokens(accountId, providerId, newVersion, sealed, Optional.of(until), expiresAt);
    }

    SealedProviderTokens released(String newVersion) {
        return new SealedProviderTokens(accountId, providerId, newVersion, sealed, Optional.empty(), expiresAt);
    }
}
