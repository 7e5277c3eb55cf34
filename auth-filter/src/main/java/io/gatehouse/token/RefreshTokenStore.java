package io.gatehouse.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps refresh tokens and the logins (families) they belong to. Each method is atomic, whatever else happens at the same time and
 * on whichever node. Safe for any number of threads; throws {@link io.gatehouse.StoreUnavailableException} if it can't tell.
 */
public interface RefreshTokenStore {
    /**
     * Begins a login.
     *
     * @param family the login
     * @param first its first token, live
     */
    void insert(RefreshFamily family, RefreshToken first);

    /**
     * Finds a token, used up or not, with its login. Tokens of ended logins are not found.
     *
     * @param tokenId the token's id
     * @return token and login, or empty
     */
    Optional<Found> find(String tokenId);

    /**
     * Finds a login that has not been ended.
     *
     * @param familyId the login's id
     * @return the login, or empty
     */
    Optional<RefreshFamily> findFamily(String familyId);

    /**
     * Uses a token up and puts its successor in its place, or does neither.
     *
     * @param tokenId the token
     * @param used when, and the sealed successor
     * @param successor the new live token of the same family
     * @param seen how the login was used
     * @return {@code ROTATED} for exactly one caller; {@code ALREADY_USED} for all others; {@code ENDED} if the login has been
     *     ended: no rotation revives one
     */
    Rotation rotate(String tokenId, RefreshToken.Used used, RefreshToken successor, RefreshFamily.Seen seen);

    /**
     * Ends a login with all its tokens.
     *
     * @param familyId the login's id
     * @return true for exactly one caller
     */
    boolean revokeFamily(String familyId);

    /**
     * Lists the logins of an account that have neither ended nor expired.
     *
     * @param accountId the account
     * @param now the present
     * @return its logins, newest first
     */
    List<RefreshFamily> liveFamiliesOf(String accountId, Instant now);

    /**
     * Deletes logins that have expired.
     *
     * @param now the present
     * @param limit the most logins that are deleted in this call
     * @return how many were deleted
     */
    int deleteExpired(Instant now, int limit);

    /** What a rotation came to. */
    enum Rotation {
        /** This caller rotated the token. */
        ROTATED,
        /** Another caller did. */
        ALREADY_USED,
        /** The login has been ended. */
        ENDED
    }

    /**
     * A token with its login.
     *
     * @param token the token
     * @param family the login
     */
    record Found(RefreshToken token, RefreshFamily family) {}
}
