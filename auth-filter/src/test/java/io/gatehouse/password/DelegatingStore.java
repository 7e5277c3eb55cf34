package io.gatehouse.password;

import java.util.Optional;

/** A store in front of another, to do something in between. */
class DelegatingStore implements PasswordStore {
    private final PasswordStore store;

    DelegatingStore(PasswordStore store) {
        this.store = store;
    }

    @Override
    public Optional<StoredPassword> findByLogin(LoginName login) {
        return store.findByLogin(login);
    }

    @Override
    public Optional<StoredPassword> findByAccount(String accountId) {
        return store.findByAccount(accountId);
    }

    @Override
    public boolean replace(String accountId, String expectedHash, String newHash) {
        return store.replace(accountId, expectedHash, newHash);
    }

    @Override
    public boolean countFailure(String accountId, int limit) {
        return store.countFailure(accountId, limit);
    }

    @Override
    public void forgiveFailure(String accountId) {
        store.forgiveFailure(accountId);
    }

    @Override
    public void clearFailures(String accountId) {
        store.clearFailures(accountId);
    }
}
