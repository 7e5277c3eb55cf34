package io.gatehouse.config;

import io.gatehouse.audit.AuditStore;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.memory.MemoryAuditStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The audit trail.
 *
 * @param retention how long rows are kept
 * @param key what they are chained by
 */
record AuditSection(Optional<Duration> retention, Optional<String> key) {
    private static final String GROUP = "gatehouse.audit.";

    static final Key<Boolean> ENABLED = new Key<>(
            GROUP + "enabled",
            ValueType.FLAG,
            "AuditTrail.of",
            "true where there is a store",
            "Keeps what happens to accounts in the store, and shows people what happened to theirs.");
    static final Key<Duration> RETENTION = new Key<>(
            GROUP + "retention",
            ValueType.DURATION,
            "AuditTrail.withRetention",
            "365d",
            "How long that is kept, at least a day.");
    static final Key<SecretReference> KEY = new Key<>(
            GROUP + "key",
            ValueType.SECRET,
            "AuditTrail.withKey",
            "none",
            "Where the key is that chains the rows, at least 32 characters; the same on all nodes.");

    static List<Key<?>> keyList() {
        return List.of(ENABLED, RETENTION, KEY);
    }

    /** Reads the section, if anything is stored. */
    static Optional<AuditSection> read(Reading reading, boolean stores) {
        if (!stores || !reading.find(ENABLED).orElse(true)) {
            return Optional.empty();
        }
        Optional<Duration> retention = reading.find(RETENTION);
        retention.ifPresent(it -> reading.attempt(RETENTION, "", () -> trial().withRetention(it)));
        Optional<String> key = reading.has(KEY) ? reading.secret(KEY, "", "") : Optional.empty();
        key.ifPresent(it -> reading.attempt(KEY, "", () -> trial().withKey(it)));
        return Optional.of(new AuditSection(retention, key));
    }

    AuditTrail trail(AuditStore store, Clock clock) {
        AuditTrail trail = AuditTrail.of(store, clock);
        trail = retention.isPresent() ? trail.withRetention(retention.get()) : trail;
        return key.isPresent() ? trail.withKey(key.get()) : trail;
    }

    /** Judges values when they are read; nothing is written by it. */
    private static AuditTrail trial() {
        return AuditTrail.of(new MemoryAuditStore(), Clock.systemUTC());
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "AuditSection[" + retention + (key.isPresent() ? ", with a key]" : "]");
    }
}
