package io.gatehouse.password;

import java.util.Optional;

/**
 * Keeps password hashes. Implemented by the application over its own users, or by one of our stores. Safe for any number of threads.
 * How accounts come to be is the application's matter.
 */
public interface PasswordStore {
    /**
     * Finds a password by its login name. Names are compared character by character: a store that takes {@code é} for {@code e} or
     * ignores trailing spaces, as databases may, would let attempts at one account be counted as attempts at many.
     *
     * @param login the name
     * @return the password, or empty if there is none
     * @throws io.gatehouse.StoreUnavailableException if the store can't tell
     */
    Optional<StoredPassword> findByLogin(LoginName login);

    /**
     * Finds an account's password.
     *
     * @param accountId the account
     * @return the password, or empty if there is none
     * @throws io.gatehouse.StoreUnavailableException if the store can't tell
     */
    Optional<StoredPassword> findByAccount(String accountId);

    /**
     * Replaces a hash, atomically: so a rehash can't undo a password change. Counting failures begins anew.
     *
     * @param accountId whose password it is
     * @param expectedHash the hash that must be stored, exactly
     * @param newHash the hash to store
     * @return true for exactly one caller; false if another hash is stored, or none
     * @throws io.gatehouse.StoreUnavailableException if it can't be stored
     */
    boolean replace(String accountId, String expectedHash, String newHash);

    /**
     * Counts a failure before the password is verified, atomically: of any number at once, no more are counted than the limit leaves. Kept
     * as long as the password: a password that has failed too often in a row can't be used until it is replaced (NIST SP 800-63B-4 section
     * 3.2.2).
     *
     * @param accountId whose password it is
     * @param limit how many failures in a row are counted at most
     * @return true if it was counted; false if there were that many, or there is no password
     * @throws io.gatehouse.StoreUnavailableException if it can't be counted
     */
    boolean countFailure(String accountId, int limit);

    /**
     * Takes one failure back, since nothing was verified. Never below zero.
     *
     * @param accountId whose password it is
     */
    void forgiveFailure(String accountId);

    /**
     * Begins to count anew: the password was right, or an operator lets it be used again.
     *
     * @param accountId whose password it is
     */
    void clearFailures(String accountId);
}
