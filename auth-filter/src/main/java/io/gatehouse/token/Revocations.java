package io.gatehouse.token;

import io.gatehouse.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends access tokens before they expire. Each node holds the ended logins in memory and asks the store for news once a second, on
 * the thread of one request, so that a check costs a look-up whatever the number of revocations. A login that was ended on this
 * node is refused at once here, elsewhere after at most {@link #POLL_INTERVAL}. If the store has not answered for {@link #MAX_STALENESS},
 * nothing can be known: tokens are then refused with 503.
 *
 * <p>Memory is bounded: past the capacity everything is forgotten, and every token issued before that moment is refused instead; its
 * holder refreshes. Safe for any number of threads.
 */
public final class Revocations implements TokenRevocation {
    /** How often the store is asked. */
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    /** How old the store's last answer may be. */
    public static final Duration MAX_STALENESS = Duration.ofSeconds(10);
    /** How many ended logins are remembered unless set; about 150 bytes each. */
    public static final int DEFAULT_CAPACITY = 1_000_000;

    private static final long NEVER = Long.MIN_VALUE;
    private static final long PURGE_MILLIS = 60_000;
    private static final int MAX_PURGED = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    private final RevocationStore store;
    private final Clock clock;
    private final int capacity;
    private final Map<String, Instant> ended = new ConcurrentHashMap<>();
    private final ReentrantLock asking = new ReentrantLock();
    private final AtomicLong nextPoll = new AtomicLong(NEVER);
    private final AtomicLong nextPurge = new AtomicLong(NEVER);
    private volatile long lastAnswer = NEVER;
    private volatile Instant refusedBefore = Instant.MIN;
    private long version;

    private Revocations(RevocationStore store, Clock clock, int capacity) {
        this.store = store;
        this.clock = clock;
        this.capacity = capacity;
    }

    /**
     * Revocations over a store.
     *
     * @param store where all nodes note them
     * @param clock tells the time
     * @return the revocations, remembering {@value #DEFAULT_CAPACITY}
     */
    public static Revocations of(RevocationStore store, Clock clock) {
        return new Revocations(store, clock, DEFAULT_CAPACITY);
    }

    /**
     * Changes how many are remembered. For use before the first request.
     *
     * @param value at least 1
     * @return revocations over the same store that remember nothing yet
     * @throws IllegalArgumentException if the value is less than 1
     */
    public Revocations withCapacity(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("the capacity is at least 1");
        }
        return new Revocations(store, clock, value);
    }

    /**
     * Ends a login's access tokens.
     *
     * @param loginId the login, the {@code sid} of its tokens
     * @param until when the last of them will have expired
     * @throws StoreUnavailableException if it can't be noted; the login must then not be reported as ended
     */
    public void revoke(String loginId, Instant until) {
        store.revoke(loginId, until);
        remember(loginId, until);
    }

    @Override
    public boolean isRevoked(VerifiedJwt token) {
        if (token.sessionId().isEmpty() || !token.policy().localAccounts()) {
            return false;
        }
        long now = clock.millis();
        askIfDue(now);
        if (lastAnswer == NEVER || Math.abs(now - lastAnswer) > MAX_STALENESS.toMillis()) {
            throw new StoreUnavailableException("the revocation store has not answered lately");
        }
        return ended.containsKey(token.sessionId().get())
                || token.issuedAt().orElse(Instant.MIN).isBefore(refusedBefore);
    }

    private void askIfDue(long now) {
        if (lastAnswer == NEVER) {
            askFirst(now);
            return;
        }
        long due = nextPoll.get();
        if (isDue(now, due) && nextPoll.compareAndSet(due, now + POLL_INTERVAL.toMillis()) && asking.tryLock()) {
            try {
                ask(now);
            } finally {
                asking.unlock();
            }
        }
    }

    /** A time further away than it was ever set means that the clock was set back. */
    private static boolean isDue(long now, long due) {
        return now >= due || due - now > POLL_INTERVAL.toMillis();
    }

    /** Nothing may be accepted before the first answer, so the first callers wait for it; but not each for a call of its own. */
    private void askFirst(long now) {
        asking.lock();
        try {
            if (lastAnswer == NEVER && isDue(now, nextPoll.get())) {
                nextPoll.set(now + POLL_INTERVAL.toMillis());
                ask(now);
            }
        } finally {
            asking.unlock();
        }
    }

    /** By one thread at a time. Whoever finds another one at it goes by what is known: a store that hangs holds up one thread, not all. */
    private void ask(long now) {
        try {
            RevocationStore.Changes changes = store.since(version);
            changes.revocations().forEach(it -> remember(it.loginId(), it.until()));
            version = changes.version();
            lastAnswer = now;
        } catch (StoreUnavailableException e) {
            if (lastAnswer == NEVER) {
                throw e;
            }
        }
        if (now >= nextPurge.get()) {
            nextPurge.set(now + PURGE_MILLIS);
            Instant present = Instant.ofEpochMilli(now);
            ended.values().removeIf(present::isAfter);
            forgetExpired(present);
        }
    }

    /** Housekeeping only: whatever goes wrong here will be done a minute later. */
    private void forgetExpired(Instant present) {
        try {
            store.deleteExpired(present, MAX_PURGED);
        } catch (StoreUnavailableException e) {
            LOG.warn("expired revocations could not be deleted", e);
        }
    }

    private void remember(String loginId, Instant until) {
        if (ended.size() >= capacity && !ended.containsKey(loginId)) {
            refusedBefore = clock.instant().plusSeconds(1);
            ended.clear();
        }
        ended.merge(loginId, until, (a, b) -> a.isAfter(b) ? a : b);
    }
}
