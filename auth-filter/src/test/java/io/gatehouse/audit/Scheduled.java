package io.gatehouse.audit;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** An executor that never runs anything: tests flush by hand. */
final class Scheduled {
    private Scheduled() {}

    static ScheduledExecutorService never() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        executor.shutdownNow();
        return executor;
    }
}
