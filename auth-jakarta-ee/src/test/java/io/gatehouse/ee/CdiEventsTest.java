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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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
