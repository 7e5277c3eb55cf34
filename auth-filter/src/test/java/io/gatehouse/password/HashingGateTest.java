package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HashingGateTest {
    private static final Argon2Policy POLICY = Argon2Policy.standard();
    private static final Duration LONG = Duration.ofSeconds(50);

    private final FakeArgon2 argon2 = new FakeArgon2();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void twoHundredLoginsAtOnceNeverTakeMoreThanTheBudget() throws Exception {
        PasswordHashing hashing =
                hashing(HashingGate.of(3 * POLICY.memoryKiB() + 17).withQueue(200, LONG));
        CountDownLatch three = new CountDownLatch(3);
        argon2.during(() -> meet(three));
        assertThat(outcomes(loginsAtOnce(200, hashing))).containsOnly("verified");
        assertThat(argon2.calls()).isEqualTo(200);
        assertThat(argon2.mostAtOnce()).isEqualTo(3);
    }

    @Test
    void hashesThatNeedMoreMemoryTakeMoreOfTheBudget() throws Exception {
        HashingGate gate = HashingGate.of(4 * POLICY.memoryKiB()).withQueue(200, LONG);
        String costly = new PasswordHashing(
                        new Argon2Policy(2 * POLICY.memoryKiB(), 2, 1), gate, new SecureRandom(), argon2)
                .hash("password");
        PasswordHashing hashing = hashing(gate);
        CountDownLatch two = new CountDownLatch(2);
        argon2.during(() -> meet(two));
        outcomes(atOnce(50, () -> hashing.matches("password", Optional.of(costly))));
        assertThat(argon2.mostAtOnce()).isEqualTo(2);
    }

    @Test
    void aHashAboveTheWholeBudgetRunsAlone() throws Exception {
        HashingGate gate = HashingGate.of(2 * POLICY.memoryKiB()).withQueue(50, LONG);
        String costly = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        outcomes(atOnce(50, () -> hashing(gate).matches("password", Optional.of(costly))));
        assertThat(argon2.calls()).isEqualTo(50);
        assertThat(argon2.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void olderSchemesTakeAPlaceToo() throws Exception {
        HashingGate gate = HashingGate.of(2 * POLICY.memoryKiB() - 1).withQueue(0, Duration.ZERO);
        PasswordHashing hashing = hashing(gate);
        String old = "$pbkdf2-sha256$1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        whileBusy(hashing, () -> assertUnavailable(() -> hashing.matches("password", Optional.of(old)), "wait"));
    }

    @Test
    void whoWaitsLongerThanTheDeadlineIsSentAway() throws Exception {
        PasswordHashing hashing = hashing(HashingGate.of(POLICY.memoryKiB()).withQueue(10, Duration.ofMillis(20)));
        whileBusy(hashing, () -> assertUnavailable(() -> hashing.hash("password"), "waited"));
        assertThat(argon2.calls()).isEqualTo(1);
        assertThat(hashing.hash("password")).isNotEmpty();
    }

    @Test
    void whoFindsTheQueueFullIsSentAwayAtOnce() throws Exception {
        PasswordHashing hashing = hashing(HashingGate.of(POLICY.memoryKiB()).withQueue(0, LONG));
        whileBusy(hashing, () -> assertUnavailable(() -> hashing.hash("password"), "wait"));
        assertThat(hashing.hash("password")).isNotEmpty();
    }

    @Test
    void ofTwoHundredLoginsThoseAboveTheQueueAreSentAway() throws Exception {
        PasswordHashing hashing = hashing(HashingGate.of(POLICY.memoryKiB()).withQueue(5, LONG));
        CountDownLatch refused = new CountDownLatch(194);
        argon2.during(() -> await(refused));
        List<Future<String>> logins = atOnce(200, () -> {
            try {
                return hashing.matches("password", Optional.empty());
            } catch (Rejection e) {
                refused.countDown();
                throw e;
            }
        });
        assertThat(outcomes(logins).stream().filter("refused"::equals)).hasSize(194);
        assertThat(argon2.calls()).isEqualTo(6);
    }

    @Test
    void anInterruptedRequestIsSentAwayAndStaysInterrupted() throws Exception {
        PasswordHashing hashing = hashing(HashingGate.of(POLICY.memoryKiB()).withQueue(5, LONG));
        whileBusy(hashing, () -> {
            Thread.currentThread().interrupt();
            assertUnavailable(() -> hashing.hash("password"), "interrupted");
            assertThat(Thread.interrupted()).isTrue();
        });
        assertThat(hashing.hash("password")).isNotEmpty();
    }

    @Test
    void aFailureGivesItsPlaceBack() throws Exception {
        PasswordHashing hashing = hashing(HashingGate.of(POLICY.memoryKiB()).withQueue(0, Duration.ZERO));
        argon2.during(() -> {
            throw new IllegalStateException("no memory");
        });
        assertThatThrownBy(() -> hashing.hash("password")).isInstanceOf(IllegalStateException.class);
        argon2.during(() -> {});
        assertThat(hashing.hash("password")).isNotEmpty();
    }

    @Test
    void theDefaultIsAHashForEachProcessorAndAtLeastTwo() {
        int hashes = Math.max(2, Runtime.getRuntime().availableProcessors());
        assertThat(HashingGate.forPolicy(POLICY).memoryKiB()).isEqualTo(hashes * 19_456);
    }

    @Test
    void refusesSizesThatMakeNoSense() {
        assertThatThrownBy(() -> HashingGate.of(0)).isInstanceOf(IllegalArgumentException.class);
        HashingGate gate = HashingGate.of(1);
        assertThatThrownBy(() -> gate.withQueue(-1, LONG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gate.withQueue(1, Duration.ofSeconds(61)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gate.withQueue(1, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private PasswordHashing hashing(HashingGate gate) {
        return new PasswordHashing(POLICY, gate, new SecureRandom(), argon2);
    }

    private List<Future<String>> loginsAtOnce(int count, PasswordHashing hashing) {
        return atOnce(count, () -> hashing.matches("password", Optional.empty()));
    }

    private List<Future<String>> atOnce(int count, Verification verification) {
        CountDownLatch start = new CountDownLatch(count);
        List<Future<String>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(threads.submit(() -> {
                meet(start);
                try {
                    verification.run();
                    return "verified";
                } catch (Rejection e) {
                    return "refused";
                }
            }));
        }
        return running;
    }

    private static List<String> outcomes(List<Future<String>> running) throws Exception {
        List<String> outcomes = new ArrayList<>();
        for (Future<String> future : running) {
            outcomes.add(future.get());
        }
        return outcomes;
    }

    /** Does something while another thread computes a hash. */
    private void whileBusy(PasswordHashing hashing, Runnable work) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        argon2.during(() -> {
            busy.countDown();
            await(done);
        });
        Future<Boolean> other = threads.submit(() -> hashing.matches("other", Optional.empty()));
        await(busy);
        work.run();
        done.countDown();
        assertThat(other.get()).isFalse();
    }

    private static void assertUnavailable(Verification verification, String reason) {
        assertThatThrownBy(verification::run).isInstanceOfSatisfying(Rejection.class, rejection -> {
            assertThat(rejection.problem().type()).isEqualTo(RequestProblems.UNAVAILABLE);
            assertThat(rejection.problem().headers()).containsKey("Retry-After");
            assertThat(rejection.problem().reason()).contains(reason);
        });
    }

    private static void meet(CountDownLatch latch) {
        latch.countDown();
        await(latch);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Verification {
        Object run() throws Rejection;
    }
}
