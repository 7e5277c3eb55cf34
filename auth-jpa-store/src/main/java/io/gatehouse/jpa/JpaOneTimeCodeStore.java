package io.gatehouse.jpa;

import io.gatehouse.oauth.OneTimeCode;
import io.gatehouse.oauth.OneTimeCodeStore;
import io.gatehouse.oauth.PendingLogin;
import io.gatehouse.secret.SecretHash;
import java.time.Instant;
import java.util.Optional;

/** One-time codes of native apps, shared by all nodes: the app may ask another one. */
final class JpaOneTimeCodeStore implements OneTimeCodeStore {
    private final Database database;

    JpaOneTimeCodeStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(OneTimeCode code) {
        OneTimeCodeRow row = new OneTimeCodeRow();
        row.id = code.id();
        row.secret = code.secret().encoded();
        row.clientId = code.app().clientId();
        row.redirectUri = code.app().redirectUri();
        row.appState = code.app().state();
        row.challenge = code.app().codeChallenge();
        row.accountId = code.accountId();
        row.issuer = code.issuer();
        row.subject = code.subject();
        row.sid = code.sid().orElse(null);
        row.expiresAt = code.expiresAt().toEpochMilli();
        if (!database.inserted(row)) {
            throw new IllegalStateException("there is a code " + code.id() + " already");
        }
    }

    @Override
    public Optional<OneTimeCode> consume(String id, Instant now) {
        return database.call(entities -> {
            Optional<OneTimeCodeRow> row = entities.createQuery(
                            "select c from GatehouseOneTimeCode c where c.id = :id", OneTimeCodeRow.class)
                    .setParameter("id", id)
                    .getResultStream()
                    .findFirst();
            int won = entities.createQuery("delete from GatehouseOneTimeCode c where c.id = :id and c.expiresAt > :now")
                    .setParameter("id", id)
                    .setParameter("now", now.toEpochMilli())
                    .executeUpdate();
            return row.filter(it -> won == 1).map(JpaOneTimeCodeStore::code);
        });
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return Batches.delete(
                database,
                "select c.id from GatehouseOneTimeCode c where c.expiresAt <= :now order by c.expiresAt",
                "delete from GatehouseOneTimeCode c where c.id in :ids and c.expiresAt <= :now",
                now,
                limit);
    }

    private static OneTimeCode code(OneTimeCodeRow row) {
        return new OneTimeCode(
                row.id,
                SecretHash.parse(row.secret),
                new PendingLogin.AppTarget(row.clientId, row.redirectUri, row.appState, row.challenge),
                row.accountId,
                row.issuer,
                row.subject,
                Optional.ofNullable(row.sid),
                Instant.ofEpochMilli(row.expiresAt));
    }
}
