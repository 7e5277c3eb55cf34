package io.gatehouse.ee;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.Decision;
import io.gatehouse.Requirement;
import io.gatehouse.testkit.RequestBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CdiEventsTest {
    @Test
    void reachObserversAndChangeNoAnswer() throws InterruptedException {
        SeContainerInitializer initializer =
                SeContainerInitializer.newInstance().disableDiscovery().addBeanClasses(Observer.class, Failing.class);
        try (SeContainer container = initializer.initialize()) {
            AuthEngine engine = AuthEngine.builder()
                    .listener(CdiEvents.of(container.getBeanManager()))
                    .build();
            Decision decision = engine.decide(RequestBuilder.get("/a").build(), Requirement.anyone());
            assertThat(((Decision.Answer) decision).reply().status()).isEqualTo(401);
            AuthEvent event = container.select(Observer.class).get().seen().poll(30, TimeUnit.SECONDS);
            assertThat(event).isNotNull();
            assertThat(event.type()).isEqualTo(AuthEvent.Type.REFUSED);
            assertThat(event.code()).contains("CREDENTIALS_MISSING");
        }
    }

    @Test
    void thatFindNoRoomAreLeftOutUntilThereIsRoomAgain() throws InterruptedException {
        SeContainerInitializer initializer =
                SeContainerInitializer.newInstance().disableDiscovery().addBeanClasses(Slow.class);
        try (SeContainer container = initializer.initialize()) {
            Slow slow = container.select(Slow.class).get();
            CdiEvents events = CdiEvents.of(container.getBeanManager());
            int more = 500;
            for (int i = 0; i < CdiEvents.MAX_WAITING + more; i++) {
                events.on(event());
            }
            slow.gate().release(CdiEvents.MAX_WAITING + more + 1);
            assertThat(slow.seen().tryAcquire(CdiEvents.MAX_WAITING, 60, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(slow.seen().tryAcquire(1, TimeUnit.SECONDS)).isFalse();
            events.on(event());
            assertThat(slow.seen().tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void thatObserversFailAtMakeRoomToo() throws InterruptedException {
        SeContainerInitializer initializer =
                SeContainerInitializer.newInstance().disableDiscovery().addBeanClasses(Slow.class, Failing.class);
        try (SeContainer container = initializer.initialize()) {
            Slow slow = container.select(Slow.class).get();
            slow.gate().release(CdiEvents.MAX_WAITING * 3);
            CdiEvents events = CdiEvents.of(container.getBeanManager());
            for (int i = 0; i < CdiEvents.MAX_WAITING * 2; i++) {
                events.on(event());
                assertThat(slow.seen().tryAcquire(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static AuthEvent event() {
        return AuthEvent.ofApplication(AuthEvent.Type.SETTINGS_READ, Instant.EPOCH, "a reason");
    }

    @ApplicationScoped
    static class Slow {
        private final Semaphore gate = new Semaphore(0);
        private final Semaphore seen = new Semaphore(0);

        Semaphore gate() {
            return gate;
        }

        Semaphore seen() {
            return seen;
        }

        void on(@ObservesAsync AuthEvent event) {
            gate.acquireUninterruptibly();
            seen.release();
        }
    }

    @ApplicationScoped
    static class Observer {
        private final BlockingQueue<AuthEvent> seen = new LinkedBlockingQueue<>();

        BlockingQueue<AuthEvent> seen() {
            return seen;
        }

        void on(@ObservesAsync AuthEvent event) {
            seen.add(event);
        }
    }

    @ApplicationScoped
    static class Failing {
        void on(@ObservesAsync AuthEvent event) {
            throw new IllegalStateException("an observer fails");
        }
    }
}
