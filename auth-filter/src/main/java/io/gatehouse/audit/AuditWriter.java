package io.gatehouse.audit;

import io.gatehouse.AuthEvent;
import io.gatehouse.StoreUnavailableException;
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
 */
final class AuditWriter {
    /** How many entries wait at most. */
    static final int MAX_WAITING = 10_000;

    private static final int BATCH = 100;
    private static final int MAX_TRIES = 64;
    private static final int MAX_PURGED = 5_000;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final BlockingQueue<AuditEntry> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AuditStore store;
    private final AuditChain chain;
    private final Duration retention;
    private final Clock clock;
    private final ScheduledExecutorService executor;

    /** Taken from the queue and not yet written. */
    private final List<AuditEntry> unwritten = new ArrayList<>();
    /** What was tried last, and may have been written though the answer was lost. */
    private List<AuditRecord> unconfirmed = List.of();

    private Instant nextPurge = Instant.MIN;
    private boolean failing;

    AuditWriter(
            AuditStore store, AuditChain chain, Duration retention, Clock clock, ScheduledExecutorService executor) {
        this.store = store;
        this.chain = chain;
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
            while (true) {
                queue.drainTo(unwritten, BATCH - unwritten.size());
                long gone = lost.getAndSet(0);
                if (gone > 0) {
                    LOG.error("{} audit events were lost", gone);
                    unwritten.add(AuditEntry.of(AuthEvent.ofApplication(
                            AuthEvent.Type.LEFT_OUT, clock.instant(), gone + " events were lost: the queue was full")));
                }
                if (unwritten.isEmpty()) {
                    break;
                }
                write();
            }
            purge();
            failing = false;
            return true;
        } catch (RuntimeException e) {
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
        return unwritten.size() + queue.size() + lost.get();
    }

    private void write() {
        if (!isWritten()) {
            for (int tries = 0; !appended(); tries++) {
                if (tries == MAX_TRIES) {
                    throw new StoreUnavailableException("other nodes always came first");
                }
            }
        }
        unwritten.clear();
    }

    private boolean appended() {
        unconfirmed = chain.continued(store.ends().head(), unwritten);
        boolean appended = store.append(unconfirmed);
        unconfirmed = List.of();
        return appended;
    }

    /** A store may have taken the rows though its answer got lost: they must not be written twice. */
    private boolean isWritten() {
        if (unconfirmed.isEmpty()) {
            return false;
        }
        AuditRecord last = unconfirmed.get(unconfirmed.size() - 1);
        boolean written = store.after(last.sequence() - 1, 1).contains(last);
        int count = unconfirmed.size();
        unconfirmed = List.of();
        if (written && count < unwritten.size()) {
            // More has come since
            unwritten.subList(0, count).clear();
            return false;
        }
        return written;
    }

    private void purge() {
        Instant now = clock.instant();
        if (!now.isBefore(nextPurge)) {
            nextPurge = now.plus(PURGE_INTERVAL);
            int purged = store.deleteBefore(now.minus(retention), MAX_PURGED);
            LOG.debug("purged {} audit rows", purged);
        }
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
        boolean written = writeAll();
        scheduled.set(false);
        if (!written) {
            schedule(RETRY);
        } else if (!queue.isEmpty()) {
            schedule(Duration.ZERO);
        }
    }
}
