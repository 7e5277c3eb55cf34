package io.gatehouse.audit;

import java.util.List;
import java.util.Optional;

/** Reads the whole chain, row by row. Rows that are added or purged meanwhile do not disturb it. */
record AuditCheck(AuditStore store, AuditChain chain, Optional<AuditMark> known) {
    private static final int PAGE = 500;

    AuditVerdict run() {
        while (true) {
            AuditStore.Ends ends = store.ends();
            Optional<AuditVerdict.Broken> broken = broken(ends);
            if (broken.isEmpty()) {
                return new AuditVerdict.Intact(ends.anchor(), ends.head());
            }
            // The beginning was purged meanwhile; it moves on only, so this ends
            if (store.ends().anchor().sequence() <= ends.anchor().sequence()) {
                return broken.get();
            }
        }
    }

    private Optional<AuditVerdict.Broken> broken(AuditStore.Ends ends) {
        AuditMark head = ends.head();
        AuditMark at = ends.anchor();
        if (differs(at)) {
            return broken(at.sequence(), "is another one than is known");
        }
        while (at.sequence() < head.sequence()) {
            List<AuditRecord> page = store.after(at.sequence(), PAGE);
            if (page.isEmpty()) {
                return broken(at.sequence() + 1, "is missing, and so are all after it");
            }
            for (AuditRecord row : page) {
                if (at.sequence() == head.sequence()) {
                    break;
                }
                Optional<AuditVerdict.Broken> wrong = wrong(at, row);
                if (wrong.isPresent()) {
                    return wrong;
                }
                at = row.mark();
            }
        }
        if (!at.equals(head)) {
            return broken(at.sequence(), "is not the newest that was added");
        }
        if (known.isPresent() && known.get().sequence() > head.sequence()) {
            return broken(head.sequence() + 1, "is known and missing");
        }
        return beyond(head);
    }

    private Optional<AuditVerdict.Broken> wrong(AuditMark before, AuditRecord row) {
        if (row.sequence() != before.sequence() + 1) {
            return broken(before.sequence() + 1, "is missing");
        }
        if (!row.previous().equals(before.hash())) {
            return broken(row.sequence(), "does not follow the row before it");
        }
        if (!chain.proves(row)) {
            return broken(row.sequence(), "was changed, or added without the key");
        }
        return differs(row.mark()) ? broken(row.sequence(), "is another one than is known") : Optional.empty();
    }

    /** What was added by the rules has moved the head. */
    private Optional<AuditVerdict.Broken> beyond(AuditMark head) {
        List<AuditRecord> more = store.after(head.sequence(), 1);
        return more.isEmpty() || store.ends().head().sequence() > head.sequence()
                ? Optional.empty()
                : broken(more.get(0).sequence(), "stands after the newest that was added");
    }

    private boolean differs(AuditMark mark) {
        return known.filter(it -> it.sequence() == mark.sequence() && !it.equals(mark))
                .isPresent();
    }

    private static Optional<AuditVerdict.Broken> broken(long sequence, String reason) {
        return Optional.of(new AuditVerdict.Broken(sequence, "row " + sequence + " " + reason));
    }
}
