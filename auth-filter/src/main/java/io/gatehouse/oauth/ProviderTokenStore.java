package io.gatehouse.oauth;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps sealed tokens of providers, at most one record for each account and provider, compared exactly, case included. Each method is atomic,
 * on whichever node. Safe for any number of threads; throws {@link io.gatehouse.StoreUnavailableException} if it can't tell.
 */
public interface ProviderTokenStore {
    /**
     * Keeps the tokens of a new sign-in, in place of those that were there.
     *
     * @param tokens the tokens
     */
    void put(SealedProviderTokens tokens);

    /**
     * Finds tokens.
     *
     * @param accountId whose they are
     * @param providerId the provider's id
     * @return the tokens, or empty
     */
    Optional<SealedProviderTokens> find(String accountId, String providerId);

    /**
     * Replaces tokens that nobody has changed meanwhile.
     *
     * @param expectedVersion the version that they had when they were read
     * @param next what takes their place: of the same account and provider, and another version
     * @return true for exactly one caller; false if there is no such version, and then nothing has changed
     */
    boolean replace(String expectedVersion, SealedProviderTokens next);

    /**
     * Deletes tokens that nobody has changed meanwhile.
     *
     * @param accountId whose they are
     * @param providerId the provider's id
     * @param expectedVersion the version that they had when they were read
     * @return true for exactly one caller; false if there is no such version
     */
    boolean delete(String accountId, String providerId, String expectedVersion);

    /**
     * Deletes tokens that have expired.
     *
     * @param now the present
     * @param limit the most that are deleted in this call
     * @return how many were deleted
     */
    int deleteExpired(Instant now, int limit);
}
