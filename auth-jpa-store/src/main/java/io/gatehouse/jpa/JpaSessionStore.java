package io.gatehouse.jpa;

import io.gatehouse.login.CachedAccountStore;
import io.gatehouse.secret.SecretHash;
import io.gatehouse.session.Session;
import io.gatehouse.session.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sessions, shared by all nodes. A session is found together with its account, so that one read tells all about both. */
final class JpaSessionStore implements SessionStore {
    private final Database database;
    private final CachedAccountStore accounts;

    JpaSessionStore(Database database, CachedAccountStore accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    @Override
    public void insert(Session session) {
        if (!database.inserted(row(session))) {
            throw new IllegalStateException("there is a session " + session.id() + " already");
        }
    }

    @Override
    public Optional<Session> find(String id) {
        if (!Columns.isKey(id)) {
            return Optional.empty();
        }
        long mark = accounts.mark();
        Optional<Object[]> found = database.call(entities -> entities.createQuery(
                        "select s, a from GatehouseSession s left join GatehouseAccount a on a.id = s.accountId"
                                + " where s.id = :id",
                        Object[].class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst());
        found.flatMap(both -> Optional.ofNullable((AccountRow) both[1]))
                .ifPresent(account -> accounts.offer(AccountRows.account(account), mark));
        return found.map(both -> session((SessionRow) both[0]));
    }

    /** In the order of ids, so that two nodes that write the same sessions don't wait for each other. */
    @Override
    public void touch(Map<String, Instant> lastSeen, Duration idle) {
        TreeMap<String, Instant> inOrder = new TreeMap<>(lastSeen);
        inOrder.keySet().removeIf(id -> !Columns.isKey(id));
        if (inOrder.isEmpty()) {
            return;
        }
        database.call(entities -> {
            inOrder.forEach((id, at) -> entities.createQuery("update GatehouseSession s set s.lastSeenAt = :at,"
                            + " s.expiresAt = case when s.endsAt < :idleEnd then s.endsAt else :idleEnd end"
                            + " where s.id = :id and s.lastSeenAt < :at")
                    .setParameter("at", at.toEpochMilli())
                    .setParameter("idleEnd", at.plus(idle).toEpochMilli())
                    .setParameter("id", id)
                    .executeUpdate());
            return true;
        });
    }

    @Override
    public boolean renew(String id, SecretHash expected, SecretHash successor) {
        return Columns.isKey(id)
                && database.call(entities -> entities.createQuery("update GatehouseSession s set s.hash = :successor"
                                        + " where s.id = :id and s.hash = :expected")
                                .setParameter("id", id)
                                .setParameter("expected", expected.encoded())
                                .setParameter("successor", successor.encoded())
                                .executeUpdate())
                        == 1;
    }

    @Override
    public boolean delete(String id) {
        return Columns.isKey(id)
                && database.call(entities -> entities.createQuery("delete from GatehouseSession s where s.id = :id")
                                .setParameter("id", id)
                                .executeUpdate())
                        == 1;
    }

    @Override
    public List<Session> liveSessionsOf(String accountId, Instant now) {
        if (!Columns.isKey(accountId)) {
            return List.of();
        }
        return database.call(entities -> entities.createQuery(
                        "select s from GatehouseSession s where s.accountId = :accountId and s.expiresAt > :now"
                                + " order by s.createdAt desc, s.id desc",
                        SessionRow.class)
                .setParameter("accountId", accountId)
                .setParameter("now", now.toEpochMilli())
                .getResultStream()
                .map(JpaSessionStore::session)
                .toList());
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return Batches.delete(
                database,
                "select s.id from GatehouseSession s where s.expiresAt <= :now order by s.expiresAt",
                "delete from GatehouseSession s where s.id in :ids and s.expiresAt <= :now",
                now,
                limit);
    }

    private static SessionRow row(Session session) {
        SessionRow row = new SessionRow();
        row.id = session.id();
        row.hash = session.hash().encoded();
        row.accountId = session.accountId();
        row.createdAt = session.createdAt().toEpochMilli();
        row.lastSeenAt = session.lastSeenAt().toEpochMilli();
        row.expiresAt = session.expiresAt().toEpochMilli();
        row.endsAt = session.endsAt().toEpochMilli();
        row.address = Columns.address(session.address());
        row.userAgent = session.userAgent().orElse(null);
        return row;
    }

    private static Session session(SessionRow row) {
        return new Session(
                row.id,
                SecretHash.parse(row.hash),
                row.accountId,
                Instant.ofEpochMilli(row.createdAt),
                Instant.ofEpochMilli(row.lastSeenAt),
                Instant.ofEpochMilli(row.expiresAt),
                Instant.ofEpochMilli(row.endsAt),
                row.address,
                Optional.ofNullable(row.userAgent));
    }
}
