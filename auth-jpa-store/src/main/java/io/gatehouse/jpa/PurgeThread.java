package io.gatehouse.jpa;

import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs a task again and again on a daemon thread until the engine is closed. It is never interrupted, since H2 closes a file whose
 * reader is; closing waits for it a while, for the pool may be closed next.
 */
final class PurgeThread implements AuthFeature {
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    PurgeThread(Runnable task, Duration interval) {
        thread = new Thread(() -> repeat(task, interval), "gatehouse-purge");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public List<Authenticator> authenticators() {
        return List.of();
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of();
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(MAX_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat(Runnable task, Duration interval) {
        try {
            while (!stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                task.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
