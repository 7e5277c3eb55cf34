package io.gatehouse.jpa;

import io.gatehouse.token.RefreshFamily;
import io.gatehouse.token.RefreshToken;
import io.gatehouse.token.RefreshTokenStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Refresh tokens, shared by all nodes. Who changes a login holds the lock of its row first, so nobody waits in a circle. */
final class JpaRefreshTokenStore implements RefreshTokenStore {
    /** Deleted in one round; with each login the rest of its tokens go. */
    private static final int MAX_TOKENS = 1_000_000;

    private final Database database;

    JpaRefreshTokenStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(RefreshFamily family, RefreshToken first) {
        database.call(entities -> {
            entities.persist(RefreshRows.row(family));
            // Providers may order inserts of unrelated entities as they like; the database minds
            entities.flush();
            entities.persist(RefreshRows.row(first));
            return true;
        });
    }

    @Override
    public Optional<Found> find(String tokenId) {
        if (!Columns.isKey(tokenId)) {
            return Optional.empty();
        }
        return database.call(entities -> entities.createQuery(
                        "select t, f from GatehouseRefreshToken t, GatehouseRefreshFamily f"
                                + " where t.id = :id and f.id = t.familyId",
                        Object[].class)
                .setParameter("id", tokenId)
                .getResultStream()
                .findFirst()
                .map(both -> new Found(
                        RefreshRows.token((RefreshTokenRow) both[0]), RefreshRows.family((RefreshFamilyRow) both[1]))));
    }

    @Override
    public Optional<RefreshFamily> findFamily(String familyId) {
        if (!Columns.isKey(familyId)) {
            return Optional.empty();
        }
        return database.call(entities -> entities.createQuery(
                        "select f from GatehouseRefreshFamily f where f.id = :id", RefreshFamilyRow.class)
                .setParameter("id", familyId)
                .getResultStream()
                .findFirst()
                .map(RefreshRows::family));
    }

    @Override
    public Rotation rotate(String tokenId, RefreshToken.Used used, RefreshToken successor, RefreshFamily.Seen seen) {
        if (!Columns.isKey(tokenId)) {
            return Rotation.ENDED;
        }
        return database.call(entities -> rotate(entities, tokenId, used, successor, seen));
    }

    @Override
    public boolean revokeFamily(String familyId) {
        return Columns.isKey(familyId)
                && database.call(entities -> entities.createQuery(
                                        "delete from GatehouseRefreshFamily f where f.id = :id")
                                .setParameter("id", familyId)
                                .executeUpdate())
                        == 1;
    }

    @Override
    public List<RefreshFamily> liveFamiliesOf(String accountId, Instant now) {
        if (!Columns.isKey(accountId)) {
            return List.of();
        }
        return database.call(entities -> entities.createQuery(
                        "select f from GatehouseRefreshFamily f where f.accountId = :accountId and f.expiresAt > :now"
                                + " order by f.createdAt desc",
                        RefreshFamilyRow.class)
                .setParameter("accountId", accountId)
                .setParameter("now", now.toEpochMilli())
                .getResultStream()
                .map(RefreshRows::family)
                .toList());
    }

    /** Tokens first, of which a login may have thousands: else one transaction would delete those of 500 logins. */
    @Override
    public int deleteExpired(Instant now, int limit) {
        Batches.delete(
                database,
                "select t.id from GatehouseRefreshToken t, GatehouseRefreshFamily f"
                        + " where f.id = t.familyId and f.expiresAt <= :now",
                "delete from GatehouseRefreshToken t where t.id in :ids and exists"
                        + " (select f.id from GatehouseRefreshFamily f where f.id = t.familyId and f.expiresAt <= :now)",
                now,
                MAX_TOKENS);
        return Batches.delete(
                database,
                "select f.id from GatehouseRefreshFamily f where f.expiresAt <= :now order by f.expiresAt",
                "delete from GatehouseRefreshFamily f where f.id in :ids and f.expiresAt <= :now",
                now,
                limit);
    }

    private static Rotation rotate(
            EntityManager entities,
            String tokenId,
            RefreshToken.Used used,
            RefreshToken successor,
            RefreshFamily.Seen seen) {
        boolean alive = entities.createQuery(
                        "select f from GatehouseRefreshFamily f where f.id = :id", RefreshFamilyRow.class)
                .setParameter("id", successor.familyId())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .isPresent();
        if (!alive) {
            return Rotation.ENDED;
        }
        int won = entities.createQuery("update GatehouseRefreshToken t set t.usedAt = :at, t.successor = :successor"
                        + " where t.id = :id and t.familyId = :familyId and t.usedAt is null")
                .setParameter("at", used.at().toEpochMilli())
                .setParameter("successor", used.successor().encoded())
                .setParameter("id", tokenId)
                .setParameter("familyId", successor.familyId())
                .executeUpdate();
        if (won == 0) {
            return isThere(entities, tokenId) ? Rotation.ALREADY_USED : Rotation.ENDED;
        }
        entities.persist(RefreshRows.row(successor));
        entities.createQuery("update GatehouseRefreshFamily f set f.seenAt = :seenAt, f.seenAddress = :address,"
                        + " f.seenUserAgent = :userAgent, f.rotations = f.rotations + 1, f.expiresAt = :expiresAt"
                        + " where f.id = :id")
                .setParameter("seenAt", seen.at().toEpochMilli())
                .setParameter("address", Columns.address(seen.address()))
                .setParameter("userAgent", seen.userAgent().orElse(null))
                .setParameter("expiresAt", successor.expiresAt().toEpochMilli())
                .setParameter("id", successor.familyId())
                .executeUpdate();
        return Rotation.ROTATED;
    }

    private static boolean isThere(EntityManager entities, String tokenId) {
        return entities.createQuery("select count(t) from GatehouseRefreshToken t where t.id = :id", Long.class)
                        .setParameter("id", tokenId)
                        .getSingleResult()
                > 0;
    }
}
