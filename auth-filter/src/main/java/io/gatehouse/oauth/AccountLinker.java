package io.gatehouse.oauth;

import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import java.time.Clock;
import java.util.Optional;

/**
 * Decides which account a person of a provider has. An application may write its own, for instance one that looks for a verified e-mail
 * address; whoever controls that address at any of the providers then controls the account. Safe for any number of threads.
 */
@FunctionalInterface
public interface AccountLinker {
    /**
     * Finds the account, or makes it.
     *
     * @param person the person, proved by the provider
     * @return the account, disabled or not; empty to refuse the person
     * @throws io.gatehouse.StoreUnavailableException if it can't be known
     */
    Optional<Account> accountOf(ProviderPerson person);

    /**
     * Lets in only people who are linked already.
     *
     * @param links where links are found
     * @param accounts where accounts are found
     * @return the linker
     */
    static AccountLinker findOnly(LinkedAccountStore links, AccountStore accounts) {
        return person -> links.find(person.issuer(), person.subject()).flatMap(link -> accounts.find(link.accountId()));
    }

    /**
     * Makes an account for everybody who signs in for the first time. A person whose account is gone gets no other one.
     *
     * @param links where links are found and made
     * @param accounts where accounts are found
     * @param factory makes accounts
     * @param clock tells the time
     * @return the linker
     */
    static AccountLinker findOrCreate(
            LinkedAccountStore links, AccountStore accounts, AccountFactory factory, Clock clock) {
        AccountLinker found = findOnly(links, accounts);
        return person -> {
            if (links.find(person.issuer(), person.subject()).isPresent()) {
                return found.accountOf(person);
            }
            Optional<Account> made = factory.create(person);
            if (made.isEmpty()) {
                return made;
            }
            String accountId = made.get().id();
            if (links.link(new LinkedAccount(person.issuer(), person.subject(), accountId, clock.instant()))) {
                return made;
            }
            // Somebody was quicker with the same person: one person, one account
            factory.discard(made.get());
            return found.accountOf(person);
        };
    }
}
