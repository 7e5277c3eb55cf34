package io.gatehouse.memory;

import io.gatehouse.audit.AuditMark;
import io.gatehouse.audit.AuditRecord;
import io.gatehouse.audit.AuditStore;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** The audit trail in memory: the newest {@value #MAX_ROWS} rows, older ones go. Safe for any number of threads. */
public final class MemoryAuditStore implements AuditStore {
    /** How many rows are kept at most. */
    public static final int MAX_ROWS = 100_000;

    private final TreeMap<Long, AuditRecord> rows = new TreeMap<>();
    private AuditMark anchor = AuditMark.START;
    private AuditMark head = AuditMark.START;

    /** An empty store. */
    public MemoryAuditStore() {}

    @Override
    public synchronized Ends ends() {
        return new Ends(anchor, head);
    }

    @Override
    public synchronized boolean append(List<AuditRecord> records) {
        AuditRecord first = records.get(0);
        if (first.sequence() != head.sequence() + 1 || !first.previous().equals(head.hash())) {
            return false;
        }
        for (AuditRecord record : records) {
            rows.put(record.sequence(), record);
            head = record.mark();
        }
        while (rows.size() > MAX_ROWS) {
            anchor = rows.pollFirstEntry().getValue().mark();
        }
        return true;
    }

    @Override
    public synchronized List<AuditRecord> after(long sequence, int limit) {
        return rows.tailMap(sequence, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<AuditRecord> ofAccount(String account, long before, int limit) {
        return rows.headMap(before, false).descendingMap().values().stream()
                .filter(row -> row.entry().account().equals(account))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized int deleteBefore(Instant before, int limit) {
        int deleted = 0;
        while (deleted < limit
                && !rows.isEmpty()
                && rows.firstEntry().getValue().entry().at().isBefore(before)) {
            anchor = rows.pollFirstEntry().getValue().mark();
            deleted++;
        }
        return deleted;
    }
}
