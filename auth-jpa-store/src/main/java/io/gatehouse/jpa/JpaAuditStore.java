package io.gatehouse.jpa;

import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditMark;
import io.gatehouse.audit.AuditRecord;
import io.gatehouse.audit.AuditStore;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The audit trail. One row holds both ends of the chain: whoever moves the head from what it was adds rows, in the same transaction, so of
 * several nodes one does.
 */
final class JpaAuditStore implements AuditStore {
    private static final int ENDS = 1;

    private final Database database;

    JpaAuditStore(Database database) {
        this.database = database;
    }

    @Override
    public Ends ends() {
        return database.call(JpaAuditStore::ends);
    }

    @Override
    public boolean append(List<AuditRecord> records) {
        AuditRecord first = records.get(0);
        AuditMark head = records.get(records.size() - 1).mark();
        return database.call(entities -> {
            int moved = entities.createQuery("update GatehouseAuditEnds e set e.headSequence = :sequence,"
                            + " e.headHash = :hash where e.id = :id and e.headSequence = :before"
                            + " and e.headHash = :previous")
                    .setParameter("sequence", head.sequence())
                    .setParameter("hash", head.hash())
                    .setParameter("id", ENDS)
                    .setParameter("before", first.sequence() - 1)
                    .setParameter("previous", first.previous())
                    .executeUpdate();
            if (moved == 1) {
                records.forEach(record -> entities.persist(row(record)));
            }
            return moved == 1;
        });
    }

    @Override
    public List<AuditRecord> after(long sequence, int limit) {
        return records(database.call(entities -> entities.createQuery(
                        "select a from GatehouseAudit a where a.sequence > :sequence order by a.sequence",
                        AuditRow.class)
                .setParameter("sequence", sequence)
                .setMaxResults(limit)
                .getResultList()));
    }

    @Override
    public List<AuditRecord> ofAccount(String account, long before, int limit) {
        if (!Columns.isKey(account)) {
            return List.of();
        }
        return records(database.call(entities -> entities.createQuery(
                        "select a from GatehouseAudit a where a.account = :account and a.sequence < :before"
                                + " order by a.sequence desc",
                        AuditRow.class)
                .setParameter("account", account)
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList()));
    }

    @Override
    public int deleteBefore(Instant before, int limit) {
        int deleted = 0;
        while (deleted < limit) {
            int most = Math.min(Batches.SIZE, limit - deleted);
            int batch = database.call(entities -> deleteBatch(entities, before.toEpochMilli(), most));
            deleted += batch;
            if (batch < most) {
                break;
            }
        }
        return deleted;
    }

    /** The anchor first: of two nodes that purge, one moves it. */
    private static int deleteBatch(EntityManager entities, long before, int most) {
        AuditMark anchor = ends(entities).anchor();
        List<AuditRow> old = new ArrayList<>();
        for (AuditRow row : entities.createQuery(
                        "select a from GatehouseAudit a where a.sequence > :anchor order by a.sequence", AuditRow.class)
                .setParameter("anchor", anchor.sequence())
                .setMaxResults(most)
                .getResultList()) {
            if (row.at >= before) {
                break;
            }
            old.add(row);
        }
        if (old.isEmpty()) {
            return 0;
        }
        AuditRow last = old.get(old.size() - 1);
        int moved = entities.createQuery("update GatehouseAuditEnds e set e.anchorSequence = :sequence,"
                        + " e.anchorHash = :hash where e.id = :id and e.anchorSequence = :before")
                .setParameter("sequence", last.sequence)
                .setParameter("hash", last.hash)
                .setParameter("id", ENDS)
                .setParameter("before", anchor.sequence())
                .executeUpdate();
        return moved == 0
                ? 0
                : entities.createQuery("delete from GatehouseAudit a where a.sequence <= :last")
                        .setParameter("last", last.sequence)
                        .executeUpdate();
    }

    private static Ends ends(EntityManager entities) {
        AuditEndsRow row = entities.createQuery(
                        "select e from GatehouseAuditEnds e where e.id = :id", AuditEndsRow.class)
                .setParameter("id", ENDS)
                .getSingleResult();
        return new Ends(
                new AuditMark(row.anchorSequence, row.anchorHash), new AuditMark(row.headSequence, row.headHash));
    }

    private static AuditRow row(AuditRecord record) {
        AuditEntry entry = record.entry();
        AuditRow row = new AuditRow();
        row.sequence = record.sequence();
        row.at = entry.at().toEpochMilli();
        row.type = entry.type();
        row.account = entry.account();
        row.requestId = entry.requestId();
        row.method = entry.method();
        row.path = entry.path();
        row.clientAddress = entry.clientAddress();
        row.userAgent = entry.userAgent();
        row.scheme = entry.scheme();
        row.credentialId = entry.credentialId();
        row.rule = entry.rule();
        row.code = entry.code();
        row.reason = entry.reason();
        row.previous = record.previous();
        row.hash = record.hash();
        return row;
    }

    private static List<AuditRecord> records(List<AuditRow> rows) {
        return rows.stream().map(JpaAuditStore::record).toList();
    }

    private static AuditRecord record(AuditRow row) {
        AuditEntry entry = new AuditEntry(
                Instant.ofEpochMilli(row.at),
                row.type,
                row.account,
                row.requestId,
                row.method,
                row.path,
                row.clientAddress,
                row.userAgent,
                row.scheme,
                row.credentialId,
                row.rule,
                row.code,
                row.reason);
        return new AuditRecord(row.sequence, entry, row.previous, row.hash);
    }
}
