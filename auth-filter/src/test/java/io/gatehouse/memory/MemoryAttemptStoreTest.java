package io.gatehouse.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.login.AttemptStore;
import io.gatehouse.testkit.AttemptStoreContract;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MemoryAttemptStoreTest implements AttemptStoreContract {
    @Override
    public AttemptStore attempts() {
        return new MemoryAttemptStore();
    }

    /** Counted, not timed. */
    @Test
    void keepsABoundedNumberOfBucketsThroughAMillionAddresses() {
        MemoryAttemptStore store = new MemoryAttemptStore();
        for (int i = 0; i < 1_000_000; i++) {
            store.take("address-" + i, LIMIT, NOW);
        }
        assertThat(store.size()).isEqualTo(MemoryAttemptStore.DEFAULT_CAPACITY);
        assertThat(store.take("one more", LIMIT, NOW).taken()).isTrue();
    }

    @Test
    void keepsABoundedNumberOfCounters() {
        MemoryAttemptStore store = new MemoryAttemptStore(100);
        IntStream.range(0, 10_000).forEach(i -> store.record("key-" + i, WINDOW, NOW));
        assertThat(store.size()).isEqualTo(100);
    }

    @Test
    void forgetsNoOneWhoTriedOftenForAFloodOfOthers() {
        MemoryAttemptStore store = new MemoryAttemptStore(100);
        IntStream.range(0, LIMIT.count()).forEach(i -> store.take(KEY, LIMIT, NOW));
        for (int i = 0; i < 10_000; i++) {
            store.take("flood-" + i, LIMIT, NOW);
        }
        assertThat(store.take(KEY, LIMIT, NOW).taken()).isFalse();
    }

    @Test
    void countsNewOnesThoughEverythingIsFullOfThoseWhoTriedOften() {
        MemoryAttemptStore store = new MemoryAttemptStore(100);
        IntStream.range(0, 100).forEach(i -> IntStream.range(0, 6).forEach(j -> store.take("old-" + i, LIMIT, NOW)));
        assertThat(IntStream.range(0, 50)
                        .filter(i -> store.take(KEY, LIMIT, NOW).taken())
                        .count())
                .isEqualTo(LIMIT.count());
    }

    @Test
    void forgetsNoCounterForAFloodOfBuckets() {
        MemoryAttemptStore store = new MemoryAttemptStore(100);
        store.record(KEY, WINDOW, NOW);
        IntStream.range(0, 10_000).forEach(i -> store.take("flood-" + i, LIMIT, NOW));
        assertThat(store.recordAgain(KEY, 9, NOW)).isTrue();
    }
}
