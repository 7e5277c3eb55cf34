package io.gatehouse.oauth;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps one-time codes until they are exchanged: a minute at most. Each method is atomic, on whichever node. Safe for any number of threads;
 * throws {@link io.gatehouse.StoreUnavailableException} if it can't tell.
 */
public interface OneTimeCodeStore {
    /**
     * Keeps a code.
     *
     * @param code the code; its id was never used before
     */
    void insert(OneTimeCode code);

    /**
     * Takes a code out.
     *
     * @param id its id
     * @param now the present
     * @return the code, for exactly one caller; empty for every other one, if it is unknown, and from its {@code expiresAt} on
     */
    Optional<OneTimeCode> consume(String id, Instant now);

    /**
     * Deletes codes that have expired.
     *
     * @param now the present
     * @param limit the most that are deleted in this call
     * @return how many were deleted
     */
    int deleteExpired(Instant now, int limit);
}
