package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Rejection;
import io.gatehouse.testkit.Race;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Keys are fetched when they are needed, remembered, and refreshed in time. */
final class KeyCachingTest {
    @AutoClose
    private final RemoteKeysScene scene = new RemoteKeysScene();

    private final Forge forge = scene.forge;
    private final JwksServer server = scene.server;
    private final SigningKey next = SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM);

    @Nested
    class Caching {
        @Test
        void fetchesAtTheFirstTokenAndNotAgain() throws Rejection {
            assertThat(server.requests).hasValue(0);
            for (int i = 0; i < 5; i++) {
                scene.verifier.verify(forge.good(), forge.clock.instant());
            }
            assertThat(server.requests).hasValue(1);
        }

        @Test
        void fetchesOnceForManyFirstTokens() {
            String token = forge.good();
            CountDownLatch open = new CountDownLatch(1);
            server.answers(exchange -> {
                open.await();
                JwksServer.json(forge.ring.publicJwkSet()).to(exchange);
            });
            CyclicBarrier all = new CyclicBarrier(Race.THREADS, open::countDown);
            List<String> subjects = Race.run(() -> {
                all.await();
                return scene.verifier.verify(token, forge.clock.instant()).subject();
            });
            assertThat(subjects).hasSize(Race.THREADS).containsOnly("ada");
            assertThat(server.requests).hasValue(1);
        }

        @Test
        void refreshesOldKeysInTheBackgroundWithoutMakingAnyoneWait() throws Exception {
            scene.verifier.verify(forge.good(), forge.clock.instant());
            CountDownLatch open = new CountDownLatch(1);
            server.answers(JwksServer.after(open, JwksServer.json(forge.ring.publicJwkSet())));
            forge.clock.advance(RemoteJwkSet.MAX_AGE);
            for (int i = 0; i < 20; i++) {
                scene.verifier.verify(forge.good(), forge.clock.instant());
            }
            open.countDown();
            awaitFetch(() -> server.requests.get() == 2);
            assertThat(server.requests).hasValue(2);
        }

        @Test
        void fetchesAgainAlthoughTheClockWasSetBack() throws Exception {
            forge.clock.advance(Duration.ofHours(1));
            scene.verifier.verify(forge.good(), forge.clock.instant());
            forge.clock.advance(Duration.ofHours(-1));
            scene.verifier.verify(forge.good(), forge.clock.instant());
            awaitFetch(() -> server.requests.get() == 2);
            assertThat(server.requests).hasValue(2);
        }

        @Test
        void forgetsKeysThatTheServerNoLongerHas() throws Exception {
            String token = forge.good();
            scene.verifier.verify(token, forge.clock.instant());
            long version = scene.remote.version();
            server.answers(KeyRing.of(next, forge.clock).publicJwkSet());
            forge.clock.advance(RemoteJwkSet.MAX_AGE);
            scene.remote.version();
            awaitFetch(() -> scene.remote.version() != version);
            forge.clock.advance(RemoteJwkSet.MAX_AGE.negated());
            assertThat(forge.refusal(scene.verifier, token)).contains("no ES256 key of kid");
        }

        @Test
        void keepsItsVersionWhenKeysAreOnlyAdded() throws Rejection {
            scene.verifier.verify(forge.good(), forge.clock.instant());
            long version = scene.remote.version();
            forge.ring.announce(next.verificationKey());
            server.answers(forge.ring.publicJwkSet());
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            assertThat(scene.remote.find(Optional.of(next.kid()), SignatureAlgorithm.ES256))
                    .hasSize(1);
            assertThat(scene.remote.version()).isEqualTo(version);
        }
    }

    @Nested
    class UnknownKid {
        @Test
        void reloadsForANewKey() throws Rejection {
            scene.verifier.verify(forge.good(), forge.clock.instant());
            forge.ring.rotate(next, forge.clock.instant().plusSeconds(100));
            server.answers(forge.ring.publicJwkSet());
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            scene.verifier.verify(forge.good(), forge.clock.instant());
            assertThat(server.requests).hasValue(2);
        }

        @Test
        void reloadsOncePerCoolDownWhateverTheStorm() throws Rejection {
            scene.verifier.verify(forge.good(), forge.clock.instant());
            storm();
            assertThat(server.requests).hasValue(1);
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            storm();
            storm();
            assertThat(server.requests).hasValue(2);
            forge.clock.advance(RemoteJwkSet.COOL_DOWN.minusMillis(1));
            storm();
            assertThat(server.requests).hasValue(2);
            forge.clock.advance(Duration.ofMillis(1));
            storm();
            assertThat(server.requests).hasValue(3);
        }

        @Test
        void neverMakesTokensOfKnownKeysWait() throws Exception {
            scene.verifier.verify(forge.good(), forge.clock.instant());
            CountDownLatch open = new CountDownLatch(1);
            CountDownLatch asked = new CountDownLatch(1);
            server.answers(exchange -> {
                asked.countDown();
                open.await();
                JwksServer.json(forge.ring.publicJwkSet()).to(exchange);
            });
            forge.clock.advance(RemoteJwkSet.COOL_DOWN);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<?> waiting =
                    thread.submit(() -> scene.remote.find(Optional.of("unknown"), SignatureAlgorithm.ES256));
            asked.await();
            scene.verifier.verify(forge.good(), forge.clock.instant());
            assertThat(waiting.isDone()).isFalse();
            open.countDown();
            assertThat((List<?>) waiting.get()).isEmpty();
            thread.shutdownNow();
        }

        private void storm() {
            Race.run(() -> forge.refusal(
                    scene.verifier, forge.withHeader(forge.header("kid", "k" + Forge.RANDOM.nextLong()))));
        }
    }

    /** Background fetches have no other end to wait for. */
    private static void awaitFetch(java.util.function.BooleanSupplier done) {
        long start = System.nanoTime();
        while (!done.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            Thread.onSpinWait();
        }
    }
}
