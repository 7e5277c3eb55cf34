package io.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEvent;
import io.gatehouse.memory.MemoryAuditStore;
import io.gatehouse.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditWriterTest {
    private static final int ROUNDS = 20;

    private final MutableClock clock = MutableClock.create();
    private final ChoosyStore store = new ChoosyStore();
    private final ByHand executor = new ByHand();
    private final AuditWriter writer =
            new AuditWriter(store, AuditChain.unkeyed(), Duration.ofDays(365), clock, executor);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void anErrorInTheStoreEndsNothing() {
        store.refused = row -> {
            throw new NoClassDefFoundError("a driver");
        };
        writer.add(entry("LOGIN", "/a"));
        executor.runNext();
        store.refused = row -> false;
        assertThat(executor.runNext()).isEqualTo(1_000);
        assertThat(store.paths()).containsExactly("/a");
        writer.add(entry("LOGIN", "/b"));
        executor.runNext();
        assertThat(store.paths()).containsExactly("/a", "/b");
    }

    @Test
    void whatTheStoreDoesNotTakeIsWrittenInAscii() {
        store.refused = row -> row.entry().path().contains("\u00e4");
        for (String path : List.of("/a", "/\u00e4", "/c")) {
            writer.add(entry("LOGIN", path));
        }
        flush();
        assertThat(store.paths()).containsExactly("/a", "/?", "/c");
        assertThat(store.rows()).allMatch(row -> row.entry().account().equals("ada"));
    }

    @Test
    void theIdOfAnAccountInAsciiIsNotThatOfAnother() {
        store.refused = row -> row.entry().account().contains("\u00e4");
        writer.add(entry("LOGIN", "\u00e4da", "/a"));
        flush();
        assertThat(store.rows())
                .singleElement()
                .matches(row -> row.entry().account().isEmpty());
    }

    @Test
    void whatTheStoreNeverTakesIsCountedAndKeepsNoOtherWaiting() {
        store.refused = row -> row.entry().type().equals("REFUSED");
        for (String type : List.of("LOGIN", "REFUSED", "LOGOUT")) {
            writer.add(entry(type, "/a"));
        }
        flush();
        assertThat(store.rows()).extracting(row -> row.entry().type()).containsExactly("LOGIN", "LEFT_OUT", "LOGOUT");
        assertThat(store.rows().get(1).entry().reason()).contains("1 event was lost", "REFUSED");
        writer.add(entry("LOGIN", "/b"));
        assertThat(writer.writeAll()).isTrue();
    }

    @Test
    void aStoreThatTakesNothingThoughItCanBeReadLosesNothing() {
        store.refused = row -> true;
        for (String path : List.of("/a", "/\u00e4", "/c")) {
            writer.add(entry("LOGIN", path));
        }
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(writer.writeAll()).isFalse();
        }
        store.refused = row -> false;
        assertThat(writer.writeAll()).isTrue();
        assertThat(store.paths()).containsExactly("/a", "/\u00e4", "/c");
    }

    @Test
    void nothingIsWrittenTwiceWhileEntriesAreTriedOneByOne() {
        store.refused = row -> row.entry().path().contains("\u00e4");
        writer.add(entry("LOGIN", "/a"));
        writer.add(entry("LOGIN", "/\u00e4"));
        for (int i = 0; i < AuditAppender.FAILURES; i++) {
            assertThat(writer.writeAll()).isFalse();
        }
        store.losesAnswers = true;
        flush();
        assertThat(store.paths()).containsExactly("/a", "/?");
    }

    @Test
    void howManyWereLostTakesOneRowForEachBatchHoweverOftenItIsTried() {
        store.refused = row -> true;
        for (int i = 0; i < AuditWriter.MAX_WAITING + 5; i++) {
            writer.add(entry("LOGIN", "/a"));
        }
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(writer.writeAll()).isFalse();
            for (int i = 0; i < 100; i++) {
                writer.add(entry("LOGIN", "/a"));
            }
        }
        store.refused = row -> false;
        assertThat(writer.writeAll()).isTrue();
        List<String> lost = store.rows().stream()
                .filter(row -> row.entry().type().equals("LEFT_OUT"))
                .map(row -> row.entry().reason())
                .toList();
        // 99 of the batch that is tried had made room
        assertThat(lost)
                .containsExactly(
                        "5 events were lost: the queue was full",
                        (ROUNDS * 100 - 99) + " events were lost: the queue was full");
    }

    @Test
    void oldRowsAreDeletedUntilNoneIsLeftThoughNothingHappens() {
        AuditMark head = AuditMark.START;
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 0; i < AuditWriter.MAX_PURGED * 2 + 10; i++) {
            entries.add(entry("LOGIN", "/old"));
        }
        assertThat(store.append(AuditChain.unkeyed().continued(head, entries))).isTrue();
        clock.advance(Duration.ofDays(400));
        writer.add(entry("LOGIN", "/new"));
        executor.runNext();
        assertThat(executor.runNext()).isLessThanOrEqualTo(5_000);
        assertThat(executor.runNext()).isLessThanOrEqualTo(5_000);
        assertThat(store.paths()).containsExactly("/new");
        assertThat(executor.tasks).isEmpty();
    }

    /** So many rounds as it takes. */
    private void flush() {
        for (int i = 0; i < ROUNDS; i++) {
            if (writer.writeAll()) {
                return;
            }
        }
        assertThat(writer.writeAll()).isTrue();
    }

    private AuditEntry entry(String type, String path) {
        return entry(type, "ada", path);
    }

    private AuditEntry entry(String type, String account, String path) {
        AuthEvent event = new AuthEvent(
                AuthEvent.Type.valueOf(type),
                Optional.of("request"),
                clock.instant(),
                "GET",
                path,
                "",
                Optional.empty(),
                Optional.of(account),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return AuditEntry.of(event);
    }

    /** Runs what is scheduled when told to. */
    private static final class ByHand extends ScheduledThreadPoolExecutor {
        private final List<Runnable> tasks = new ArrayList<>();
        private final List<Long> delays = new ArrayList<>();

        ByHand() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            tasks.add(command);
            delays.add(unit.toMillis(delay));
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        /** Answers after how many milliseconds it was to run. */
        long runNext() {
            assertThat(tasks).isNotEmpty();
            tasks.remove(0).run();
            return delays.remove(0);
        }
    }

    /** Can be read, but does not take every row. */
    private static final class ChoosyStore implements AuditStore {
        private final MemoryAuditStore store = new MemoryAuditStore();
        private Predicate<AuditRecord> refused = row -> false;
        private boolean losesAnswers;

        List<AuditRecord> rows() {
            return store.after(0, 100_000);
        }

        List<String> paths() {
            return rows().stream().map(row -> row.entry().path()).toList();
        }

        @Override
        public Ends ends() {
            return store.ends();
        }

        @Override
        public boolean append(List<AuditRecord> records) {
            if (records.stream().anyMatch(refused)) {
                throw new IllegalArgumentException("a value that no column takes");
            }
            boolean appended = store.append(records);
            if (losesAnswers) {
                losesAnswers = false;
                throw new IllegalStateException("the answer was lost");
            }
            return appended;
        }

        @Override
        public List<AuditRecord> after(long sequence, int limit) {
            return store.after(sequence, limit);
        }

        @Override
        public List<AuditRecord> ofAccount(String account, long before, int limit) {
            return store.ofAccount(account, before, limit);
        }

        @Override
        public int deleteBefore(Instant before, int limit) {
            return store.deleteBefore(before, limit);
        }
    }
}
