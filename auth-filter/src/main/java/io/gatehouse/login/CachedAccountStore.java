package io.gatehouse.login;

import io.gatehouse.cache.ReadCache;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Accounts of another store, remembered for a few seconds: so that an API key or a session does not cost a read of its account at each
 * request. What the application changes it tells by {@link #forget}; then it is seen on this node at once, and on other nodes when they
 * read it again. Remembers at most 10 000 accounts, and no absence. Safe for any number of threads.
 */
public final class CachedAccountStore implements AccountStore {
    /** How long accounts are usually kept. */
    public static final Duration DEFAULT_KEPT_FOR = Duration.ofSeconds(5);

    private final AccountStore store;
    private final ReadCache<Account> accounts;

    private CachedAccountStore(AccountStore store, ReadCache<Account> accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    /**
     * Remembers what a store answers.
     *
     * @param store where accounts are found
     * @param keptFor for how long, zero to one minute: so long may a disabled account go on on other nodes
     * @param clock tells the time
     * @return the store with its memory
     * @throws IllegalArgumentException if the duration is out of bounds
     */
    public static CachedAccountStore of(AccountStore store, Duration keptFor, Clock clock) {
        return new CachedAccountStore(store, new ReadCache<>(keptFor, clock));
    }

    @Override
    public Optional<Account> find(String id) {
        return accounts.find(id, store::find);
    }

    /**
     * Forgets an account. To be called after each change of it.
     *
     * @param id the account's id
     */
    public void forget(String id) {
        accounts.forget(id);
    }

    /**
     * Taken before an account is read together with something else.
     *
     * @return for {@link #offer}
     */
    public long mark() {
        return accounts.mark();
    }

    /**
     * Remembers an account that was read together with something else, unless any account was changed meanwhile.
     *
     * @param account the account
     * @param mark taken before it was read
     */
    public void offer(Account account, long mark) {
        accounts.offer(account.id(), account, mark);
    }
}
