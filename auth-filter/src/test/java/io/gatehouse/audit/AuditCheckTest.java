package io.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody could do to a trail who has its database. */
class AuditCheckTest {
    private static final int ROWS = 1_100;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final AuditChain CHAIN = AuditChain.keyed(new byte[AuditChain.LEAST_KEY]);

    private final FakeAuditStore store = new FakeAuditStore();

    AuditCheckTest() {
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 1; i <= ROWS; i++) {
            entries.add(entry("account-" + i));
        }
        assertThat(store.append(CHAIN.continued(AuditMark.START, entries))).isTrue();
    }

    @Test
    void findsNothingInAWholeTrail() {
        assertThat(verdict(CHAIN, Optional.empty()))
                .isEqualTo(new AuditVerdict.Intact(
                        AuditMark.START, store.after(ROWS - 1, 1).get(0).mark()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 499, 500, 501, 1_000, 1_001, ROWS - 1})
    void findsARowThatIsGoneWhereverItStood(int number) {
        store.tamper(rows -> without(rows, number, number));
        assertThat(fault()).isEqualTo("row " + number + " is missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500, ROWS})
    void findsThatTheNewestRowsAreGone(int number) {
        store.tamper(rows -> without(rows, number, ROWS));
        assertThat(fault()).isEqualTo("row " + number + " is missing, and so are all after it");
    }

    @Test
    void findsARowThatStandsTwice() {
        store.tamper(rows -> {
            rows.add(7, rows.get(6));
            return rows;
        });
        assertThat(fault()).isEqualTo("row 8 is missing");
    }

    @Test
    void findsARowThatWasPutInAnothersPlace() {
        AuditEntry ninth = store.after(8, 1).get(0).entry();
        change(7, row -> new AuditRecord(7, ninth, row.previous(), row.hash()));
        assertThat(fault()).isEqualTo("row 7 was changed, or added without the key");
    }

    @Test
    void findsTwoRowsThatWereExchangedWithTheirHashes() {
        store.tamper(rows -> {
            AuditRecord seventh = rows.get(6);
            AuditRecord eighth = rows.get(7);
            rows.set(6, new AuditRecord(7, eighth.entry(), eighth.previous(), eighth.hash()));
            rows.set(7, new AuditRecord(8, seventh.entry(), seventh.previous(), seventh.hash()));
            return rows;
        });
        assertThat(fault()).isEqualTo("row 7 does not follow the row before it");
        store.tamper(rows -> {
            AuditRecord seventh = rows.get(6);
            AuditRecord eighth = rows.get(7);
            rows.set(6, new AuditRecord(7, eighth.entry(), seventh.previous(), eighth.hash()));
            rows.set(7, new AuditRecord(8, seventh.entry(), eighth.hash(), seventh.hash()));
            return rows;
        });
        assertThat(fault()).isEqualTo("row 7 was changed, or added without the key");
    }

    @Test
    void findsAChangeOfAnyColumn() {
        change(7, row -> new AuditRecord(7, entryOf(texts(row.entry()), NOW), row.previous(), row.hash()));
        assertThat(verdict(CHAIN, Optional.empty())).as("unchanged").isInstanceOf(AuditVerdict.Intact.class);
        int columns = AuditEntry.class.getRecordComponents().length - 1;
        for (int i = 0; i < columns; i++) {
            int column = i;
            for (UnaryOperator<String> to : List.<UnaryOperator<String>>of(it -> "", it -> it + "x", it -> "x")) {
                change(7, row -> {
                    List<String> texts = texts(row.entry());
                    texts.set(column, to.apply(texts.get(column)));
                    return new AuditRecord(7, entryOf(texts, NOW), row.previous(), row.hash());
                });
                assertThat(fault()).as("column " + column).isEqualTo("row 7 was changed, or added without the key");
            }
        }
        change(
                7,
                row -> new AuditRecord(7, entryOf(texts(row.entry()), NOW.plusMillis(1)), row.previous(), row.hash()));
        assertThat(fault()).isEqualTo("row 7 was changed, or added without the key");
        change(7, row -> new AuditRecord(7, row.entry(), row.previous(), row.hash() + "A"));
        assertThat(fault()).isEqualTo("row 7 was changed, or added without the key");
        change(7, row -> new AuditRecord(7, row.entry(), row.previous() + "A", row.hash()));
        assertThat(fault()).isEqualTo("row 7 does not follow the row before it");
    }

    @Test
    void findsTextThatMovedFromOneColumnToTheNext() {
        for (int i = 1; i < AuditEntry.class.getRecordComponents().length - 1; i++) {
            int right = i;
            change(7, row -> {
                List<String> texts = texts(row.entry());
                texts.set(right - 1, texts.get(right - 1) + texts.get(right));
                texts.set(right, "");
                return new AuditRecord(7, entryOf(texts, NOW), row.previous(), row.hash());
            });
            assertThat(fault()).as("column " + i).isEqualTo("row 7 was changed, or added without the key");
        }
    }

    @Nested
    class WhoeverRewritesAllRows {
        private final AuditMark mark = store.ends().head();

        @Test
        void isFoundWithoutTheKey() {
            byte[] other = new byte[AuditChain.LEAST_KEY];
            other[0] = 1;
            for (AuditChain chain : List.of(AuditChain.unkeyed(), AuditChain.keyed(other))) {
                rewrite(chain);
                assertThat(fault()).isEqualTo("row 1 was changed, or added without the key");
            }
        }

        @Test
        void isFoundByAMarkWhereThereIsNoKey() {
            rewrite(AuditChain.unkeyed());
            assertThat(verdict(AuditChain.unkeyed(), Optional.empty())).isInstanceOf(AuditVerdict.Intact.class);
            assertThat(fault(AuditChain.unkeyed(), mark)).isEqualTo("row " + ROWS + " is another one than is known");
        }

        private void rewrite(AuditChain chain) {
            List<AuditEntry> entries = new ArrayList<>();
            store.tamper(rows -> rows);
            store.after(0, ROWS).forEach(row -> entries.add(row.entry()));
            entries.set(6, entry("mallory"));
            List<AuditRecord> forged = chain.continued(AuditMark.START, entries);
            store.tamper(rows -> new ArrayList<>(forged));
            store.tamperEnds(ends ->
                    new AuditStore.Ends(AuditMark.START, forged.get(ROWS - 1).mark()));
        }
    }

    @Nested
    class WhoeverCutsTheNewestRows {
        private final AuditMark mark = store.ends().head();

        @BeforeEach
        void cut() {
            AuditMark end = store.after(199, 1).get(0).mark();
            store.tamper(rows -> without(rows, 201, ROWS));
            store.tamperEnds(ends -> new AuditStore.Ends(AuditMark.START, end));
        }

        @Test
        void isFoundByAMarkOnly() {
            assertThat(verdict(CHAIN, Optional.empty())).isInstanceOf(AuditVerdict.Intact.class);
            assertThat(fault(CHAIN, mark)).isEqualTo("row 201 is known and missing");
        }

        @Test
        void isFoundByAMarkAlsoIfOthersFollow() {
            List<AuditRecord> rows = new ArrayList<>(store.after(0, 200));
            List<AuditEntry> later = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                later.add(entry("later"));
            }
            rows.addAll(CHAIN.continued(rows.get(199).mark(), later));
            store.tamper(stored -> new ArrayList<>(rows));
            store.tamperEnds(ends -> new AuditStore.Ends(
                    AuditMark.START, rows.get(rows.size() - 1).mark()));
            assertThat(verdict(CHAIN, Optional.empty())).isInstanceOf(AuditVerdict.Intact.class);
            assertThat(fault(CHAIN, mark)).isEqualTo("row " + ROWS + " is another one than is known");
        }
    }

    @Nested
    class WhoeverRemovesTheOldestRows {
        @Test
        void isFoundUnlessTheAnchorIsMovedToo() {
            store.tamper(rows -> without(rows, 1, 500));
            assertThat(fault()).isEqualTo("row 1 is missing");
            store.tamperEnds(ends -> new AuditStore.Ends(new AuditMark(500, "made up"), ends.head()));
            assertThat(fault()).isEqualTo("row 501 does not follow the row before it");
        }

        @Test
        void isNotFoundIfItIsRetention() {
            AuditMark mark = store.ends().head();
            assertThat(store.deleteBefore(NOW.plusSeconds(1), 500)).isEqualTo(500);
            assertThat(verdict(CHAIN, Optional.of(mark)))
                    .isInstanceOfSatisfying(
                            AuditVerdict.Intact.class,
                            it -> assertThat(it.anchor().sequence()).isEqualTo(500));
        }

        @Test
        void isFoundByAMarkOfTheRowThatTheAnchorNames() {
            AuditMark mark = store.after(499, 1).get(0).mark();
            assertThat(store.deleteBefore(NOW.plusSeconds(1), 500)).isEqualTo(500);
            assertThat(verdict(CHAIN, Optional.of(mark))).isInstanceOf(AuditVerdict.Intact.class);
            assertThat(fault(CHAIN, new AuditMark(500, "another"))).isEqualTo("row 500 is another one than is known");
        }

        @Test
        void isNotMistakenForRetentionThatGoesOnDuringTheCheck() {
            int[] reads = {0};
            store.tamper(rows -> {
                if (reads[0]++ == 0) {
                    assertThat(store.deleteBefore(NOW.plusSeconds(1), 600)).isEqualTo(600);
                    return new ArrayList<>(rows.subList(600, ROWS));
                }
                return rows;
            });
            assertThat(verdict(CHAIN, Optional.empty())).isInstanceOf(AuditVerdict.Intact.class);
        }
    }

    private String fault() {
        return ((AuditVerdict.Broken) verdict(CHAIN, Optional.empty())).reason();
    }

    private String fault(AuditChain chain, AuditMark known) {
        return ((AuditVerdict.Broken) verdict(chain, Optional.of(known))).reason();
    }

    private AuditVerdict verdict(AuditChain chain, Optional<AuditMark> known) {
        return new AuditCheck(store, chain, known).run();
    }

    private void change(int number, UnaryOperator<AuditRecord> change) {
        store.tamper(rows -> {
            rows.set(number - 1, change.apply(rows.get(number - 1)));
            return rows;
        });
    }

    private static List<AuditRecord> without(List<AuditRecord> rows, int first, int last) {
        rows.subList(first - 1, last).clear();
        return rows;
    }

    private static AuditEntry entry(String account) {
        return new AuditEntry(NOW, "LOGIN", account, "i", "m", "p", "c", "u", "s", "d", "r", "o", "w");
    }

    private static List<String> texts(AuditEntry entry) {
        return new ArrayList<>(List.of(
                entry.type(),
                entry.account(),
                entry.requestId(),
                entry.method(),
                entry.path(),
                entry.clientAddress(),
                entry.userAgent(),
                entry.scheme(),
                entry.credentialId(),
                entry.rule(),
                entry.code(),
                entry.reason()));
    }

    private static AuditEntry entryOf(List<String> texts, Instant at) {
        Iterator<String> all = texts.iterator();
        return new AuditEntry(
                at,
                all.next(),
                all.next(),
                all.next(),
                all.next(),
                all.next(),
                all.next(),
                all.next(),
                all.next(),
                all.next(),
                all.next(),
                all.next(),
                all.next());
    }
}
