package io.gatehouse.audit;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.memory.MemoryAuditStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A store that can be down, lose an answer, and be tampered with. */
final class FakeAuditStore implements AuditStore {
    private final MemoryAuditStore store = new MemoryAuditStore();
    private UnaryOperator<List<AuditRecord>> tampering = rows -> rows;
    private UnaryOperator<Ends> endsTampering = ends -> ends;
    boolean down;
    boolean losesAnswers;

    /** Changes what is read from now on, as somebody with access to the database could. */
    void tamper(UnaryOperator<List<AuditRecord>> change) {
        tampering = change;
    }

    void tamperEnds(UnaryOperator<Ends> change) {
        endsTampering = change;
    }

    @Override
    public Ends ends() {
        up();
        return endsTampering.apply(store.ends());
    }

    @Override
    public boolean append(List<AuditRecord> records) {
        up();
        boolean appended = store.append(records);
        if (losesAnswers) {
            losesAnswers = false;
            throw new StoreUnavailableException("the answer was lost");
        }
        return appended;
    }

    @Override
    public List<AuditRecord> after(long sequence, int limit) {
        up();
        return tampering.apply(new ArrayList<>(store.after(0, 10_000))).stream()
                .filter(row -> row.sequence() > sequence)
                .limit(limit)
                .toList();
    }

    @Override
    public List<AuditRecord> ofAccount(String account, long before, int limit) {
        up();
        return store.ofAccount(account, before, limit);
    }

    @Override
    public int deleteBefore(Instant before, int limit) {
        up();
        return store.deleteBefore(before, limit);
    }

    private void up() {
        if (down) {
            throw new StoreUnavailableException("down");
        }
    }
}
