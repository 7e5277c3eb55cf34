package io.gatehouse.example;

import io.gatehouse.jpa.JpaAccountStore;
import io.gatehouse.login.Account;
import io.gatehouse.oauth.AccountFactory;
import io.gatehouse.oauth.ProviderPerson;
import io.gatehouse.secret.OpaqueToken;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/** Makes an account for whoever signs in with a provider for the first time: the role {@code user}, and no password. */
record ProviderAccounts(JpaAccountStore accounts, SecureRandom random) implements AccountFactory {
    @Override
    public Optional<Account> create(ProviderPerson person) {
        String shown = person.email().filter(email -> person.emailVerified()).orElse("");
        Account account = new Account(OpaqueToken.newId(random), shown, Set.of("user"), DemoAccounts.SCOPES, true);
        return accounts.insert(account) ? Optional.of(account) : Optional.empty();
    }

    @Override
    public void discard(Account account) {
        accounts.delete(account.id());
    }
}
