package io.gatehouse.audit;

import io.gatehouse.AuthEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes entries apart from the requests that cause them: no request waits for the store. What can't be written waits in a bounded queue and
 * is tried again each second; what finds the queue full is counted, and the count is logged and written as a row as soon as that works.
 * Whatever goes wrong, another round follows.
 */
final class AuditWriter {
    /** How many entries wait at most. */
    static final int MAX_WAITING = 10_000;
    /** Deleted in one round; the next follows soon if there are more. */
    static final int MAX_PURGED = 5_000;

    private static final int BATCH = 100;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final BlockingQueue<AuditEntry> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AuditStore store;
    private final AuditAppender appender;
    private final Duration retention;
    private final Clock clock;
    private final ScheduledExecutorService executor;

    private Instant nextPurge = Instant.MIN;
    private boolean purgesOn;
    private boolean failing;

    AuditWriter(
            AuditStore store, AuditChain chain, Duration retention, Clock clock, ScheduledExecutorService executor) {
        this.store = store;
        appender = new AuditAppender(store, chain);
        this.retention = retention;
        this.clock = clock;
        this.executor = executor;
    }

    void add(AuditEntry entry) {
        if (!queue.offer(entry) && lost.getAndIncrement() == 0) {
            LOG.error("audit events are lost: {} wait already, and the store does not take them", MAX_WAITING);
        }
        schedule(Duration.ZERO);
    }

    /** Writes what there is; false if the store did not take it. */
    synchronized boolean writeAll() {
        try {
            while (takes()) {
                appender.write();
            }
            purge();
            failing = false;
            return true;
        } catch (RuntimeException | Error e) {
            if (!failing) {
                LOG.warn("audit events can't be written now; they wait and are tried again", e);
            }
            failing = true;
            return false;
        }
    }

    /** Tries a last time, and tells what could not be written. */
    void close() {
        if (!writeAll()) {
            LOG.error("{} audit events are lost: they could not be written before the end", waiting());
        }
    }

    private synchronized long waiting() {
        return appender.size() + queue.size() + lost.get();
    }

    /** Whether there is a batch to write; a new one only after that before. */
    private boolean takes() {
        if (appender.isEmpty()) {
            List<AuditEntry> batch = new ArrayList<>();
            long gone = lost.getAndSet(0);
            if (gone > 0) {
                LOG.error("{} audit events were lost", gone);
                batch.add(AuditEntry.of(AuthEvent.ofApplication(
                        AuthEvent.Type.LEFT_OUT, clock.instant(), gone + " events were lost: the queue was full")));
            }
            queue.drainTo(batch, BATCH - batch.size());
            appender.take(batch);
        }
        return !appender.isEmpty();
    }

    private void purge() {
        Instant now = clock.instant();
        if (purgesOn || !now.isBefore(nextPurge)) {
            nextPurge = now.plus(PURGE_INTERVAL);
            purgesOn = false;
            int purged = store.deleteBefore(now.minus(retention), MAX_PURGED);
            purgesOn = purged >= MAX_PURGED;
            LOG.debug("purged {} audit rows", purged);
        }
    }

    private synchronized boolean purgesOn() {
        return purgesOn;
    }

    private void schedule(Duration delay) {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            try {
                Future<?> unused = executor.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // Closed, or about to be: what waits is written then
                scheduled.set(false);
            }
        }
    }

    private void run() {
        boolean written = false;
        try {
            written = writeAll();
        } finally {
            scheduled.set(false);
            if (!written || purgesOn()) {
                schedule(RETRY);
            } else if (!queue.isEmpty()) {
                schedule(Duration.ZERO);
            }
        }
    }
}
