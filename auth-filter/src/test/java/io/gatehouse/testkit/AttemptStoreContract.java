package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.RateLimit;
import io.gatehouse.login.AttemptStore;
import io.gatehouse.login.AttemptStore.Attempts;
import io.gatehouse.login.AttemptStore.Take;
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

    /** How often something may happen in these tests: six times, and once more each ten seconds. */
    RateLimit LIMIT = RateLimit.of(6, Duration.ofMinutes(1));

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
    default void tellsWhetherThereWasSomethingToForget() {
        AttemptStore store = attempts();
        assertThat(store.clear(KEY)).isFalse();
        store.record(KEY, WINDOW, NOW);
        store.take(OTHER_KEY, LIMIT, NOW);
        assertThat(store.clear(KEY)).isTrue();
        assertThat(store.clear(KEY)).isFalse();
        assertThat(store.clear(OTHER_KEY)).isTrue();
    }

    @Test
    default void ofManyWhoForgetAtOnceOneFindsSomething() {
        AttemptStore store = attempts();
        store.record(KEY, WINDOW, NOW);
        assertThat(Race.run(() -> store.clear(KEY))).filteredOn(it -> it).hasSize(1);
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

    @Test
    default void aBucketHoldsWhatTheLimitSays() {
        AttemptStore store = attempts();
        for (int i = 0; i < LIMIT.count(); i++) {
            assertThat(store.take(KEY, LIMIT, NOW)).isEqualTo(Take.TAKEN);
        }
        assertThat(store.take(KEY, LIMIT, NOW)).isEqualTo(new Take(false, Duration.ofSeconds(10)));
        assertThat(store.take(OTHER_KEY, LIMIT, NOW).taken()).isTrue();
    }

    @Test
    default void aBucketRefillsSteadily() {
        AttemptStore store = attempts();
        empty(store);
        Instant second = NOW.plusSeconds(10);
        assertThat(store.take(KEY, LIMIT, second.minusMillis(1))).isEqualTo(new Take(false, Duration.ofMillis(1)));
        assertThat(store.take(KEY, LIMIT, second).taken()).isTrue();
        assertThat(store.take(KEY, LIMIT, second).taken()).isFalse();
        Instant full = second.plus(LIMIT.period()).plus(LIMIT.period());
        assertThat(IntStream.range(0, 20)
                        .filter(i -> store.take(KEY, LIMIT, full).taken())
                        .count())
                .isEqualTo(LIMIT.count());
    }

    @Test
    default void aRefusalTakesNothing() {
        AttemptStore store = attempts();
        empty(store);
        IntStream.range(0, 50).forEach(i -> store.take(KEY, LIMIT, NOW));
        assertThat(store.take(KEY, LIMIT, NOW.plusSeconds(10)).taken()).isTrue();
    }

    @Test
    default void givesBackNoMoreThanABucketHolds() {
        AttemptStore store = attempts();
        store.giveBack(KEY, LIMIT);
        empty(store);
        store.giveBack(KEY, LIMIT);
        assertThat(store.take(KEY, LIMIT, NOW).taken()).isTrue();
        assertThat(store.take(KEY, LIMIT, NOW).taken()).isFalse();
        IntStream.range(0, 50).forEach(i -> store.giveBack(KEY, LIMIT));
        empty(store);
        assertThat(store.take(KEY, LIMIT, NOW).taken()).isFalse();
    }

    @Test
    default void aClearedBucketIsFull() {
        AttemptStore store = attempts();
        empty(store);
        store.clear(KEY);
        empty(store);
    }

    @Test
    default void aClockThatGoesBackALittleGivesNothing() {
        AttemptStore store = attempts();
        empty(store);
        assertThat(store.take(KEY, LIMIT, NOW.minusSeconds(5))).isEqualTo(new Take(false, Duration.ofSeconds(15)));
    }

    @Test
    default void aClockThatGoesBackFarBlocksNobodyForLong() {
        AttemptStore store = attempts();
        empty(store);
        Instant past = NOW.minus(Duration.ofDays(30));
        assertThat(store.take(KEY, LIMIT, past)).isEqualTo(new Take(false, Duration.ofSeconds(10)));
        assertThat(store.take(KEY, LIMIT, past.plusSeconds(10)).taken()).isTrue();
    }

    @Test
    default void ofManyTakersAtOnceAsManyGetATokenAsThereAre() {
        AttemptStore store = attempts();
        assertThat(Race.run(() -> store.take(KEY, LIMIT, NOW).taken()))
                .filteredOn(it -> it)
                .hasSize(LIMIT.count());
        assertThat(Race.run(() -> store.take(KEY, LIMIT, NOW.plusSeconds(20)).taken()))
                .filteredOn(it -> it)
                .hasSize(2);
    }

    @Test
    default void noTokenThatIsGivenBackIsLostOrCountedTwice() {
        AttemptStore store = attempts();
        RateLimit wide = RateLimit.of(2 * Race.THREADS, Duration.ofMinutes(64));
        IntStream.range(0, wide.count()).forEach(i -> store.take(KEY, wide, NOW));
        Race.run(() -> {
            store.giveBack(KEY, wide);
            return true;
        });
        assertThat(IntStream.range(0, 100)
                        .filter(i -> store.take(KEY, wide, NOW).taken())
                        .count())
                .isEqualTo(Race.THREADS);
    }

    @Test
    default void countsAgainOnlyWhatIsCountedAtPresentAndUpToTheLimit() {
        AttemptStore store = attempts();
        assertThat(store.recordAgain(KEY, 3, NOW)).isFalse();
        store.record(KEY, WINDOW, NOW);
        assertThat(store.recordAgain(KEY, 3, NOW)).isTrue();
        assertThat(store.recordAgain(OTHER_KEY, 3, NOW)).isFalse();
        assertThat(store.recordAgain(KEY, 3, NOW.plus(WINDOW).minusMillis(1))).isTrue();
        assertThat(store.recordAgain(KEY, 3, NOW)).isFalse();
        store.forgive(KEY);
        assertThat(store.recordAgain(KEY, 3, NOW)).isTrue();
        assertThat(store.recordAgain(KEY, 9, NOW.plus(WINDOW))).isFalse();
    }

    @Test
    default void ofManyCountsAgainAtOnceNoneIsBeyondTheLimit() {
        AttemptStore store = attempts();
        store.record(KEY, WINDOW, NOW);
        assertThat(Race.run(() -> store.recordAgain(KEY, 11, NOW)))
                .filteredOn(it -> it)
                .hasSize(10);
    }

    private static void empty(AttemptStore store) {
        assertThat(IntStream.range(0, 50)
                        .filter(i -> store.take(KEY, LIMIT, NOW).taken())
                        .count())
                .isEqualTo(LIMIT.count());
    }
}
