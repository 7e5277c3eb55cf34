package io.gatehouse.jpa;

import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import java.util.Optional;

/** Reads accounts, each time from the database. */
record AccountQuery(Database database) implements AccountStore {
    @Override
    public Optional<Account> find(String id) {
        if (!Columns.isKey(id)) {
            return Optional.empty();
        }
        return database.call(
                entities -> entities.createQuery("select a from GatehouseAccount a where a.id = :id", AccountRow.class)
                        .setParameter("id", id)
                        .getResultStream()
                        .findFirst()
                        .map(AccountRows::account));
    }
}
