package io.gatehouse.jpa;

import io.gatehouse.apikey.ApiKey;
import io.gatehouse.apikey.ApiKeyStore;
import io.gatehouse.login.CachedAccountStore;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** API keys, shared by all nodes. A key is found together with its owner, so that one read tells all about both. */
final class JpaApiKeyStore implements ApiKeyStore {
    private final Database database;
    private final CachedAccountStore owners;

    JpaApiKeyStore(Database database, CachedAccountStore owners) {
        this.database = database;
        this.owners = owners;
    }

    @Override
    public void insert(ApiKey key) {
        if (!database.inserted(ApiKeyRows.row(key))) {
            throw new IllegalStateException("there is an API key " + key.id() + " already");
        }
    }

    @Override
    public Optional<ApiKey> find(String id) {
        if (!Columns.isKey(id)) {
            return Optional.empty();
        }
        long mark = owners.mark();
        Optional<Object[]> found = database.call(entities -> entities.createQuery(
                        "select k, a from GatehouseApiKey k left join GatehouseAccount a on a.id = k.ownerId"
                                + " where k.id = :id",
                        Object[].class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst());
        found.flatMap(both -> Optional.ofNullable((AccountRow) both[1]))
                .ifPresent(owner -> owners.offer(AccountRows.account(owner), mark));
        return found.map(both -> ApiKeyRows.key((ApiKeyRow) both[0]));
    }

    @Override
    public List<ApiKey> ownedBy(String ownerId, Instant now) {
        if (!Columns.isKey(ownerId)) {
            return List.of();
        }
        return database.call(entities -> entities.createQuery(
                        "select k from GatehouseApiKey k where k.ownerId = :ownerId and k.revokedAt is null"
                                + " and (k.expiresAt is null or k.expiresAt > :now) order by k.createdAt desc",
                        ApiKeyRow.class)
                .setParameter("ownerId", ownerId)
                .setParameter("now", now.toEpochMilli())
                .getResultStream()
                .map(ApiKeyRows::key)
                .toList());
    }

    @Override
    public boolean revoke(String id, String ownerId, Instant now) {
        if (!Columns.isKey(id) || !Columns.isKey(ownerId)) {
            return false;
        }
        return database.call(entities -> entities.createQuery("update GatehouseApiKey k set k.revokedAt = :now"
                                + " where k.id = :id and k.ownerId = :ownerId and k.revokedAt is null")
                        .setParameter("now", now.toEpochMilli())
                        .setParameter("id", id)
                        .setParameter("ownerId", ownerId)
                        .executeUpdate())
                == 1;
    }

    @Override
    public boolean rotate(String oldId, ApiKey successor, Instant oldEndsAt, Instant now) {
        if (!Columns.isKey(oldId)) {
            return false;
        }
        try {
            return database.call(entities -> rotate(entities, oldId, successor, oldEndsAt, now));
        } catch (DuplicateException e) {
            throw new IllegalStateException("there is an API key " + successor.id() + " already", e);
        }
    }

    /** In the order of ids, so that two nodes that write the same keys don't wait for each other. */
    @Override
    public void touch(Map<String, Instant> lastUses) {
        TreeMap<String, Instant> inOrder = new TreeMap<>(lastUses);
        inOrder.keySet().removeIf(id -> !Columns.isKey(id));
        if (inOrder.isEmpty()) {
            return;
        }
        database.call(entities -> {
            inOrder.forEach((id, at) -> entities.createQuery("update GatehouseApiKey k set k.lastUsedAt = :at"
                            + " where k.id = :id and (k.lastUsedAt is null or k.lastUsedAt < :at)")
                    .setParameter("at", at.toEpochMilli())
                    .setParameter("id", id)
                    .executeUpdate());
            return true;
        });
    }

    private static boolean rotate(
            EntityManager entities, String oldId, ApiKey successor, Instant oldEndsAt, Instant now) {
        int won = entities.createQuery("update GatehouseApiKey k set k.replacedBy = :successorId,"
                        + " k.expiresAt = case when k.expiresAt < :endsAt then k.expiresAt else :endsAt end"
                        + " where k.id = :id and k.replacedBy is null and k.revokedAt is null"
                        + " and (k.expiresAt is null or k.expiresAt > :now)")
                .setParameter("successorId", successor.id())
                .setParameter("endsAt", oldEndsAt.toEpochMilli())
                .setParameter("id", oldId)
                .setParameter("now", now.toEpochMilli())
                .executeUpdate();
        if (won == 1) {
            entities.persist(ApiKeyRows.row(successor));
            entities.flush();
        }
        return won == 1;
    }
}
