package io.gatehouse.jpa;

import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordStore;
import io.gatehouse.password.StoredPassword;
import java.util.Optional;

/** Password hashes in our own table, one for each account. Never cached. Safe for any number of threads. */
public final class JpaPasswordStore implements PasswordStore {
    private static final int MAX_HASH = 512;

    private final Database database;

    JpaPasswordStore(Database database) {
        this.database = database;
    }

    /**
     * Adds the password of an account.
     *
     * @param password the password
     * @return true, or false if the account has one already or the login name is taken; then nothing has changed
     * @throws IllegalArgumentException if the account's id can't be a key, or the hash has more than 512 characters
     * @throws io.gatehouse.StoreUnavailableException if it can't be stored
     */
    public boolean insert(StoredPassword password) {
        if (!Columns.isKey(password.accountId()) || password.hash().length() > MAX_HASH) {
            throw new IllegalArgumentException("the password of this account can't be kept: id or hash is too long");
        }
        PasswordRow row = new PasswordRow();
        row.accountId = password.accountId();
        row.login = password.login().value();
        row.hash = password.hash();
        return database.inserted(row);
    }

    @Override
    public Optional<StoredPassword> findByLogin(LoginName login) {
        return find("select p from GatehousePassword p where p.login = :key", login.value());
    }

    @Override
    public Optional<StoredPassword> findByAccount(String accountId) {
        return find("select p from GatehousePassword p where p.accountId = :key", accountId);
    }

    @Override
    public boolean replace(String accountId, String expectedHash, String newHash) {
        if (!Columns.isKey(accountId) || !Columns.isText(expectedHash)) {
            return false;
        }
        return database.call(entities -> entities.createQuery(
                                "update GatehousePassword p set p.hash = :newHash, p.failures = 0"
                                        + " where p.accountId = :id and p.hash = :expected")
                        .setParameter("newHash", newHash)
                        .setParameter("id", accountId)
                        .setParameter("expected", expectedHash)
                        .executeUpdate())
                == 1;
    }

    @Override
    public boolean countFailure(String accountId, int limit) {
        return Columns.isKey(accountId)
                && database.call(entities -> entities.createQuery(
                                        "update GatehousePassword p set p.failures = p.failures + 1"
                                                + " where p.accountId = :id and p.failures < :limit")
                                .setParameter("id", accountId)
                                .setParameter("limit", limit)
                                .executeUpdate())
                        == 1;
    }

    @Override
    public void forgiveFailure(String accountId) {
        change(
                "update GatehousePassword p set p.failures = p.failures - 1 where p.accountId = :id and p.failures > 0",
                accountId);
    }

    @Override
    public void clearFailures(String accountId) {
        change("update GatehousePassword p set p.failures = 0 where p.accountId = :id and p.failures > 0", accountId);
    }

    private void change(String update, String accountId) {
        if (Columns.isKey(accountId)) {
            database.call(entities ->
                    entities.createQuery(update).setParameter("id", accountId).executeUpdate());
        }
    }

    private Optional<StoredPassword> find(String query, String key) {
        if (!Columns.isKey(key)) {
            return Optional.empty();
        }
        return database.call(entities -> entities.createQuery(query, PasswordRow.class)
                .setParameter("key", key)
                .getResultStream()
                .findFirst()
                .map(row -> new StoredPassword(row.accountId, new LoginName(row.login), row.hash)));
    }
}
