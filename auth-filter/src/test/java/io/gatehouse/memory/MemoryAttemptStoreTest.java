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

    @Test
    void keepsABoundedNumberOfCounters() {
        MemoryAttemptStore store = new MemoryAttemptStore(100);
        IntStream.range(0, 10_000).forEach(i -> store.record("key-" + i, WINDOW, NOW));
        assertThat(store.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void keepsWhatIsTriedOftenThroughAFloodOfOtherNames() {
        MemoryAttemptStore store = new MemoryAttemptStore(100);
        for (int i = 0; i < 10_000; i++) {
            store.record("flood-" + i, WINDOW, NOW);
            if (i % 20 == 0) {
                store.record(KEY, WINDOW, NOW);
            }
        }
        assertThat(store.record(KEY, WINDOW, NOW).count()).isGreaterThan(400);
    }
}
