package io.gatehouse.jpa;

import io.gatehouse.oauth.LinkedAccount;
import io.gatehouse.oauth.LinkedAccountStore;
import java.time.Instant;
import java.util.Optional;

/** Which person of which provider has which account. The primary key is a digest of issuer and subject. */
final class JpaLinkedAccountStore implements LinkedAccountStore {
    private final Database database;

    JpaLinkedAccountStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<LinkedAccount> find(String issuer, String subject) {
        return database.call(entities -> entities.createQuery(
                        "select l from GatehouseLinkedAccount l where l.id = :id", LinkedAccountRow.class)
                .setParameter("id", Columns.digest(issuer, subject))
                .getResultStream()
                .findFirst()
                .map(row ->
                        new LinkedAccount(row.issuer, row.subject, row.accountId, Instant.ofEpochMilli(row.linkedAt))));
    }

    @Override
    public boolean link(LinkedAccount link) {
        LinkedAccountRow row = new LinkedAccountRow();
        row.id = Columns.digest(link.issuer(), link.subject());
        row.issuer = link.issuer();
        row.subject = link.subject();
        row.accountId = link.accountId();
        row.linkedAt = link.linkedAt().toEpochMilli();
        return database.inserted(row);
    }
}
