package io.gatehouse.token;

import io.gatehouse.StoreUnavailableException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an issuer publishes at a fixed https address ({@code jwks_uri}). Never an address out of a token. Safe for any number of
 * threads.
 *
 * <p>Keys are fetched at the first token and kept. After 10 minutes they are fetched again in the background, and used meanwhile, also
 * for as long as the server is down. A token whose key is not among them causes a fetch at most once in 30 s. However many tokens arrive,
 * there is one fetch at a time, of at most 5 s and 256 KiB, without redirects; only tokens whose key is not known wait for it. A failed
 * fetch counts like any other. Without any keys, and for unknown keys while the last fetch failed, the answer is 503.
 */
public final class RemoteJwkSet implements KeySource {
    /** How old keys get before they are fetched again. */
    static final Duration MAX_AGE = Duration.ofMinutes(10);

    /** How much older keys may get before the next request waits for newer ones. */
    static final Duration LONG_UNASKED = Duration.ofMinutes(50);

    /** How long nothing is fetched after a fetch, whatever tokens say. */
    static final Duration COOL_DOWN = Duration.ofSeconds(30);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** A fetch ends by itself at its time-out; who waits for it waits a little longer, only in case that it does not. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(RemoteJwkSet.class);

    /**
     * What is known at a moment. Replaced as a whole.
     *
     * @param keys the keys of the last fetch that succeeded; null before
     * @param staleAt from when on they are fetched again, in milliseconds of the clock
     * @param failed whether the last fetch failed
     */
    private record Known(@Nullable JwkSet keys, long staleAt, boolean failed, long version) {}

    private final URI uri;
    private final Clock clock;
    private final Duration timeout;
    private final JwkFetch fetch;
    private final Object lock = new Object();
    private volatile Known known = new Known(null, 0, false, 0);
    private volatile long quietUntil = Long.MIN_VALUE;
    private @Nullable CompletableFuture<Void> running;

    RemoteJwkSet(URI uri, Clock clock, Duration timeout) {
        this.uri = uri;
        this.clock = clock;
        this.timeout = timeout;
        fetch = new JwkFetch(uri, timeout);
    }

    /**
     * The keys at an address. Nothing is fetched yet.
     *
     * @param uri an https address
     * @param clock says how old keys are
     * @return the key source
     * @throws IllegalArgumentException if the address is not https
     */
    public static RemoteJwkSet of(URI uri, Clock clock) {
        return new RemoteJwkSet(Loopback.requireHttps(uri, false), clock, TIMEOUT);
    }

    /**
     * The same by plain http from this very machine, for tests.
     *
     * @param uri an http address on {@code localhost}, {@code 127.0.0.1} or {@code [::1]}
     * @param clock says how old keys are
     * @return the key source
     * @throws IllegalArgumentException if the address is neither https nor on this machine
     */
    public static RemoteJwkSet insecureAllowHttp(URI uri, Clock clock) {
        return new RemoteJwkSet(Loopback.requireHttps(uri, true), clock, TIMEOUT);
    }

    @Override
    public List<VerificationKey> find(Optional<String> kid, SignatureAlgorithm algorithm) {
        List<VerificationKey> found = findNow(kid, algorithm);
        if (!found.isEmpty() && !isForgotten()) {
            version();
            return found;
        }
        CompletableFuture<Void> fetching = fetchUnlessQuiet();
        boolean answered = fetching == null || await(fetching);
        found = findNow(kid, algorithm);
        if (found.isEmpty() && (!answered || known.keys() == null || known.failed())) {
            throw new StoreUnavailableException("the keys at " + uri + " can't be had");
        }
        return found;
    }

    /** Also starts the fetch of keys that got too old, since remembered tokens ask for nothing else. */
    @Override
    public long version() {
        Known at = known;
        long now = clock.millis();
        if (at.keys() != null && isDue(now, at.staleAt(), MAX_AGE) && !isQuiet(now)) {
            var unused = fetchUnlessQuiet();
        }
        return at.version();
    }

    /** Nobody has asked for long, so a key may have been withdrawn since; not so if the server can't be reached. */
    private boolean isForgotten() {
        Known at = known;
        return !at.failed() && clock.millis() >= at.staleAt() + LONG_UNASKED.toMillis();
    }

    private List<VerificationKey> findNow(Optional<String> kid, SignatureAlgorithm algorithm) {
        JwkSet keys = known.keys();
        return keys == null ? List.of() : keys.find(kid, algorithm);
    }

    /** The fetch that is under way, or a new one, or null if it is too soon for one. */
    private @Nullable CompletableFuture<Void> fetchUnlessQuiet() {
        synchronized (lock) {
            if (running != null) {
                return running;
            }
            long now = clock.millis();
            if (isQuiet(now)) {
                return null;
            }
            quietUntil = now + COOL_DOWN.toMillis();
            CompletableFuture<Void> done = new CompletableFuture<>();
            running = done;
            var unused = start().whenComplete((keys, failure) -> finish(done, keys, failure));
            return done;
        }
    }

    private boolean isQuiet(long now) {
        return !isDue(now, quietUntil, COOL_DOWN);
    }

    /** A time further away than it was ever set means that the clock was set back. */
    private static boolean isDue(long now, long time, Duration setAhead) {
        return now >= time || time - now > setAhead.toMillis();
    }

    /** A fetch that can't even start fails like any other; otherwise it would count as under way for ever. */
    private CompletableFuture<JwkSet> start() {
        try {
            return fetch.start();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void finish(CompletableFuture<Void> done, @Nullable JwkSet keys, @Nullable Throwable failure) {
        synchronized (lock) {
            Known before = known;
            if (keys == null) {
                known = new Known(before.keys(), before.staleAt(), true, before.version());
            } else {
                boolean lost = before.keys() != null
                        && !keys.keys().containsAll(before.keys().keys());
                long version = lost ? before.version() + 1 : before.version();
                known = new Known(keys, clock.millis() + MAX_AGE.toMillis(), false, version);
            }
            running = null;
        }
        if (failure != null) {
            LOG.warn("the keys at {} can't be had: {}", uri, failure.toString());
        }
        done.complete(null);
    }

    private boolean await(CompletableFuture<Void> fetching) {
        try {
            fetching.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
