package io.gatehouse.oauth;

import io.gatehouse.login.Account;
import java.util.Optional;

/** Makes accounts for people who sign in for the first time. Implemented by the application; safe for any number of threads. */
@FunctionalInterface
public interface AccountFactory {
    /**
     * Makes an account.
     *
     * @param person the person, who has none; the e-mail address may be somebody else's unless it is said to be verified
     * @return a new account; empty to refuse the person
     * @throws io.gatehouse.StoreUnavailableException if it can't be made now
     */
    Optional<Account> create(ProviderPerson person);

    /**
     * Takes back an account that was made a moment ago: the same person signed in twice at once, and the other account was linked.
     *
     * @param account the account that nobody will use
     */
    default void discard(Account account) {}
}
