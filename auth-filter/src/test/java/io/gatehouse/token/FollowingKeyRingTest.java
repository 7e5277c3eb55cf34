package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A ring that reads its keys again and again. */
final class FollowingKeyRingTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration ANNOUNCEMENT = Duration.ofMinutes(5);

    private final MutableClock clock = MutableClock.create();
    private final SigningKey old = SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM);
    private final SigningKey next = SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM);
    private final List<SigningKeySource.Entry> entries = new ArrayList<>();
    private final List<Instant> reads = new ArrayList<>();
    private boolean down;

    private KeyRing ring() {
        return KeyRing.following(this::read, INTERVAL, ANNOUNCEMENT, clock);
    }

    private List<SigningKeySource.Entry> read() {
        reads.add(clock.instant());
        if (down) {
            throw new IllegalStateException("not now");
        }
        return List.copyOf(entries);
    }

    private void add(SigningKey key, Duration age) {
        entries.add(new SigningKeySource.Entry(key, clock.instant().minus(age)));
    }

    private static SigningKey named(String kid) {
        return SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM).withKid(kid);
    }

    private static List<VerificationKey> find(KeyRing ring, SigningKey key) {
        return ring.find(Optional.of(key.kid()), SignatureAlgorithm.ES256);
    }

    @Test
    void aNewKeyVerifiesAtOnceAndSignsAfterItsAnnouncement() {
        add(old, Duration.ofDays(90));
        KeyRing ring = ring();
        add(next, Duration.ofDays(1));
        clock.advance(INTERVAL);
        assertThat(ring.signing().kid()).isEqualTo(old.kid());
        assertThat(ring.publicJwkSet()).contains(old.kid(), next.kid());
        assertThat(find(ring, next)).hasSize(1);
        clock.advance(ANNOUNCEMENT.minusMillis(1));
        assertThat(ring.signing().kid()).isEqualTo(old.kid());
        clock.advance(INTERVAL);
        assertThat(ring.signing().kid()).isEqualTo(next.kid());
        assertThat(ring.version())
                .as("nothing that was verified is judged anew")
                .isZero();
    }

    @Test
    void anUnknownKeyIsLookedForAtOnceButOnceASecond() {
        add(old, Duration.ofDays(90));
        KeyRing ring = ring();
        clock.advance(Duration.ofSeconds(1));
        assertThat(find(ring, next)).isEmpty();
        add(next, Duration.ZERO);
        clock.advance(Duration.ofMillis(999));
        assertThat(find(ring, next)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(find(ring, next)).hasSize(1);
        assertThat(reads).hasSize(3);
    }

    @Test
    void aKeyThatIsGoneStopsVerifyingAndWhatItVerifiedIsJudgedAnew() {
        add(old, Duration.ofDays(90));
        add(next, Duration.ofDays(1));
        KeyRing ring = ring();
        entries.remove(0);
        clock.advance(INTERVAL);
        assertThat(ring.version()).isEqualTo(1);
        assertThat(find(ring, old)).isEmpty();
        assertThat(ring.publicJwkSet()).doesNotContain(old.kid());
    }

    @Test
    void ifTheKeyThatSignsIsGoneTheOtherSignsHoweverNewItIs() {
        add(old, Duration.ofDays(90));
        KeyRing ring = ring();
        entries.clear();
        add(next, Duration.ZERO);
        clock.advance(INTERVAL);
        assertThat(ring.signing().kid()).isEqualTo(next.kid());
        assertThat(find(ring, old)).isEmpty();
    }

    @Test
    void afterARestartTheTimeOfAKeySaysHowLongItHasBeenKnown() {
        add(old, Duration.ofDays(90));
        add(next, ANNOUNCEMENT.minusSeconds(1));
        assertThat(ring().signing().kid()).isEqualTo(old.kid());
        clock.advance(Duration.ofSeconds(1));
        assertThat(ring().signing().kid()).isEqualTo(next.kid());
    }

    @Test
    void ifAllAreNewTheOldestSigns() {
        add(old, Duration.ofSeconds(2));
        add(next, Duration.ofSeconds(1));
        assertThat(ring().signing().kid()).isEqualTo(old.kid());
    }

    @Test
    void theKeysStayWhileTheyCantBeReadOrDoNotGoTogether() {
        add(old, Duration.ofDays(90));
        KeyRing ring = ring();
        down = true;
        clock.advance(INTERVAL);
        assertThat(ring.signing().kid()).isEqualTo(old.kid());
        down = false;
        add(SigningKey.generate(SignatureAlgorithm.ES384, Forge.RANDOM), Duration.ZERO);
        clock.advance(INTERVAL);
        assertThat(ring.publicJwkSet()).contains(old.kid()).doesNotContain("P-384");
        entries.clear();
        clock.advance(INTERVAL);
        assertThat(find(ring, old)).hasSize(1);
        add(next, Duration.ZERO);
        clock.advance(INTERVAL);
        assertThat(ring.signing().kid()).isEqualTo(next.kid());
    }

    @Test
    void aKeyThatIsGoneIsGoneHoweverItsNeighboursLook() {
        add(old, Duration.ofDays(90));
        add(next, Duration.ofDays(1));
        KeyRing ring = ring();
        entries.remove(0);
        add(next, Duration.ZERO);
        add(SigningKey.generate(SignatureAlgorithm.ES384, Forge.RANDOM), Duration.ZERO);
        clock.advance(INTERVAL);
        assertThat(ring.signing().kid()).isEqualTo(next.kid());
        assertThat(find(ring, old)).isEmpty();
        assertThat(ring.publicJwkSet()).containsOnlyOnce("\"kid\"");
    }

    @Test
    void anotherKeyOfTheSameNameIsANewKey() {
        add(old, Duration.ofDays(90));
        add(named("b"), Duration.ofDays(30));
        KeyRing ring = ring();
        assertThat(ring.signing().kid()).isEqualTo("b");
        entries.remove(1);
        add(named("b"), Duration.ofDays(30));
        clock.advance(INTERVAL);
        assertThat(ring.signing().kid()).isEqualTo(old.kid());
    }

    @Test
    void whileTheyCantBeReadNobodyIsToldThatAnUnknownKeyIsWrong() {
        add(old, Duration.ofDays(90));
        KeyRing ring = ring();
        down = true;
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> find(ring, next)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> find(ring, next)).isInstanceOf(StoreUnavailableException.class);
        assertThat(find(ring, old)).hasSize(1);
        down = false;
        clock.advance(Duration.ofSeconds(1));
        assertThat(find(ring, next)).isEmpty();
    }

    @Test
    void aClockThatIsSetBackStopsNoReading() {
        add(old, Duration.ofDays(90));
        KeyRing ring = ring();
        clock.advance(Duration.ofDays(-1));
        assertThat(ring.version()).isZero();
        assertThat(reads).hasSize(2);
    }

    @Test
    void oneThreadReadsWhileOthersGoByWhatIsKnown() throws InterruptedException {
        add(old, Duration.ofDays(90));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Boolean> hang = new ArrayList<>();
        KeyRing ring = KeyRing.following(
                () -> {
                    if (!hang.isEmpty()) {
                        begun.countDown();
                        awaitQuietly(go);
                    }
                    return entries;
                },
                INTERVAL,
                ANNOUNCEMENT,
                clock);
        hang.add(true);
        clock.advance(INTERVAL);
        Thread reader = new Thread(ring::version);
        reader.start();
        begun.await();
        assertThat(find(ring, old)).hasSize(1);
        assertThat(ring.version()).isZero();
        assertThatThrownBy(() -> find(ring, next)).isInstanceOf(StoreUnavailableException.class);
        go.countDown();
        reader.join();
        assertThat(find(ring, next)).isEmpty();
    }

    @Test
    void isNotChangedByHand() {
        add(old, Duration.ofDays(90));
        KeyRing ring = ring();
        assertThatThrownBy(() -> ring.announce(next.verificationKey())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ring.rotate(next, clock.instant())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ring.remove(old.kid())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void timesHaveBounds() {
        add(old, Duration.ofDays(90));
        refuses(Duration.ofMillis(999), ANNOUNCEMENT);
        refuses(INTERVAL, INTERVAL.minusMillis(1));
        refuses(INTERVAL, Duration.ofDays(8));
        add(old, Duration.ofDays(1));
        refuses(INTERVAL, ANNOUNCEMENT);
    }

    private void refuses(Duration interval, Duration announcement) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.following(this::read, interval, announcement, clock));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
