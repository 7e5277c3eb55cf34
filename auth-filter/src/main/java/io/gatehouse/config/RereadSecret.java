package io.gatehouse.config;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret in a file, which is read again now and then on the thread of whoever needs it. While the file can't be read the secret stays. Safe
 * for any number of threads.
 */
final class RereadSecret implements Supplier<String> {
    private static final Logger LOG = LoggerFactory.getLogger(RereadSecret.class);

    private final String setting;
    private final SecretReference reference;
    private final Duration interval;
    private final Clock clock;
    private final Consumer<String> changes;
    private final AtomicLong due;
    private volatile String secret;
    private volatile String complaint = "";

    RereadSecret(
            String setting,
            SecretReference reference,
            String secret,
            Duration interval,
            Clock clock,
            Consumer<String> changes) {
        this.setting = setting;
        this.reference = reference;
        this.secret = secret;
        this.interval = interval;
        this.clock = clock;
        this.changes = changes;
        due = new AtomicLong(clock.millis() + interval.toMillis());
    }

    @Override
    public String get() {
        long now = clock.millis();
        long next = due.get();
        // A time further away than it was ever set means that the clock was set back
        boolean isDue = now >= next || next - now > interval.toMillis();
        if (isDue && due.compareAndSet(next, now + interval.toMillis())) {
            read();
        }
        return secret;
    }

    private void read() {
        try {
            String text = SecretReference.read(reference.path());
            if (!text.equals(secret)) {
                secret = text;
                changes.accept(setting + " has changed, and is used from now on");
            }
            complaint = "";
        } catch (WrongValueException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(complaint)) {
                LOG.warn("{} {}; the secret that was read before stays", setting, message);
            }
            complaint = message;
        }
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "RereadSecret[" + setting + "]";
    }
}
