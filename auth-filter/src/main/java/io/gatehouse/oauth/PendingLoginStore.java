package io.gatehouse.oauth;

import io.gatehouse.secret.SecretHash;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps logins that wait for a provider's answer. Anyone can begin one, so implementations bound what they keep: delete what has expired,
 * and forget the oldest rather than grow. Each method is atomic, on whichever node. Safe for any number of threads; throws {@link
 * io.gatehouse.StoreUnavailableException} if it can't tell.
 */
public interface PendingLoginStore {
    /**
     * Keeps a login.
     *
     * @param login the login; its state is random and was never used before
     */
    void insert(PendingLogin login);

    /**
     * Takes a login out: the answer to it has come.
     *
     * @param state digest of the state that the answer brings
     * @param now the present
     * @return the login, for exactly one caller; empty for every other one, if it is unknown, and from its {@code expiresAt} on
     */
    Optional<PendingLogin> consume(SecretHash state, Instant now);

    /**
     * Deletes logins that have expired.
     *
     * @param now the present
     * @param limit the most that are deleted in this call
     * @return how many were deleted
     */
    int deleteExpired(Instant now, int limit);
}
