package io.gatehouse.jpa;

import io.gatehouse.login.Account;

/** Accounts, as rows and as records. */
final class AccountRows {
    private static final int MAX_TEXTS = 16_000;

    private AccountRows() {}

    static AccountRow row(Account account) {
        AccountRow row = new AccountRow();
        row.id = account.id();
        row.email = account.email();
        row.roles = Columns.texts(account.roles());
        row.scopes = Columns.texts(account.scopes());
        row.enabled = account.enabled();
        if (!Columns.isKey(row.id) || !row.email.isEmpty() && !Columns.isKey(row.email)) {
            throw new IllegalArgumentException("the id or e-mail address of account " + row.id + " can't be kept");
        }
        if (row.roles.length() > MAX_TEXTS || row.scopes.length() > MAX_TEXTS) {
            throw new IllegalArgumentException(
                    "the roles or scopes of account " + row.id + " take more than " + MAX_TEXTS + " characters");
        }
        return row;
    }

    static Account account(AccountRow row) {
        return new Account(row.id, row.email, Columns.texts(row.roles), Columns.texts(row.scopes), row.enabled);
    }
}
