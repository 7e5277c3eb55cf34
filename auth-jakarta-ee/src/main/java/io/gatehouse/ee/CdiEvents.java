package io.gatehouse.ee;

import io.gatehouse.AuthEvent;
import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes the engine's events on as CDI events, to methods with an {@code @ObservesAsync AuthEvent} parameter: {@code
 * AuthEngine.builder().listener(CdiEvents.of(beanManager))}. Asynchronous, by the container's own threads, so that no observer keeps a
 * request waiting or changes its answer. {@value #MAX_WAITING} events wait for observers at most: further ones are not passed on, and the log
 * says how many. Safe for any number of threads.
 */
public final class CdiEvents implements AuthEvent.Listener {
    /** How many events wait for observers, or are with them, at most. */
    public static final int MAX_WAITING = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(CdiEvents.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private final Semaphore room = new Semaphore(MAX_WAITING);
    private final AtomicLong omitted = new AtomicLong();
    private final AtomicLong nextLine = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong nextFailure = new AtomicLong(Long.MIN_VALUE);
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
        if (room.tryAcquire()) {
            fire(event);
        } else {
            omitted.incrementAndGet();
        }
        if (omitted.get() > 0 && isDue(nextLine, event)) {
            LOG.warn("observers are slower than what happens: {} events were not passed to them", omitted.getAndSet(0));
        }
    }

    private void fire(AuthEvent event) {
        try {
            CompletionStage<AuthEvent> unused = manager.getEvent()
                    .select(AuthEvent.class)
                    .fireAsync(event)
                    .whenComplete((done, failure) -> {
                        room.release();
                        if (failure != null) {
                            tell(event, failure);
                        }
                    });
        } catch (RuntimeException | Error e) {
            room.release();
            throw e;
        }
    }

    /** One stack trace now and then: anyone can cause events. */
    private void tell(AuthEvent event, Throwable failure) {
        if (isDue(nextFailure, event)) {
            LOG.warn("an observer of {} failed", event.type(), failure);
        } else {
            LOG.debug("an observer of {} failed", event.type(), failure);
        }
    }

    /** By the time of the events. */
    private static boolean isDue(AtomicLong next, AuthEvent event) {
        long now = event.at().toEpochMilli();
        long due = next.get();
        return now >= due && next.compareAndSet(due, now + LOG_INTERVAL.toMillis());
    }
}
