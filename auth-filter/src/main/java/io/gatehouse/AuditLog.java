package io.gatehouse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes each event as one line to the logger {@value #LOGGER}; every engine has one. Of events that anyone can cause no more than
 * {@value #MAX_LINES} lines a minute of each type are written, so that nobody fills a disk, and nobody hides failed logins behind other
 * refusals; how many were left out is written at the next occasion. At debug level all of them are written. Safe for any number of threads.
 */
public final class AuditLog implements AuthEvent.Listener {
    /** The logger's name. */
    public static final String LOGGER = "io.gatehouse.audit";

    /** How many lines a minute there are at most of each type of events that anyone can cause. */
    public static final int MAX_LINES = 300;

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final AtomicLong windowEndsAt = new AtomicLong(Long.MIN_VALUE);
    /** Of each type that anyone can cause, which never change. */
    private final Map<AuthEvent.Type, Lines> lines = new EnumMap<>(AuthEvent.Type.class);

    private final Clock clock;

    /**
     * A log with nothing left out yet.
     *
     * @param clock tells the time
     */
    public AuditLog(Clock clock) {
        this.clock = clock;
        for (AuthEvent.Type type : AuthEvent.Type.values()) {
            if (type.byAnyone()) {
                lines.put(type, new Lines(new AtomicInteger(), new AtomicLong()));
            }
        }
    }

    @Override
    public void on(AuthEvent event) {
        Lines ofType = lines.get(event.type());
        if (ofType == null || LOG.isDebugEnabled() || admitted(ofType)) {
            write(event);
        }
    }

    /** Writes how many were left out, if any. */
    public void flush() {
        lines.forEach((type, ofType) -> {
            long count = ofType.leftOut().getAndSet(0);
            if (count > 0) {
                write(AuthEvent.ofApplication(
                        AuthEvent.Type.LEFT_OUT,
                        clock.instant(),
                        count + " lines beyond " + MAX_LINES + " a minute of " + type + "; debug level writes all"));
            }
        });
    }

    private boolean admitted(Lines ofType) {
        long now = clock.millis();
        long end = windowEndsAt.get();
        if (now >= end && windowEndsAt.compareAndSet(end, now + WINDOW.toMillis())) {
            lines.values().forEach(it -> it.written().set(0));
            flush();
        }
        if (ofType.written().get() < MAX_LINES && ofType.written().incrementAndGet() <= MAX_LINES) {
            return true;
        }
        ofType.leftOut().incrementAndGet();
        return false;
    }

    private static void write(AuthEvent event) {
        Level level = level(event.type());
        if (LOG.isEnabledForLevel(level)) {
            LOG.atLevel(level).log(line(event));
        }
    }

    private static Level level(AuthEvent.Type type) {
        return switch (type) {
            case REFRESH_REUSED, THROTTLED, LEFT_OUT -> Level.WARN;
            case FAILED, START_REFUSED -> Level.ERROR;
            default -> Level.INFO;
        };
    }

    /** The event as {@code name=value} pairs; what is empty is left out. */
    static String line(AuthEvent event) {
        StringBuilder out = new StringBuilder(256).append("event=").append(event.type());
        append(out, "requestId", event.requestId().orElse(""));
        Instant at = event.at();
        append(out, "at", at.toString());
        append(out, "method", event.method());
        append(out, "path", event.path());
        append(out, "client", event.clientAddress());
        append(out, "subject", event.subject().orElse(""));
        append(out, "issuer", event.issuer().orElse(""));
        append(out, "scheme", event.scheme().orElse(""));
        append(out, "credential", event.credentialId().orElse(""));
        append(out, "rule", event.rule().orElse(""));
        append(out, "code", event.code().orElse(""));
        append(out, "reason", event.reason().orElse(""));
        append(out, "agent", event.userAgent().orElse(""));
        return out.toString();
    }

    /** Quoted wherever a reader could mistake it: only then is there a quote, and none inside ends it. */
    private static void append(StringBuilder out, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        out.append(' ').append(name).append('=');
        if (value.chars().allMatch(AuditLog::isBare)) {
            out.append(value);
            return;
        }
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    private static boolean isBare(int c) {
        return c > ' ' && c <= '~' && c != '"' && c != '\\' && c != '=' && c != '\'' && c != '{' && c != '}'
                && c != '$';
    }

    /** How many there were of one type. */
    private record Lines(AtomicInteger written, AtomicLong leftOut) {}
}
