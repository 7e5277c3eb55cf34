package io.gatehouse.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.cache.LastUses;
import io.gatehouse.secret.SecretHash;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LastUsesTest {
    private final MutableClock clock = MutableClock.create();
    private final WatchedStore store = new WatchedStore();
    private final LastUses lastUses = new LastUses(store::touch, Duration.ofSeconds(30), clock.instant());

    LastUsesTest() {
        store.insert(key("one"));
        store.insert(key("two"));
    }

    @Test
    void writesNothingBeforeTheIntervalHasPassed() {
        lastUses.note("one", clock.instant());
        clock.advance(Duration.ofSeconds(29));
        lastUses.note("two", clock.instant());
        assertThat(store.touches()).isZero();
    }

    @Test
    void writesAllInOneBatchOnceTheIntervalHasPassed() {
        Instant first = clock.instant();
        lastUses.note("one", first);
        clock.advance(Duration.ofSeconds(30));
        lastUses.note("two", clock.instant());
        assertThat(store.touches()).isEqualTo(1);
        assertThat(lastUsed("one")).contains(first);
        assertThat(lastUsed("two")).contains(clock.instant());
    }

    @Test
    void oneOfManyRequestsWritesAndTheOthersGoOn() {
        clock.advance(Duration.ofSeconds(30));
        CountDownLatch others = new CountDownLatch(Race.THREADS - 1);
        store.whenTouched(() -> await(others));
        Race.run(() -> {
            lastUses.note("one", clock.instant());
            others.countDown();
            return true;
        });
        assertThat(store.touches()).isEqualTo(1);
        assertThat(lastUsed("one")).contains(clock.instant());
    }

    @Test
    void storeThatIsDownLosesNothingAndIsTriedAfterAnotherInterval() {
        Instant first = clock.instant();
        lastUses.note("one", first);
        store.goDown();
        clock.advance(Duration.ofSeconds(30));
        lastUses.note("two", clock.instant());
        lastUses.note("two", clock.instant());
        assertThat(store.touches()).isEqualTo(1);
        store.comeBack();
        clock.advance(Duration.ofSeconds(29));
        lastUses.note("two", clock.instant());
        assertThat(store.touches()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        lastUses.note("two", clock.instant());
        assertThat(store.touches()).isEqualTo(2);
        assertThat(lastUsed("one")).contains(first);
        assertThat(lastUsed("two")).contains(clock.instant());
    }

    @Test
    void whatIsNotedWhileWritingIsWrittenNextTime() {
        lastUses.note("one", clock.instant());
        Instant later = clock.instant().plusSeconds(5);
        store.whenTouched(() -> lastUses.note("one", later));
        lastUses.flush();
        store.whenTouched(() -> {});
        assertThat(lastUsed("one")).contains(clock.instant());
        assertThat(lastUses.latest("one")).contains(later);
        lastUses.flush();
        assertThat(lastUsed("one")).contains(later);
    }

    @Test
    void keepsTheLatestUseWhenTheClockGoesBack() {
        Instant late = clock.instant().plusSeconds(20);
        lastUses.note("one", late);
        lastUses.note("one", clock.instant());
        lastUses.flush();
        assertThat(lastUsed("one")).contains(late);
    }

    @Test
    void notesABoundedNumberOfKeys() {
        for (int i = 0; i < LastUses.MAX_PENDING; i++) {
            lastUses.note("key " + i, clock.instant());
        }
        lastUses.note("one", clock.instant());
        clock.advance(Duration.ofSeconds(10));
        lastUses.note("key 7", clock.instant());
        assertThat(lastUses.latest("one")).isEmpty();
        assertThat(lastUses.latest("key 7")).contains(clock.instant());
    }

    @Test
    void writesNothingIfNothingWasUsed() {
        lastUses.flush();
        assertThat(store.touches()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("somebody waits for the one who writes");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Optional<Instant> lastUsed(String id) {
        return store.find(id).orElseThrow().lastUsedAt();
    }

    private ApiKey key(String id) {
        return new ApiKey(
                id,
                "ada",
                "a key",
                SecretHash.of("the secret of " + id),
                "gth_" + id,
                Set.of(),
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
