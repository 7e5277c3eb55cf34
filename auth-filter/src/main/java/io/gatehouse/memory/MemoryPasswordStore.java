package io.gatehouse.memory;

import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordStore;
import io.gatehouse.password.StoredPassword;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Passwords in memory, for tests and trials. Safe for any number of threads. */
public final class MemoryPasswordStore implements PasswordStore {
    private final Map<String, StoredPassword> byAccount = new HashMap<>();
    private final Map<LoginName, String> accounts = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();

    /** Makes an empty store. */
    public MemoryPasswordStore() {}

    /**
     * Adds the password of a new account.
     *
     * @param password the password
     * @return true, or false if the account has one already or the login name is taken; then nothing has changed
     */
    public synchronized boolean insert(StoredPassword password) {
        if (byAccount.containsKey(password.accountId()) || accounts.containsKey(password.login())) {
            return false;
        }
        byAccount.put(password.accountId(), password);
        accounts.put(password.login(), password.accountId());
        return true;
    }

    @Override
    public synchronized Optional<StoredPassword> findByLogin(LoginName login) {
        return Optional.ofNullable(accounts.get(login)).flatMap(this::findByAccount);
    }

    @Override
    public synchronized Optional<StoredPassword> findByAccount(String accountId) {
        return Optional.ofNullable(byAccount.get(accountId));
    }

    @Override
    public synchronized boolean replace(String accountId, String expectedHash, String newHash) {
        StoredPassword stored = byAccount.get(accountId);
        if (stored == null || !stored.hash().equals(expectedHash)) {
            return false;
        }
        byAccount.put(accountId, new StoredPassword(accountId, stored.login(), newHash));
        failures.remove(accountId);
        return true;
    }

    @Override
    public synchronized boolean countFailure(String accountId, int limit) {
        int before = failures.getOrDefault(accountId, 0);
        if (!byAccount.containsKey(accountId) || before >= limit) {
            return false;
        }
        failures.put(accountId, before + 1);
        return true;
    }

    @Override
    public synchronized void forgiveFailure(String accountId) {
        failures.computeIfPresent(accountId, (id, count) -> count > 1 ? count - 1 : null);
    }

    @Override
    public synchronized void clearFailures(String accountId) {
        failures.remove(accountId);
    }
}
