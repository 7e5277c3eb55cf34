package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.login.AttemptStore;
import io.gatehouse.login.AttemptStore.Attempts;
import io.gatehouse.secret.SecretHash;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link AttemptStore} must hold to. Implement it in a test class and answer an empty store. */
public interface AttemptStoreContract {
    /** The present, as these tests see it; whole milliseconds. */
    Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    /** How long these tests count. */
    Duration WINDOW = Duration.ofMinutes(5);

    /** A key in the form in which keys come. */
    String KEY = SecretHash.of("one").encoded();

    /** Another one. */
    String OTHER_KEY = SecretHash.of("other").encoded();

    /**
     * The store to test.
     *
     * @return an empty store
     */
    AttemptStore attempts();

    @Test
    default void countsFromOne() {
        AttemptStore store = attempts();
        assertThat(store.record(KEY, WINDOW, NOW)).isEqualTo(new Attempts(1, NOW.plus(WINDOW)));
        assertThat(store.record(KEY, WINDOW, NOW).count()).isEqualTo(2);
    }

    @Test
    default void countsEachKeyByItself() {
        AttemptStore store = attempts();
        store.record(KEY, WINDOW, NOW);
        assertThat(store.record(OTHER_KEY, WINDOW, NOW).count()).isEqualTo(1);
        store.clear(OTHER_KEY);
        assertThat(store.record(KEY, WINDOW, NOW).count()).isEqualTo(2);
    }

    @Test
    default void laterAttemptsDoNotMoveTheEndOfTheWindow() {
        AttemptStore store = attempts();
        store.record(KEY, WINDOW, NOW);
        Instant later = NOW.plus(WINDOW).minusMillis(1);
        assertThat(store.record(KEY, WINDOW, later)).isEqualTo(new Attempts(2, NOW.plus(WINDOW)));
    }

    @Test
    default void beginsAnewWhenTheWindowEnds() {
        AttemptStore store = attempts();
        store.record(KEY, WINDOW, NOW);
        store.record(KEY, WINDOW, NOW);
        Instant end = NOW.plus(WINDOW);
        assertThat(store.record(KEY, WINDOW, end)).isEqualTo(new Attempts(1, end.plus(WINDOW)));
    }

    @Test
    default void forgivesOneAttempt() {
        AttemptStore store = attempts();
        store.record(KEY, WINDOW, NOW);
        store.record(KEY, WINDOW, NOW);
        store.forgive(KEY);
        assertThat(store.record(KEY, WINDOW, NOW).count()).isEqualTo(2);
    }

    @Test
    default void neverForgivesMoreThanThereWas() {
        AttemptStore store = attempts();
        store.forgive(KEY);
        store.record(KEY, WINDOW, NOW);
        store.forgive(KEY);
        store.forgive(KEY);
        store.forgive(KEY);
        assertThat(store.record(KEY, WINDOW, NOW).count()).isEqualTo(1);
    }

    @Test
    default void forgetsWhatIsCleared() {
        AttemptStore store = attempts();
        IntStream.range(0, 50).forEach(i -> store.record(KEY, WINDOW, NOW));
        store.clear(KEY);
        assertThat(store.record(KEY, WINDOW, NOW).count()).isEqualTo(1);
    }

    @Test
    default void ofManyAttemptsAtOnceEachGetsAnotherCount() {
        AttemptStore store = attempts();
        assertThat(Race.run(() -> store.record(KEY, WINDOW, NOW).count()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, Race.THREADS).boxed().toList());
    }

    @Test
    default void ofManyAttemptsAtTheEndOfAWindowEachGetsAnotherCount() {
        AttemptStore store = attempts();
        store.record(KEY, WINDOW, NOW);
        assertThat(Race.run(() -> store.record(KEY, WINDOW, NOW.plus(WINDOW)).count()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, Race.THREADS).boxed().toList());
    }

    @Test
    default void noForgivenessIsLostOrCountedTwice() {
        AttemptStore store = attempts();
        IntStream.range(0, 2 * Race.THREADS).forEach(i -> store.record(KEY, WINDOW, NOW));
        Race.run(() -> {
            store.forgive(KEY);
            return true;
        });
        assertThat(store.record(KEY, WINDOW, NOW).count()).isEqualTo(Race.THREADS + 1);
    }
}
