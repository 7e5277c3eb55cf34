package io.gatehouse.login;

import java.util.Optional;

/** Finds accounts. Implemented by the application over its own users, or by one of our stores. Safe for any number of threads. */
public interface AccountStore {
    /**
     * Finds an account. Disabled accounts are found too; the caller refuses them.
     *
     * @param id the account's id
     * @return the account, or empty if there is none
     * @throws io.gatehouse.StoreUnavailableException if the store can't tell
     */
    Optional<Account> find(String id);
}
