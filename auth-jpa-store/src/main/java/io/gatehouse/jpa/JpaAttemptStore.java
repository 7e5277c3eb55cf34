package io.gatehouse.jpa;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.AttemptStore;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;

/** Counters of attempts, shared by all nodes. Rows whose window has ended are deleted by {@link Purge}. */
final class JpaAttemptStore implements AttemptStore {
    /** In this order: MariaDB assigns from left to right, and later assignments see earlier ones. */
    private static final String COUNT = "update GatehouseAttempt a set"
            + " a.attempts = case when a.windowEndsAt <= :now then 1 else a.attempts + 1 end,"
            + " a.windowEndsAt = case when a.windowEndsAt <= :now then :end else a.windowEndsAt end"
            + " where a.id = :key";

    private final Database database;

    JpaAttemptStore(Database database) {
        this.database = database;
    }

    @Override
    public Attempts record(String key, Duration window, Instant now) {
        for (int tries = 1; ; tries++) {
            try {
                return database.call(entities -> record(entities, key, window, now));
            } catch (DuplicateException e) {
                // Somebody else's was the first attempt, at this moment: the next try finds its row, unless it is
                // cleared at once
                if (tries == Database.MAX_TRIES) {
                    throw new StoreUnavailableException("the attempt could not be counted", e);
                }
            }
        }
    }

    @Override
    public void forgive(String key) {
        database.call(entities -> entities.createQuery(
                        "update GatehouseAttempt a set a.attempts = a.attempts - 1 where a.id = :key and a.attempts > 0")
                .setParameter("key", key)
                .executeUpdate());
    }

    @Override
    public void clear(String key) {
        database.call(entities -> entities.createQuery("delete from GatehouseAttempt a where a.id = :key")
                .setParameter("key", key)
                .executeUpdate());
    }

    /** The row's lock is held from the update to the end: what is read is what this attempt made of it. */
    private static Attempts record(EntityManager entities, String key, Duration window, Instant now) {
        long end = now.plus(window).toEpochMilli();
        int counted = entities.createQuery(COUNT)
                .setParameter("now", now.toEpochMilli())
                .setParameter("end", end)
                .setParameter("key", key)
                .executeUpdate();
        if (counted == 0) {
            AttemptRow row = new AttemptRow();
            row.id = key;
            row.attempts = 1;
            row.windowEndsAt = end;
            entities.persist(row);
            entities.flush();
            return new Attempts(1, Instant.ofEpochMilli(end));
        }
        AttemptRow row = entities.createQuery("select a from GatehouseAttempt a where a.id = :key", AttemptRow.class)
                .setParameter("key", key)
                .getSingleResult();
        return new Attempts(row.attempts, Instant.ofEpochMilli(row.windowEndsAt));
    }
}
