package io.gatehouse.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work that is done once however many ask for it at the same time: the first does it on its own thread, the others wait for what comes of
 * it. Nothing is remembered. Safe for any number of threads.
 *
 * @param <K> what is worked on
 * @param <V> what comes of it
 */
public final class SingleFlight<K, V> {
    private final Map<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();

    /** Nothing under way. */
    public SingleFlight() {}

    /**
     * Does the work, or waits for who does it.
     *
     * @param key what is worked on
     * @param work done by one of those who ask at once; its exceptions are its caller's only
     * @param patience how long to wait for somebody else
     * @return what came of it
     * @throws InterruptedException if interrupted while waiting
     * @throws TimeoutException if it took too long, or whoever did it failed
     */
    public V run(K key, Supplier<V> work, Duration patience) throws InterruptedException, TimeoutException {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> running = underWay.putIfAbsent(key, mine);
        if (running != null) {
            return await(running, patience);
        }
        try {
            V result = work.get();
            mine.complete(result);
            return result;
        } finally {
            // First, so that nobody finds what has ended and may have failed
            underWay.remove(key, mine);
            mine.cancel(false);
        }
    }

    private static <V> V await(CompletableFuture<V> running, Duration patience)
            throws InterruptedException, TimeoutException {
        try {
            return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (CancellationException | ExecutionException e) {
            TimeoutException failed = new TimeoutException("what was waited for failed");
            failed.initCause(e);
            throw failed;
        }
    }
}
