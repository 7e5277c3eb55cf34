package io.gatehouse.audit;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread that writes, which is there only while there is something to write; or the application's executor. */
final class AuditThread {
    private static final long IDLE_SECONDS = 5;

    private final ScheduledExecutorService executor;
    private final boolean own;

    AuditThread(Optional<ScheduledExecutorService> given) {
        executor = given.orElseGet(AuditThread::start);
        own = given.isEmpty();
    }

    ScheduledExecutorService executor() {
        return executor;
    }

    /** Lets a round that runs end by itself; no further one begins. */
    void close() {
        if (own) {
            executor.shutdown();
        }
    }

    private static ScheduledExecutorService start() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "gatehouse-audit");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
