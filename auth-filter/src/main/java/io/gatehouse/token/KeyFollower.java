package io.gatehouse.token;

import io.gatehouse.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a source of keys again and again, on the thread of one request. A key that is gone is gone at once; one that is new verifies at
 * once, and signs when every other node must have seen it too. Safe for any number of threads.
 */
final class KeyFollower {
    /** An unknown kid makes the source be read, but no oftener: it is hostile input. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final long WAIT_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    /** Which keys there are, and which of them signs. */
    record Selection(SigningKey signing, List<SigningKey> all) {
        boolean isLike(Selection other) {
            return signing.kid().equals(other.signing.kid()) && halves().equals(other.halves());
        }

        private List<VerificationKey> halves() {
            return all.stream().map(SigningKey::verificationKey).toList();
        }
    }

    private final SigningKeySource source;
    private final Duration interval;
    private final Duration announcement;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicLong due;
    private final Map<VerificationKey, Instant> since = new HashMap<>();
    private Selection selection;
    private String complaint = "";
    private String passedOver = "";
    private volatile boolean failed;
    private volatile long lastRead;

    KeyFollower(SigningKeySource source, Duration interval, Duration announcement, Clock clock) {
        if (interval.compareTo(PAUSE) < 0
                || announcement.compareTo(interval) < 0
                || announcement.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "keys are looked at at most once a second, and announced for no shorter than that interval and at most 7 days");
        }
        this.source = source;
        this.interval = interval;
        this.announcement = announcement;
        this.clock = clock;
        lastRead = clock.millis();
        due = new AtomicLong(lastRead + interval.toMillis());
        selection = select(source.read(), Optional.empty());
    }

    Selection first() {
        return selection;
    }

    /** Reads the source if it is time, and nobody else does. */
    void lookIfDue(Consumer<Selection> adopt) {
        long now = clock.millis();
        long next = due.get();
        // A time further away than it was ever set means that the clock was set back
        boolean isDue = now >= next || next - now > interval.toMillis();
        if (isDue && due.compareAndSet(next, now + interval.toMillis()) && reading.tryLock()) {
            try {
                look(now, adopt);
            } finally {
                reading.unlock();
            }
        }
    }

    /**
     * Makes sure that what is known is not older than {@link #PAUSE}; for a token whose key is not known.
     *
     * @throws StoreUnavailableException if the source can't be read, or another thread reads it, and does not come back
     */
    void lookNow(Consumer<Selection> adopt) {
        long now = clock.millis();
        if (!isFresh(now)) {
            lock();
            try {
                if (!isFresh(now)) {
                    look(now, adopt);
                }
            } finally {
                reading.unlock();
            }
        }
        if (failed) {
            // The key may be there: another node has announced it, perhaps
            throw new StoreUnavailableException("the signing keys can't be read again");
        }
    }

    private boolean isFresh(long now) {
        return Math.abs(now - lastRead) < PAUSE.toMillis();
    }

    private void lock() {
        try {
            if (reading.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StoreUnavailableException("the place of the signing keys does not answer");
    }

    private void look(long now, Consumer<Selection> adopt) {
        try {
            Selection next = select(source.read(), Optional.of(selection));
            if (!next.isLike(selection)) {
                adopt.accept(next);
                selection = next;
                LOG.info(
                        "signing keys have changed: {} signs, of {}",
                        next.signing().kid(),
                        next.all());
            }
            complaint = "";
            failed = false;
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(complaint)) {
                LOG.warn("signing keys can't be read again, so those that are known stay: {}", message);
            }
            complaint = message;
            failed = true;
        }
        lastRead = now;
    }

    private Selection select(List<SigningKeySource.Entry> all, Optional<Selection> before) {
        List<SigningKeySource.Entry> entries =
                before.map(it -> fitting(all, it.signing().algorithm())).orElse(all);
        List<SigningKey> keys =
                entries.stream().map(SigningKeySource.Entry::key).toList();
        requireOneKind(keys);
        Instant now = clock.instant();
        for (SigningKeySource.Entry entry : entries) {
            // What a running node sees for the first time others may not have seen, however old it says it is
            Instant seen = before.isPresent() || entry.since().isAfter(now) ? now : entry.since();
            since.putIfAbsent(entry.key().verificationKey(), seen);
        }
        since.keySet().retainAll(keys.stream().map(SigningKey::verificationKey).toList());
        Optional<SigningKey> announced =
                keys.stream().filter(key -> isAnnounced(key, now)).reduce((a, b) -> b);
        SigningKey signing = announced
                .or(() -> before.flatMap(it -> same(keys, it.signing())))
                .orElseGet(() ->
                        keys.stream().min(Comparator.comparing(this::seen)).orElseThrow());
        return new Selection(signing, keys);
    }

    /** Takes out what does not go with the rest: were it an error, a key that was removed would go on for ever, because of its neighbour. */
    private List<SigningKeySource.Entry> fitting(List<SigningKeySource.Entry> all, SignatureAlgorithm algorithm) {
        Map<String, SigningKeySource.Entry> fitting = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (SigningKeySource.Entry entry : all) {
            SigningKey key = entry.key();
            if (key.algorithm() != algorithm) {
                others.add(key + " is not for " + algorithm.joseName());
            } else if (fitting.putIfAbsent(key.kid(), entry) != null) {
                others.add(key + " is there twice");
            }
        }
        String message = String.join("; ", others);
        if (!others.isEmpty() && !message.equals(passedOver)) {
            LOG.warn("signing keys are passed over: {}", message);
        }
        passedOver = message;
        return List.copyOf(fitting.values());
    }

    private boolean isAnnounced(SigningKey key, Instant now) {
        return !seen(key).plus(announcement).isAfter(now);
    }

    private Instant seen(SigningKey key) {
        return since.getOrDefault(key.verificationKey(), Instant.MAX);
    }

    private static Optional<SigningKey> same(List<SigningKey> keys, SigningKey wanted) {
        return keys.stream()
                .filter(key -> key.verificationKey().equals(wanted.verificationKey()))
                .findFirst();
    }

    private static void requireOneKind(List<SigningKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key that signs");
        }
        SignatureAlgorithm algorithm = keys.get(0).algorithm();
        if (keys.stream().anyMatch(key -> key.algorithm() != algorithm)) {
            throw new IllegalArgumentException(
                    "the keys sign by different algorithms, but tokens are accepted by one only, "
                            + algorithm.joseName());
        }
        if (keys.stream().map(SigningKey::kid).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("two of the keys have one kid, or are one key");
        }
    }
}
