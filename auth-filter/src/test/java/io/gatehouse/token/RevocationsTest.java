package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.memory.MemoryRevocationStore;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.Race;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RevocationsTest {
    private final MutableClock clock = MutableClock.create();
    private final CountingStore store = new CountingStore();
    private final Revocations here = Revocations.of(store, clock);
    private final Revocations elsewhere = Revocations.of(store, clock);
    private final KeyRing keys = KeyRing.generate(SignatureAlgorithm.HS256, clock, new SecureRandom());
    private final JwtVerifier verifier = JwtVerifier.of(new TrustedIssuer(
            JwtPolicy.of("https://app.example", "api", Set.of(SignatureAlgorithm.HS256))
                    .allowLocalAccounts(),
            keys));

    @Test
    void endsTheTokensOfOneLoginAtOnce() throws Rejection {
        VerifiedJwt ended = token("login-1");
        VerifiedJwt other = token("login-2");
        here.revoke("login-1", inTwentyMinutes());
        assertThat(here.isRevoked(ended)).isTrue();
        assertThat(here.isRevoked(other)).isFalse();
    }

    @Test
    void leavesTokensWithoutALoginAlone() throws Rejection {
        here.revoke("login-1", inTwentyMinutes());
        assertThat(here.isRevoked(verifier.verify(sign(Map.of()), clock.instant())))
                .isFalse();
    }

    @Test
    void reachesOtherNodesWithinTheInterval() throws Rejection {
        VerifiedJwt token = token("login-1");
        assertThat(elsewhere.isRevoked(token)).isFalse();
        here.revoke("login-1", inTwentyMinutes());
        clock.advance(Revocations.POLL_INTERVAL);
        assertThat(elsewhere.isRevoked(token)).isTrue();
    }

    @Test
    void knowsWhatWasEndedBeforeItStarted() throws Rejection {
        VerifiedJwt token = token("login-1");
        here.revoke("login-1", inTwentyMinutes());
        assertThat(Revocations.of(store, clock).isRevoked(token)).isTrue();
    }

    /** Else each second one more thread would wait for a store that hangs, until the server has none left. */
    @Test
    void whileOneRequestWaitsForAStoreThatHangsTheOthersGoOn() throws Exception {
        VerifiedJwt token = token("login-1");
        here.isRevoked(token);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        store.hang(asked, answers);
        clock.advance(Revocations.POLL_INTERVAL);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> waiting = threads.submit(() -> here.isRevoked(token));
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            for (int second = 0; second < 5; second++) {
                clock.advance(Revocations.POLL_INTERVAL);
                assertThat(here.isRevoked(token)).isFalse();
            }
            assertThat(waiting.isDone()).isFalse();
            answers.countDown();
            assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
        } finally {
            answers.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void asksTheStoreOnceASecondHoweverManyRequestsThereAre() throws Rejection {
        VerifiedJwt token = token("login-1");
        Race.run(() -> {
            for (int i = 0; i < 100; i++) {
                here.isRevoked(token);
            }
            return true;
        });
        assertThat(store.asked).hasValue(1);
        clock.advance(Revocations.POLL_INTERVAL);
        Race.run(() -> here.isRevoked(token));
        assertThat(store.asked).hasValue(2);
    }

    @Test
    void acceptsNothingBeforeTheStoreHasAnswered() throws Rejection {
        VerifiedJwt token = token("login-1");
        store.down.set(true);
        assertThatThrownBy(() -> here.isRevoked(token)).isInstanceOf(StoreUnavailableException.class);
        store.down.set(false);
        clock.advance(Revocations.POLL_INTERVAL);
        assertThat(here.isRevoked(token)).isFalse();
    }

    @Test
    void asksAStoreThatIsDownOnceASecondToo() throws Rejection {
        VerifiedJwt token = token("login-1");
        store.down.set(true);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> here.isRevoked(token)).isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(store.asked).hasValue(1);
    }

    @Test
    void judgesTokensOfThisApplicationOnly() throws Rejection {
        JwtPolicy foreign = JwtPolicy.of("https://other.example", "api", Set.of(SignatureAlgorithm.HS256));
        VerifiedJwt token = JwtVerifier.of(new TrustedIssuer(foreign, keys))
                .verify(sign(Map.of("sid", "login-1", "iss", "https://other.example")), clock.instant());
        here.revoke("login-1", inTwentyMinutes());
        assertThat(here.isRevoked(token)).isFalse();
    }

    @Test
    void failsClosedWhenTheStoreHasBeenSilentForTooLong() throws Rejection {
        VerifiedJwt token = token("login-1");
        assertThat(here.isRevoked(token)).isFalse();
        store.down.set(true);
        clock.advance(Revocations.MAX_STALENESS);
        assertThat(here.isRevoked(token)).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(() -> here.isRevoked(token)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void recoversByItselfWhenTheStoreIsBack() throws Rejection {
        VerifiedJwt token = token("login-1");
        here.isRevoked(token);
        store.down.set(true);
        clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> here.isRevoked(token)).isInstanceOf(StoreUnavailableException.class);
        store.down.set(false);
        clock.advance(Revocations.POLL_INTERVAL);
        assertThat(here.isRevoked(token)).isFalse();
    }

    @Test
    void hearsOfOtherNodesAlthoughTheClockWasSetBack() throws Rejection {
        clock.advance(Duration.ofHours(1));
        elsewhere.isRevoked(token("login-1"));
        clock.advance(Duration.ofHours(-1));
        VerifiedJwt token = token("login-1");
        here.revoke("login-1", inTwentyMinutes());
        assertThat(elsewhere.isRevoked(token)).isTrue();
    }

    @Test
    void failsClosedWhenTheClockWasSetBackAndTheStoreIsSilent() throws Rejection {
        VerifiedJwt token = token("login-1");
        here.isRevoked(token);
        store.down.set(true);
        clock.advance(Revocations.MAX_STALENESS.plusMillis(1).negated());
        assertThatThrownBy(() -> here.isRevoked(token)).isInstanceOf(StoreUnavailableException.class);
        int asked = store.asked.get();
        assertThatThrownBy(() -> here.isRevoked(token)).isInstanceOf(StoreUnavailableException.class);
        assertThat(store.asked).hasValue(asked);
    }

    @Test
    void forgetsLoginsWhoseTokensHaveExpired() throws Rejection {
        VerifiedJwt token = token("login-1");
        here.isRevoked(token);
        here.revoke("login-1", clock.instant().plusSeconds(60));
        clock.advance(Duration.ofMinutes(2));
        assertThat(here.isRevoked(token)).isFalse();
        assertThat(store.since(0).revocations()).isEmpty();
    }

    @Test
    void pastItsCapacityRefusesEveryEarlierToken() throws Rejection {
        Revocations small = Revocations.of(store, clock).withCapacity(2);
        VerifiedJwt innocent = token("innocent");
        List.of("a", "b", "c").forEach(login -> small.revoke(login, inTwentyMinutes()));
        assertThat(small.isRevoked(innocent)).isTrue();
        assertThat(small.isRevoked(token("a"))).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(small.isRevoked(token("innocent"))).isFalse();
        assertThat(small.isRevoked(token("c"))).isTrue();
    }

    @Test
    void forgetsNothingWhenAKnownLoginIsEndedAgain() throws Rejection {
        Revocations small = Revocations.of(store, clock).withCapacity(2);
        VerifiedJwt innocent = token("innocent");
        List.of("a", "b", "a", "b").forEach(login -> small.revoke(login, inTwentyMinutes()));
        assertThat(small.isRevoked(innocent)).isFalse();
        assertThat(small.isRevoked(token("a"))).isTrue();
    }

    private Instant inTwentyMinutes() {
        return clock.instant().plus(Duration.ofMinutes(20));
    }

    private VerifiedJwt token(String login) throws Rejection {
        return verifier.verify(sign(Map.of("sid", login)), clock.instant());
    }

    private String sign(Map<String, Object> more) {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of(
                "iss", "https://app.example",
                "aud", "api",
                "sub", "u-1",
                "iat", clock.instant().getEpochSecond(),
                "exp", clock.instant().plusSeconds(900).getEpochSecond()));
        claims.putAll(more);
        return new JwtSigner(keys).sign("at+jwt", claims);
    }

    /** A real store that counts, behind a switch. */
    private static final class CountingStore implements RevocationStore {
        private final MemoryRevocationStore real = new MemoryRevocationStore();
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicBoolean down = new AtomicBoolean();
        private volatile Runnable beforeTheAnswer = () -> {};

        /** Answers only when it is let. */
        void hang(CountDownLatch begun, CountDownLatch answers) {
            beforeTheAnswer = () -> {
                begun.countDown();
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
        }

        @Override
        public void revoke(String loginId, Instant until) {
            real.revoke(loginId, until);
        }

        @Override
        public Changes since(long version) {
            asked.incrementAndGet();
            beforeTheAnswer.run();
            if (down.get()) {
                throw new StoreUnavailableException("down for a test");
            }
            return real.since(version);
        }

        @Override
        public int deleteExpired(Instant now, int limit) {
            return real.deleteExpired(now, limit);
        }
    }
}
