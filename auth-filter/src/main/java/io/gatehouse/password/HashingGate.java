package io.gatehouse.password;

import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds the memory, and with it the processor time, that hashing may take at once. Who finds no room waits, first come first served,
 * among a bounded number of others and up to a deadline; then the answer is 503 with {@code Retry-After}. So a flood of logins costs
 * logins only: what it can't have is memory, and more request threads than those that may wait. A single hash that needs more than
 * the whole budget runs alone. The memory is native, not of the Java heap. Safe for any number of threads; one gate may serve several
 * {@link PasswordHashing}s.
 */
public final class HashingGate {
    /** How many may wait unless changed. */
    public static final int DEFAULT_WAITING = 64;
    /** How long one waits unless changed. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(2);

    private final int memoryKiB;
    private final int waiting;
    private final Duration deadline;
    private final Semaphore memory;
    private final Semaphore queue;

    private HashingGate(int memoryKiB, int waiting, Duration deadline) {
        if (memoryKiB < 1 || waiting < 0 || deadline.isNegative() || deadline.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "a gate has memory, no negative queue, and a deadline of at most a minute");
        }
        this.memoryKiB = memoryKiB;
        this.waiting = waiting;
        this.deadline = deadline;
        this.memory = new Semaphore(memoryKiB, true);
        this.queue = new Semaphore(waiting);
    }

    /**
     * A gate with {@value #DEFAULT_WAITING} places in the queue and a deadline of two seconds.
     *
     * @param memoryKiB how much memory hashing may take at once, in KiB
     * @return the gate
     * @throws IllegalArgumentException if it is no memory
     */
    public static HashingGate of(int memoryKiB) {
        return new HashingGate(memoryKiB, DEFAULT_WAITING, DEFAULT_DEADLINE);
    }

    /**
     * A gate for as many hashes at once as there are processors, and at least two.
     *
     * @param policy what a hash costs
     * @return the gate; at OWASP's cost 19 MiB for each processor
     */
    public static HashingGate forPolicy(Argon2Policy policy) {
        long wanted = (long) Math.max(2, Runtime.getRuntime().availableProcessors()) * policy.memoryKiB();
        return of((int) Math.min(wanted, Integer.MAX_VALUE));
    }

    /**
     * Changes the queue.
     *
     * @param waitingValue how many may wait; each holds a request thread
     * @param deadlineValue how long one waits, at most a minute
     * @return another gate of the same size
     * @throws IllegalArgumentException if a value is out of range
     */
    public HashingGate withQueue(int waitingValue, Duration deadlineValue) {
        return new HashingGate(memoryKiB, waitingValue, deadlineValue);
    }

    /**
     * How much memory hashing may take at once.
     *
     * @return the budget in KiB
     */
    public int memoryKiB() {
        return memoryKiB;
    }

    /** Does the work when there is room for it. */
    <T> T run(int neededKiB, Supplier<T> work) throws Rejection {
        int permits = Math.min(neededKiB, memoryKiB);
        enter(permits);
        try {
            return work.get();
        } finally {
            memory.release(permits);
        }
    }

    private void enter(int permits) throws Rejection {
        try {
            // With a time-out, if only of zero, a fair semaphore lets nobody overtake the queue.
            if (memory.tryAcquire(permits, 0, TimeUnit.SECONDS)) {
                return;
            }
            if (!queue.tryAcquire()) {
                throw new Rejection(Problem.unavailable("more than " + waiting + " wait for a password hash"));
            }
            try {
                if (!memory.tryAcquire(permits, deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new Rejection(Problem.unavailable("waited " + deadline + " for a password hash"));
                }
            } finally {
                queue.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(Problem.unavailable("interrupted while waiting for a password hash"));
        }
    }
}
