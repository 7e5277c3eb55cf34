package io.gatehouse.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counters, at most so many. Where there are too many, the one that is over soonest is forgotten: that has counted least. So whoever wants
 * one forgotten must count more for each of all the others than it has counted itself. For one thread at a time.
 */
final class BoundedCounters {
    private static final Comparator<Counter> SOONEST_FIRST =
            Comparator.comparingLong(Counter::endsAt).thenComparing(Counter::key);

    private final int capacity;
    private final Map<String, Counter> byKey = new HashMap<>();
    private final NavigableSet<Counter> byEnd = new TreeSet<>(SOONEST_FIRST);

    BoundedCounters(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    Counter find(String key) {
        return byKey.get(key);
    }

    /** Never forgets the new one: else nothing would be counted any more once all is full. */
    void put(Counter counter) {
        remove(counter.key());
        if (byKey.size() >= capacity) {
            Counter soonest = byEnd.first();
            remove(soonest.key());
        }
        byKey.put(counter.key(), counter);
        byEnd.add(counter);
    }

    /** Whether there was one. */
    boolean remove(String key) {
        Counter old = byKey.remove(key);
        return old != null && byEnd.remove(old);
    }

    int size() {
        return byKey.size();
    }

    /** A count that means nothing any more from some time on; milliseconds since 1970. */
    record Counter(String key, int count, long endsAt) {}
}
