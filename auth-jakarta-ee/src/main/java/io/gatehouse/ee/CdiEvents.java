package io.gatehouse.ee;

import io.gatehouse.AuthEvent;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.CompletionStage;

/**
 * Passes the engine's events on as CDI events, to methods with an {@code @ObservesAsync AuthEvent} parameter: {@code
 * AuthEngine.builder().listener(CdiEvents.of(beanManager))}. Asynchronous, by the container's own threads, so that no observer keeps a
 * request waiting or changes its answer. Safe for any number of threads.
 */
public final class CdiEvents implements AuthEvent.Listener {
    private final BeanManager manager;

    private CdiEvents(BeanManager manager) {
        this.manager = manager;
    }

    /**
     * Passes events on to the observers of an application.
     *
     * @param manager the application's
     * @return the listener
     */
    public static CdiEvents of(BeanManager manager) {
        return new CdiEvents(manager);
    }

    @Override
    public void on(AuthEvent event) {
        CompletionStage<AuthEvent> unused =
                manager.getEvent().select(AuthEvent.class).fireAsync(event);
    }
}
