package io.gatehouse.jpa;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.oauth.ProviderTokenStore;
import io.gatehouse.oauth.SealedProviderTokens;
import io.gatehouse.secret.SealedText;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Optional;

/** Sealed tokens of providers, one row for each account and provider. The version in the WHERE clause makes each change have one winner. */
final class JpaProviderTokenStore implements ProviderTokenStore {
    private static final String UPDATE = "update GatehouseProviderToken t set t.version = :version, t.sealed = :sealed,"
            + " t.claimedUntil = :claimedUntil, t.expiresAt = :expiresAt where t.id = :id";

    /** Somebody may insert or delete the row between two statements, but not for ever. */
    private static final int MAX_TRIES = 10;

    private final Database database;

    JpaProviderTokenStore(Database database) {
        this.database = database;
    }

    @Override
    public void put(SealedProviderTokens tokens) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            boolean there =
                    database.call(entities -> update(entities, UPDATE, tokens).executeUpdate()) == 1;
            if (there || database.inserted(row(tokens))) {
                return;
            }
        }
        throw new StoreUnavailableException("the tokens of an account change all the time");
    }

    @Override
    public Optional<SealedProviderTokens> find(String accountId, String providerId) {
        return database.call(entities -> entities.createQuery(
                        "select t from GatehouseProviderToken t where t.id = :id", ProviderTokenRow.class)
                .setParameter("id", Columns.digest(accountId, providerId))
                .getResultStream()
                .findFirst()
                .map(row -> new SealedProviderTokens(
                        row.accountId,
                        row.providerId,
                        row.version,
                        new SealedText(row.sealed),
                        Columns.instant(row.claimedUntil),
                        Instant.ofEpochMilli(row.expiresAt))));
    }

    @Override
    public boolean replace(String expectedVersion, SealedProviderTokens next) {
        return database.call(entities -> update(entities, UPDATE + " and t.version = :expected", next)
                        .setParameter("expected", expectedVersion)
                        .executeUpdate())
                == 1;
    }

    @Override
    public boolean delete(String accountId, String providerId, String expectedVersion) {
        return database.call(entities -> entities.createQuery(
                                "delete from GatehouseProviderToken t where t.id = :id and t.version = :expected")
                        .setParameter("id", Columns.digest(accountId, providerId))
                        .setParameter("expected", expectedVersion)
                        .executeUpdate())
                == 1;
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return Batches.delete(
                database,
                "select t.id from GatehouseProviderToken t where t.expiresAt <= :now order by t.expiresAt",
                "delete from GatehouseProviderToken t where t.id in :ids and t.expiresAt <= :now",
                now,
                limit);
    }

    private static Query update(EntityManager entities, String query, SealedProviderTokens tokens) {
        ProviderTokenRow row = row(tokens);
        return entities.createQuery(query)
                .setParameter("id", row.id)
                .setParameter("version", row.version)
                .setParameter("sealed", row.sealed)
                .setParameter("claimedUntil", row.claimedUntil)
                .setParameter("expiresAt", row.expiresAt);
    }

    private static ProviderTokenRow row(SealedProviderTokens tokens) {
        ProviderTokenRow row = new ProviderTokenRow();
        row.id = Columns.digest(tokens.accountId(), tokens.providerId());
        row.accountId = tokens.accountId();
        row.providerId = tokens.providerId();
        row.version = tokens.version();
        row.sealed = tokens.sealed().encoded();
        row.claimedUntil = Columns.millis(tokens.claimedUntil());
        row.expiresAt = tokens.expiresAt().toEpochMilli();
        return row;
    }
}
