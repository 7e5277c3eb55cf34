package io.gatehouse.jpa;

import io.gatehouse.token.RevocationStore;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

/**
 * Revocations, shared by all nodes. Each takes the next number of one counter, whose lock it holds until it is committed: so a number
 * becomes visible only after all lower ones, and a reader that asks for higher ones than it has seen misses none.
 */
final class JpaRevocationStore implements RevocationStore {
    private static final String COUNTER = "revocation";

    private final Database database;

    JpaRevocationStore(Database database) {
        this.database = database;
    }

    @Override
    public void revoke(String loginId, Instant until) {
        database.call(entities -> {
            revoke(entities, loginId, until.toEpochMilli());
            return true;
        });
    }

    /**
     * A counter that is behind the asker's version tells that the database was set back, to a backup or to a copy that had not got
     * everything: numbers are given out a second time then, so all is answered anew.
     */
    @Override
    public Changes since(long version) {
        return database.call(entities -> {
            long counter = counter(entities);
            long from = counter < version ? 0 : version;
            List<RevocationRow> rows = entities.createQuery(
                            "select r from GatehouseRevocation r where r.version > :version order by r.version",
                            RevocationRow.class)
                    .setParameter("version", from)
                    .getResultList();
            long newest = rows.isEmpty() ? Math.min(counter, version) : rows.get(rows.size() - 1).version;
            return new Changes(
                    newest,
                    rows.stream()
                            .map(row -> new Revocation(row.loginId, Instant.ofEpochMilli(row.untilAt)))
                            .toList());
        });
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return Batches.delete(
                database,
                "select r.loginId from GatehouseRevocation r where r.untilAt < :now order by r.untilAt",
                "delete from GatehouseRevocation r where r.loginId in :ids and r.untilAt < :now",
                now,
                limit);
    }

    private static long counter(EntityManager entities) {
        return entities.createQuery("select c.current from GatehouseCounter c where c.id = :id", Long.class)
                .setParameter("id", COUNTER)
                .getSingleResult();
    }

    static void revoke(EntityManager entities, String loginId, long until) {
        entities.createQuery("update GatehouseCounter c set c.current = c.current + 1 where c.id = :id")
                .setParameter("id", COUNTER)
                .executeUpdate();
        long version = counter(entities);
        int known = entities.createQuery("update GatehouseRevocation r set r.version = :version,"
                        + " r.untilAt = case when r.untilAt < :until then :until else r.untilAt end"
                        + " where r.loginId = :loginId")
                .setParameter("version", version)
                .setParameter("until", until)
                .setParameter("loginId", loginId)
                .executeUpdate();
        if (known == 0) {
            RevocationRow row = new RevocationRow();
            row.loginId = loginId;
            row.untilAt = until;
            row.version = version;
            entities.persist(row);
        }
    }
}
