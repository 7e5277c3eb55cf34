package io.gatehouse.memory;

import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Accounts in memory, for tests and trials. Safe for any number of threads. */
public final class MemoryAccountStore implements AccountStore {
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    /** An empty store. */
    public MemoryAccountStore() {}

    /**
     * Adds an account, or replaces the one of the same id.
     *
     * @param account the account
     */
    public void put(Account account) {
        accounts.put(account.id(), account);
    }

    @Override
    public Optional<Account> find(String id) {
        return Optional.ofNullable(accounts.get(id));
    }
}
