package io.gatehouse.config;

import io.gatehouse.token.KeyRing;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Secrets in files that are read again while the application runs. */
final class SecretSection {
    private static final String GROUP = "gatehouse.secrets.";
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    /** How long others may keep the published keys: see {@code JwkSetEndpoint}. */
    private static final Duration PUBLISHED = Duration.ofMinutes(5);

    static final Key<Duration> REREAD = new Key<>(
            GROUP + "reread",
            ValueType.DURATION,
            "KeyRing.following",
            "10s",
            "How often files with keys that sign and client secrets are read again, 1 second to 1 hour.");
    static final Key<Duration> ANNOUNCE = new Key<>(
            GROUP + "announce",
            ValueType.DURATION,
            "KeyRing.following",
            "10m",
            "How long a key that is new in the directory is only known before it signs: longer than any node or reader of the published keys"
                    + " may take to see it, so 5 minutes and `gatehouse.secrets.reread` at least; at most 7 days.");

    private SecretSection() {}

    static List<Key<?>> keyList() {
        return List.of(REREAD, ANNOUNCE);
    }

    /** A client secret; asked for each time that it is used. */
    static Optional<Supplier<String>> clientSecret(
            Reading reading, Key<SecretReference> key, String chosen, Clock clock) {
        Optional<SecretReference> reference =
                reading.require(key, chosen, "say where the client secret is, as env:NAME or file:/path");
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> interval = reference.get().file() ? Optional.of(reread(reading)) : Optional.empty();
        return reading.attempt(key, chosen, () -> reading.resolve(reference.get()))
                .map(text -> interval.<Supplier<String>>map(it ->
                                new RereadSecret(key.at(chosen), reference.get(), text, it, clock, reading.rereads()))
                        .orElse(() -> text));
    }

    /** The keys that sign. */
    static Optional<KeyRing> keyRing(
            Reading reading, Key<SecretReference> key, SignatureAlgorithm algorithm, Clock clock) {
        Optional<SecretReference> reference =
                reading.require(key, "name the file of the key that signs, as file:/path/key.pem");
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        if (!reference.get().file()) {
            return reading.attempt(
                    key, "", () -> KeyRing.of(signingKey(reading.resolve(reference.get()), algorithm), clock));
        }
        Duration interval = reread(reading);
        Duration announcement = announce(reading, interval);
        KeyFiles files = new KeyFiles(key.name(), reference.get(), algorithm, reading.rereads());
        return reading.attempt(key, "", () -> KeyRing.following(files, interval, announcement, clock));
    }

    static SigningKey signingKey(String text, SignatureAlgorithm algorithm) {
        return text.startsWith("{") ? SigningKey.fromJwk(text) : SigningKey.fromPem(algorithm, text);
    }

    private static Duration reread(Reading reading) {
        Duration usual = Duration.ofSeconds(10);
        Duration value = reading.find(REREAD).orElse(usual);
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
            reading.problem(REREAD, "can't be used: it is 1 second to 1 hour");
            return usual;
        }
        return value;
    }

    private static Duration announce(Reading reading, Duration interval) {
        Duration least = PUBLISHED.plus(interval);
        Duration usual = Duration.ofMinutes(10).compareTo(least) < 0 ? least : Duration.ofMinutes(10);
        Duration value = reading.find(ANNOUNCE).orElse(usual);
        if (value.compareTo(interval) < 0) {
            reading.problem(
                    ANNOUNCE,
                    "is shorter than " + REREAD.name()
                            + ": a node would meet tokens of a key that it has not read yet");
            return usual;
        }
        if (value.compareTo(Duration.ofDays(7)) > 0) {
            reading.problem(ANNOUNCE, "can't be used: it is at most 7 days");
            return usual;
        }
        if (value.compareTo(least) < 0) {
            reading.advise(
                    ANNOUNCE.name() + " is shorter than 5 minutes and " + REREAD.name()
                            + ": others that fetch the published keys may keep them so long, and refuse the first tokens of a new key");
        }
        return value;
    }
}
