package io.gatehouse.jpa;

import io.gatehouse.RateLimit;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.AttemptStore;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Buckets and counters of attempts, shared by all nodes. A bucket's row holds when it is full again, a counter's when its window ends: after
 * that it means nothing, and is deleted by {@link Purge}.
 */
final class JpaAttemptStore implements AttemptStore {
    /** The row says when the bucket is full, so one comparison tells whether it has a token. */
    private static final String TAKE = "update GatehouseAttempt a set"
            + " a.windowEndsAt = case when a.windowEndsAt < :now then :first else a.windowEndsAt + :interval end"
            + " where a.id = :key and a.windowEndsAt <= :latest";

    private static final String EMPTY =
            "update GatehouseAttempt a set a.windowEndsAt = :empty where a.id = :key and a.windowEndsAt = :seen";

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
    public Take take(String key, RateLimit limit, Instant now) {
        for (int tries = 1; tries <= Database.MAX_TRIES; tries++) {
            Optional<Take> take = counted(entities -> take(entities, key, limit, now.toEpochMilli()));
            if (take.isPresent()) {
                return take.get();
            }
        }
        throw new StoreUnavailableException("the attempt could not be counted");
    }

    /** Empty if somebody else changed the row between the update and the reading, so that there may be a token. */
    private static Optional<Take> take(EntityManager entities, String key, RateLimit limit, long now) {
        long interval = limit.intervalMillis();
        long latest = now + (limit.count() - 1) * interval;
        int taken = entities.createQuery(TAKE)
                .setParameter("now", now)
                .setParameter("first", now + interval)
                .setParameter("interval", interval)
                .setParameter("key", key)
                .setParameter("latest", latest)
                .executeUpdate();
        if (taken == 1) {
            return Optional.of(Take.TAKEN);
        }
        Optional<AttemptRow> row = find(entities, key);
        if (row.isEmpty()) {
            insert(entities, key, 0, now + interval);
            return Optional.of(Take.TAKEN);
        }
        long fullAt = row.get().windowEndsAt;
        if (fullAt <= latest) {
            return Optional.empty();
        }
        if (fullAt > latest + interval + limit.count() * interval) {
            fullAt = latest + interval;
            entities.createQuery(EMPTY)
                    .setParameter("empty", fullAt)
                    .setParameter("key", key)
                    .setParameter("seen", row.get().windowEndsAt)
                    .executeUpdate();
        }
        return Optional.of(new Take(false, Duration.ofMillis(fullAt - latest)));
    }

    @Override
    public void giveBack(String key, RateLimit limit) {
        database.call(entities -> entities.createQuery(
                        "update GatehouseAttempt a set a.windowEndsAt = a.windowEndsAt - :interval where a.id = :key")
                .setParameter("interval", limit.intervalMillis())
                .setParameter("key", key)
                .executeUpdate());
    }

    @Override
    public Attempts record(String key, Duration window, Instant now) {
        return counted(entities -> record(entities, key, window, now));
    }

    @Override
    public boolean recordAgain(String key, int limit, Instant now) {
        return database.call(
                        entities -> entities.createQuery("update GatehouseAttempt a set a.attempts = a.attempts + 1"
                                        + " where a.id = :key and a.windowEndsAt > :now and a.attempts < :limit")
                                .setParameter("key", key)
                                .setParameter("now", now.toEpochMilli())
                                .setParameter("limit", limit)
                                .executeUpdate())
                == 1;
    }

    private <T> T counted(Function<EntityManager, T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return database.call(work);
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
    public boolean clear(String key) {
        return database.call(entities -> entities.createQuery("delete from GatehouseAttempt a where a.id = :key")
                        .setParameter("key", key)
                        .executeUpdate())
                == 1;
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
            insert(entities, key, 1, end);
            return new Attempts(1, Instant.ofEpochMilli(end));
        }
        AttemptRow row = find(entities, key).orElseThrow();
        return new Attempts(row.attempts, Instant.ofEpochMilli(row.windowEndsAt));
    }

    private static Optional<AttemptRow> find(EntityManager entities, String key) {
        return entities.createQuery("select a from GatehouseAttempt a where a.id = :key", AttemptRow.class)
                .setParameter("key", key)
                .getResultStream()
                .findFirst();
    }

    private static void insert(EntityManager entities, String key, int attempts, long end) {
        AttemptRow row = new AttemptRow();
        row.id = key;
        row.attempts = attempts;
        row.windowEndsAt = end;
        entities.persist(row);
        entities.flush();
    }
}
