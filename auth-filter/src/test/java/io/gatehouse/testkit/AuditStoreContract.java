package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditMark;
import io.gatehouse.audit.AuditRecord;
import io.gatehouse.audit.AuditStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link AuditStore} must hold to. Implement it in a test class and answer an empty store. */
public interface AuditStoreContract {
    /** The present, as these tests see it; whole milliseconds. */
    Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    /**
     * The store to test.
     *
     * @return an empty store
     */
    AuditStore audit();

    /**
     * A row.
     *
     * @param after what it follows
     * @param account whom it concerns
     * @param at when
     * @return the row, with a hash that says nothing
     */
    static AuditRecord row(AuditMark after, String account, Instant at) {
        AuditEntry entry = new AuditEntry(
                at,
                "LOGIN",
                account,
                "request",
                "POST",
                "/login",
                "203.0.113.7",
                "agent",
                "session",
                "id",
                "/r",
                "",
                "ö…\"");
        return new AuditRecord(
                after.sequence() + 1, entry, after.hash(), "hash of " + account + " " + after.sequence());
    }

    /**
     * Rows that follow each other from the beginning of an empty store.
     *
     * @param store the store
     * @param accounts whom they concern
     * @return the rows, a day between each
     */
    static List<AuditRecord> fill(AuditStore store, String... accounts) {
        List<AuditRecord> rows = new ArrayList<>();
        AuditMark at = AuditMark.START;
        for (String account : accounts) {
            AuditRecord row = row(at, account, NOW.plus(Duration.ofDays(rows.size())));
            rows.add(row);
            at = row.mark();
        }
        assertThat(store.append(rows)).isTrue();
        return rows;
    }

    @Test
    default void beginsEmpty() {
        assertThat(audit().ends()).isEqualTo(new AuditStore.Ends(AuditMark.START, AuditMark.START));
        assertThat(audit().after(0, 10)).isEmpty();
    }

    @Test
    default void keepsRowsAsTheyAre() {
        AuditStore store = audit();
        List<AuditRecord> rows = fill(store, "ada", "", "grace");
        assertThat(store.after(0, 10)).isEqualTo(rows);
        assertThat(store.after(1, 1)).containsExactly(rows.get(1));
        assertThat(store.ends().head()).isEqualTo(rows.get(2).mark());
    }

    @Test
    default void addsAfterTheNewestRowOnly() {
        AuditStore store = audit();
        List<AuditRecord> rows = fill(store, "ada", "ada");
        for (AuditMark wrong :
                List.of(AuditMark.START, rows.get(0).mark(), new AuditMark(2, "another"), new AuditMark(3, "later"))) {
            assertThat(store.append(List.of(row(wrong, "eve", NOW)))).isFalse();
        }
        assertThat(store.after(0, 10)).isEqualTo(rows);
    }

    @Test
    default void showsAnAccountItsOwnRowsNewestFirst() {
        AuditStore store = audit();
        List<AuditRecord> rows = fill(store, "ada", "grace", "ada", "Ada", "ada");
        assertThat(store.ofAccount("ada", Long.MAX_VALUE, 2)).containsExactly(rows.get(4), rows.get(2));
        assertThat(store.ofAccount("ada", rows.get(2).sequence(), 2)).containsExactly(rows.get(0));
        assertThat(store.ofAccount("nobody", Long.MAX_VALUE, 2)).isEmpty();
        assertThat(store.ofAccount("ada\u0000", Long.MAX_VALUE, 2)).isEmpty();
    }

    @Test
    default void deletesFromTheBeginningUpToTheFirstThatIsNotOld() {
        AuditStore store = audit();
        List<AuditRecord> rows = fill(store, "a", "b", "c", "d");
        assertThat(store.deleteBefore(NOW.plus(Duration.ofDays(2)), 1)).isEqualTo(1);
        assertThat(store.ends().anchor()).isEqualTo(rows.get(0).mark());
        assertThat(store.deleteBefore(NOW.plus(Duration.ofDays(2)), 10)).isEqualTo(1);
        assertThat(store.deleteBefore(NOW.plus(Duration.ofDays(2)), 10)).isZero();
        assertThat(store.ends())
                .isEqualTo(new AuditStore.Ends(rows.get(1).mark(), rows.get(3).mark()));
        assertThat(store.after(0, 10)).isEqualTo(rows.subList(2, 4));
    }

    @Test
    default void goesOnAfterAllIsDeleted() {
        AuditStore store = audit();
        List<AuditRecord> rows = fill(store, "a", "b");
        assertThat(store.deleteBefore(NOW.plus(Duration.ofDays(9)), 10)).isEqualTo(2);
        assertThat(store.append(List.of(row(rows.get(1).mark(), "c", NOW)))).isTrue();
        assertThat(store.after(0, 10)).hasSize(1);
    }

    @Test
    default void ofManyWhoAddAtOnceEachGetsAPlaceOfItsOwn() {
        AuditStore store = audit();
        AtomicInteger accounts = new AtomicInteger();
        Set<String> added = new HashSet<>(Race.run(() -> {
            String account = "account-" + accounts.incrementAndGet();
            boolean appended;
            do {
                appended = store.append(List.of(row(store.ends().head(), account, NOW)));
            } while (!appended);
            return account;
        }));
        List<AuditRecord> rows = store.after(0, 100);
        assertThat(rows).hasSize(Race.THREADS);
        AuditMark before = AuditMark.START;
        for (AuditRecord row : rows) {
            assertThat(row.sequence()).isEqualTo(before.sequence() + 1);
            assertThat(row.previous()).isEqualTo(before.hash());
            assertThat(added.remove(row.entry().account())).isTrue();
            before = row.mark();
        }
        assertThat(store.ends().head()).isEqualTo(before);
    }
}
