package io.gatehouse.token;

import io.gatehouse.json.Json;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this application: one that signs, and any number that verify. Keys are changed while requests are served; safe for any
 * number of threads.
 *
 * <p>To rotate: {@link #announce} the next key, so that whoever reads {@link #publicJwkSet} knows it, {@link #rotate} to it later, with
 * an overlap at least as long as tokens live. After a compromise {@link #remove} the key: what it signed is refused at once. A ring that is
 * {@link #following} a source does all of that by itself, and can't be changed by hand.
 */
public final class KeyRing implements KeySource {
    private record Keys(SigningKey signing, JwkSet verifying, long version) {}

    private final Clock clock;
    private final @Nullable KeyFollower follower;
    private volatile Keys keys;

    private KeyRing(SigningKey signing, List<SigningKey> all, Clock clock, @Nullable KeyFollower follower) {
        this.clock = clock;
        this.follower = follower;
        keys = new Keys(signing, verifying(all), 0);
    }

    /**
     * A ring of one key.
     *
     * @param signing the key that signs
     * @param clock says when retired keys end
     * @return the ring
     */
    public static KeyRing of(SigningKey signing, Clock clock) {
        return new KeyRing(signing, List.of(signing), clock, null);
    }

    /**
     * A ring of the keys of a source, which is read again while requests are served, on the thread of one of them. A key that is gone
     * there is removed at once. A new one verifies and is published at once, and signs after the announcement, so that other nodes, and
     * others who read {@link #publicJwkSet}, know it by then; only if no other key is left it signs before. A token of an unknown key
     * makes the source be read too, at most once a second. As long as it can't be read, the ring stays as it is, and a warning is logged.
     *
     * @param source where the keys are; read once before this returns
     * @param interval how often it is read, at least 1 s
     * @param announcement how long a new key is known before it signs: at least the interval, at most 7 days
     * @param clock tells the time
     * @return the ring
     * @throws RuntimeException what the source throws
     * @throws IllegalArgumentException if a time is out of its bounds, or the keys do not go together
     */
    public static KeyRing following(SigningKeySource source, Duration interval, Duration announcement, Clock clock) {
        KeyFollower follower = new KeyFollower(source, interval, announcement, clock);
        KeyFollower.Selection first = follower.first();
        return new KeyRing(first.signing(), first.all(), clock, follower);
    }

    /**
     * A ring of one new key, which is lost with the process: for tests and trials.
     *
     * @param algorithm what it signs by
     * @param clock says when retired keys end
     * @param random where the key's bits come from
     * @return the ring
     */
    public static KeyRing generate(SignatureAlgorithm algorithm, Clock clock, SecureRandom random) {
        return of(SigningKey.generate(algorithm, random), clock);
    }

    /**
     * Adds a key that only verifies: the next signing key, or one that was retired before a restart.
     *
     * @param key the key; it needs a kid
     * @throws IllegalArgumentException if it has no kid, or another key of the ring has the same
     * @throws IllegalStateException if the ring follows a source
     */
    public void announce(VerificationKey key) {
        change(old -> {
            requireNewName(old, key);
            return new Keys(old.signing(), with(old, key), old.version());
        });
    }

    /**
     * Signs with another key from now on. The key that signed until now verifies until the given instant; so does an announced key that
     * is rotated to without end.
     *
     * @param next the key that signs from now on
     * @param retiredUntil the end of the key that signed until now; at least as late as the last token that it signed lives
     * @throws IllegalArgumentException if another key of the ring has the same kid, or one of the two is an HMAC key and the other is not
     * @throws IllegalStateException if the ring follows a source
     */
    public void rotate(SigningKey next, Instant retiredUntil) {
        change(old -> {
            if (next.algorithm().isHmac() != old.signing().algorithm().isHmac()) {
                throw new IllegalArgumentException(
                        "a ring does not change between HMAC and public keys: verifiers would have to accept both");
            }
            List<VerificationKey> kept = new ArrayList<>();
            for (VerificationKey key : old.verifying().keys()) {
                boolean announced = key.key().equals(next.verificationKey().key()) && sameName(key, next.kid());
                if (!announced && key.isLive(clock.instant())) {
                    kept.add(sameName(key, old.signing().kid()) ? key.withNotAfter(retiredUntil) : key);
                }
            }
            Keys rest = new Keys(next, JwkSet.of(kept), old.version() + 1);
            requireNewName(rest, next.verificationKey());
            return new Keys(next, with(rest, next.verificationKey()), rest.version());
        });
    }

    /**
     * Ends a key at once: what it signed is refused from now on.
     *
     * @param kid the key's name
     * @return false if there is no such key
     * @throws IllegalArgumentException if it is the key that signs; rotate first
     * @throws IllegalStateException if the ring follows a source
     */
    public boolean remove(String kid) {
        Keys before = change(old -> {
            if (old.signing().kid().equals(kid)) {
                throw new IllegalArgumentException("the key that signs can't be removed; rotate first");
            }
            List<VerificationKey> kept = old.verifying().keys().stream()
                    .filter(key -> !sameName(key, kid))
                    .toList();
            return new Keys(old.signing(), JwkSet.of(kept), old.version() + 1);
        });
        return before.verifying().keys().stream().anyMatch(key -> sameName(key, kid));
    }

    @Override
    public List<VerificationKey> find(Optional<String> kid, SignatureAlgorithm algorithm) {
        List<VerificationKey> found = keys.verifying().find(kid, algorithm);
        if (!found.isEmpty() || follower == null) {
            return found;
        }
        follower.lookNow(this::adopt);
        return keys.verifying().find(kid, algorithm);
    }

    @Override
    public long version() {
        follow();
        return keys.version();
    }

    /**
     * What others need to verify our tokens (RFC 7517 section 5): public members only, and never an HMAC key.
     *
     * @return a JSON Web Key set of every key that has not ended
     */
    public String publicJwkSet() {
        follow();
        List<Object> published = new ArrayList<>();
        Instant now = clock.instant();
        for (VerificationKey key : keys.verifying().keys()) {
            if (!key.algorithm().isHmac() && key.isLive(now)) {
                Map<String, Object> members = new LinkedHashMap<>(Jwk.publicMembers(key));
                members.put("use", "sig");
                members.put("alg", key.algorithm().joseName());
                members.put("kid", key.kid().orElseThrow());
                published.add(members);
            }
        }
        return Json.write(Map.of("keys", published));
    }

    SigningKey signing() {
        follow();
        return keys.signing();
    }

    private void follow() {
        if (follower != null) {
            follower.lookIfDue(this::adopt);
        }
    }

    /** By one thread at a time: nobody else changes a ring that follows. */
    private void adopt(KeyFollower.Selection next) {
        Keys before = keys;
        JwkSet verifying = verifying(next.all());
        Set<VerificationKey> gone = new HashSet<>(before.verifying().keys());
        verifying.keys().forEach(gone::remove);
        keys = new Keys(next.signing(), verifying, before.version() + (gone.isEmpty() ? 0 : 1));
    }

    private static JwkSet verifying(List<SigningKey> all) {
        return JwkSet.of(all.stream().map(SigningKey::verificationKey).toList());
    }

    private synchronized Keys change(UnaryOperator<Keys> change) {
        if (follower != null) {
            throw new IllegalStateException("the ring follows a source of keys: change that");
        }
        Keys before = keys;
        keys = change.apply(before);
        return before;
    }

    private static JwkSet with(Keys old, VerificationKey key) {
        List<VerificationKey> all = new ArrayList<>(old.verifying().keys());
        all.add(key);
        return JwkSet.of(all);
    }

    private static void requireNewName(Keys old, VerificationKey key) {
        String kid = key.kid().orElseThrow(() -> new IllegalArgumentException("a key of a ring needs a kid"));
        if (old.verifying().keys().stream().anyMatch(other -> sameName(other, kid))) {
            throw new IllegalArgumentException("the ring has a key of this kid");
        }
    }

    private static boolean sameName(VerificationKey key, String kid) {
        return key.kid().isPresent() && key.kid().get().equals(kid);
    }
}
