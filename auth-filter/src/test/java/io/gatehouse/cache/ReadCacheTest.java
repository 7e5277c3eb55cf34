package io.gatehouse.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.testkit.MutableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReadCacheTest {
    private final MutableClock clock = MutableClock.create();
    private final ReadCache<String> cache = new ReadCache<>(Duration.ofSeconds(5), clock);
    private final Map<String, String> stored = new HashMap<>(Map.of("a", "old"));
    private int reads;

    @Test
    void readsOnceInTheTimeThatItKeeps() {
        find("a");
        clock.advance(Duration.ofMillis(4_999));
        stored.put("a", "new");
        assertThat(find("a")).contains("old");
        assertThat(reads).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(find("a")).contains("new");
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void theTimeThatAReadTakesCounts() {
        cache.find("a", key -> {
            clock.advance(Duration.ofSeconds(3));
            return read(key);
        });
        clock.advance(Duration.ofSeconds(2));
        find("a");
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void beingReadDoesNotLengthenALife() {
        for (int i = 0; i < 6; i++) {
            find("a");
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void seesAChangeAtOnceThatItWasToldOf() {
        find("a");
        stored.put("a", "new");
        cache.forget("a");
        assertThat(find("a")).contains("new");
    }

    @Test
    void aReadThatBeganBeforeAChangeIsNotKept() {
        Optional<String> answered = cache.find("a", key -> {
            Optional<String> read = read(key);
            stored.put("a", "new");
            cache.forget("a");
            return read;
        });
        assertThat(answered).contains("old");
        assertThat(find("a")).contains("new");
    }

    @Test
    void anOfferFromBeforeAChangeIsNotKept() {
        long mark = cache.mark();
        cache.forget("a");
        cache.offer("a", "old", mark);
        stored.put("a", "new");
        assertThat(find("a")).contains("new");
        cache.offer("b", "offered", cache.mark());
        assertThat(find("b")).contains("offered");
    }

    @Test
    void keepsNoAbsence() {
        assertThat(find("b")).isEmpty();
        stored.put("b", "here");
        assertThat(find("b")).contains("here");
    }

    @Test
    void keepsNoFailure() {
        assertThatThrownBy(() -> cache.find("a", key -> {
                    throw new IllegalStateException("down");
                }))
                .hasMessage("down");
        assertThat(find("a")).contains("old");
    }

    @Test
    void aClockThatIsSetBackLengthensNoLife() {
        find("a");
        stored.put("a", "new");
        clock.advance(Duration.ofHours(-1));
        assertThat(find("a")).contains("new");
    }

    @Test
    void zeroKeepsNothing() {
        ReadCache<String> none = new ReadCache<>(Duration.ZERO, clock);
        none.find("a", this::read);
        none.find("a", this::read);
        assertThat(reads).isEqualTo(2);
        assertThat(none.size()).isZero();
    }

    @Test
    void isBounded() {
        for (int i = 0; i < ReadCache.CAPACITY + 1000; i++) {
            cache.offer("key " + i, "value", cache.mark());
        }
        assertThat(cache.size()).isLessThanOrEqualTo(ReadCache.CAPACITY);
    }

    @Test
    void keepsNothingLongerThanAMinute() {
        assertThatThrownBy(() -> new ReadCache<String>(Duration.ofSeconds(61), clock))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReadCache<String>(Duration.ofMillis(-1), clock))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Optional<String> find(String key) {
        return cache.find(key, this::read);
    }

    private Optional<String> read(String key) {
        reads++;
        return Optional.ofNullable(stored.get(key));
    }
}
