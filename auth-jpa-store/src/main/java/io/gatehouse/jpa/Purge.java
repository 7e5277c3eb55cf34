package io.gatehouse.jpa;

import io.gatehouse.AuthFeature;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.session.SessionStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is over: expired logins and sessions, begun and made, revocations and counters, and API keys that ended more than {@link #KEEP_ENDED_KEYS} ago. One
 * node does it at a time; the others find the job taken. Rows go in transactions of at most 500, and at most {@value #MAX_ROWS} of each
 * kind in one round. Safe for any number of threads.
 */
public final class Purge {
    /** How many rows of one kind a round deletes at most. */
    public static final int MAX_ROWS = 100_000;
    /** How long a key that was revoked or has expired stays, for its owner's questions. */
    public static final Duration KEEP_ENDED_KEYS = Duration.ofDays(30);
    /** How long a node may be silent in the middle of a round before another takes over. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
    private static final String JOB = "purge";

    private final Database database;
    private final SessionStore sessions;
    private final Clock clock;
    private final String node;

    Purge(Database database, SessionStore sessions, Clock clock, SecureRandom random) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
        this.node = OpaqueToken.newId(random);
    }

    /**
     * Does one round, unless another node is at it.
     *
     * @return how many rows were deleted
     * @throws StoreUnavailableException if the database fails; what was deleted before stays deleted
     */
    public int run() {
        Instant now = clock.instant();
        if (!take(now)) {
            return 0;
        }
        try {
            int rows = deleteAll(now);
            LOG.debug("purged {} rows", rows);
            return rows;
        } finally {
            release();
        }
    }

    /**
     * A feature for the engine that does a round each minute, on one daemon thread that ends when the engine is closed. On a Jakarta EE
     * server let its {@code ManagedScheduledExecutorService} call {@link #run} instead.
     *
     * @return the feature; its thread runs already
     */
    public AuthFeature everyMinute() {
        return new PurgeThread(this::runQuietly, Duration.ofMinutes(1));
    }

    private void runQuietly() {
        try {
            run();
        } catch (RuntimeException e) {
            LOG.warn("expired rows could not be deleted and are tried again later", e);
        }
    }

    /** Each kind by itself: one that can't be deleted keeps none of the others. */
    private int deleteAll(Instant now) {
        int rows = 0;
        RuntimeException failed = null;
        for (ToIntFunction<Instant> kind : kinds()) {
            try {
                renew();
                rows += kind.applyAsInt(now);
            } catch (StoreUnavailableException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
        return rows;
    }

    private List<ToIntFunction<Instant>> kinds() {
        return List.of(
                now -> sessions.deleteExpired(now, MAX_ROWS),
                now -> new JpaPendingLoginStore(database, JpaPendingLoginStore.MAX_ROWS).deleteExpired(now, MAX_ROWS),
                now -> new JpaOneTimeCodeStore(database).deleteExpired(now, MAX_ROWS),
                now -> new JpaProviderSessionStore(database).deleteExpired(now, MAX_ROWS),
                now -> new JpaProviderTokenStore(database).deleteExpired(now, MAX_ROWS),
                now -> new JpaRevocationStore(database).deleteExpired(now, MAX_ROWS),
                this::deleteAttempts,
                now -> deleteKeys("expiresAt", now),
                now -> deleteKeys("revokedAt", now),
                now -> new JpaRefreshTokenStore(database).deleteExpired(now, MAX_ROWS));
    }

    private int deleteAttempts(Instant now) {
        return Batches.delete(
                database,
                "select a.id from GatehouseAttempt a where a.windowEndsAt <= :now order by a.windowEndsAt",
                "delete from GatehouseAttempt a where a.id in :ids and a.windowEndsAt <= :now",
                now,
                MAX_ROWS);
    }

    private int deleteKeys(String end, Instant now) {
        return Batches.delete(
                database,
                "select k.id from GatehouseApiKey k where k." + end + " <= :now order by k." + end,
                "delete from GatehouseApiKey k where k.id in :ids and k." + end + " <= :now",
                now.minus(KEEP_ENDED_KEYS),
                MAX_ROWS);
    }

    private boolean take(Instant now) {
        return database.call(
                        entities -> entities.createQuery("update GatehouseJob j set j.owner = :node, j.untilAt = :until"
                                        + " where j.id = :job and j.untilAt <= :now")
                                .setParameter("node", node)
                                .setParameter("until", now.plus(LEASE).toEpochMilli())
                                .setParameter("job", JOB)
                                .setParameter("now", now.toEpochMilli())
                                .executeUpdate())
                == 1;
    }

    private void renew() {
        database.call(entities -> entities.createQuery(
                        "update GatehouseJob j set j.untilAt = :until where j.id = :job and j.owner = :node")
                .setParameter("until", clock.instant().plus(LEASE).toEpochMilli())
                .setParameter("job", JOB)
                .setParameter("node", node)
                .executeUpdate());
    }

    private void release() {
        database.call(entities -> entities.createQuery(
                        "update GatehouseJob j set j.untilAt = 0 where j.id = :job and j.owner = :node")
                .setParameter("job", JOB)
                .setParameter("node", node)
                .executeUpdate());
    }
}
