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
     * Replaces a hash, atomically: so a rehash can't undo a password change.
     *
     * @param accountId whose password it is
     * @param expectedHash the hash that must be stored, exactly
     * @param newHash the hash to store
     * @return true for exactly one caller; false if another hash is stored, or none
     * @throws io.gatehouse.StoreUnavailableException if it can't be stored
     */
    boolean replace(String accountId, String expectedHash, String newHash);
}
