package io.gatehouse.audit;

import io.gatehouse.AuthEvent;
import io.gatehouse.PlainText;
import io.gatehouse.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds a batch of entries to the chain, once, also where the store took it and its answer was lost. An entry that the store never takes does
 * not keep the others waiting: in its place comes its form in ASCII, or else a row that says that one is missing. Where the store takes not
 * even that, it takes nothing, and all wait. Not safe for several threads.
 */
final class AuditAppender {
    /** So often a store that can be read refuses a batch before its entries are tried one by one. */
    static final int FAILURES = 3;

    private static final int MAX_TRIES = 64;
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final AuditStore store;
    private final AuditChain chain;

    private final List<AuditEntry> batch = new ArrayList<>();
    /** What was tried last, for the first entries of the batch, and may have been written though the answer was lost. */
    private List<AuditRecord> unconfirmed = List.of();

    private int failures;

    AuditAppender(AuditStore store, AuditChain chain) {
        this.store = store;
        this.chain = chain;
    }

    boolean isEmpty() {
        return batch.isEmpty();
    }

    int size() {
        return batch.size();
    }

    /** Takes over another batch, once the one before is written. */
    void take(List<AuditEntry> entries) {
        batch.addAll(entries);
    }

    /** Writes the batch; throws if it must be tried again. */
    void write() {
        confirm();
        if (failures >= FAILURES) {
            while (!batch.isEmpty()) {
                writeFirst();
            }
        } else if (!batch.isEmpty()) {
            try {
                append(List.copyOf(batch));
            } catch (RuntimeException e) {
                if (!unconfirmed.isEmpty()) {
                    failures++;
                }
                throw e;
            }
            batch.clear();
        }
        failures = 0;
    }

    private void writeFirst() {
        AuditEntry entry = batch.get(0);
        int left = batch.size();
        RuntimeException refused = new StoreUnavailableException("the store takes no audit rows");
        // Twice as it is: an error may be one of the moment
        for (AuditEntry form : List.of(entry, entry, ascii(entry), missing(entry))) {
            try {
                append(List.of(form));
                batch.remove(0);
                if (!form.equals(entry)) {
                    LOG.error("an audit event {} was not taken by the store as it is", entry.type(), refused);
                }
                return;
            } catch (RuntimeException e) {
                if (unconfirmed.isEmpty()) {
                    throw e;
                }
                refused.addSuppressed(e);
                confirm();
                if (batch.size() < left) {
                    return;
                }
            }
        }
        throw refused;
    }

    private void append(List<AuditEntry> entries) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            unconfirmed = chain.continued(store.ends().head(), entries);
            boolean appended = store.append(unconfirmed);
            unconfirmed = List.of();
            if (appended) {
                return;
            }
        }
        throw new StoreUnavailableException("other nodes always came first");
    }

    /** A store may have taken the rows though its answer got lost: they must not be written twice. */
    private void confirm() {
        if (unconfirmed.isEmpty()) {
            return;
        }
        AuditRecord last = unconfirmed.get(unconfirmed.size() - 1);
        if (store.after(last.sequence() - 1, 1).contains(last)) {
            batch.subList(0, unconfirmed.size()).clear();
        }
        unconfirmed = List.of();
    }

    /** Another account's id must not come of it. */
    private static AuditEntry ascii(AuditEntry entry) {
        String account = PlainText.ascii(entry.account());
        return new AuditEntry(
                entry.at(),
                entry.type(),
                account.equals(entry.account()) ? account : "",
                PlainText.ascii(entry.requestId()),
                PlainText.ascii(entry.method()),
                PlainText.ascii(entry.path()),
                PlainText.ascii(entry.clientAddress()),
                PlainText.ascii(entry.userAgent()),
                PlainText.ascii(entry.scheme()),
                PlainText.ascii(entry.credentialId()),
                PlainText.ascii(entry.rule()),
                PlainText.ascii(entry.code()),
                PlainText.ascii(entry.reason()));
    }

    private static AuditEntry missing(AuditEntry entry) {
        return AuditEntry.of(AuthEvent.ofApplication(
                AuthEvent.Type.LEFT_OUT,
                entry.at(),
                "1 event was lost: the store did not take " + entry.type() + " of request "
                        + PlainText.ascii(entry.requestId())));
    }
}
