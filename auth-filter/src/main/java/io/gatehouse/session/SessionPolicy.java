package io.gatehouse.session;

import java.time.Duration;

/**
 * How long sessions live, and how many an account may have. Immutable.
 *
 * @param idle how long a session may lie unused
 * @param absolute how long a session lives, however much it is used
 * @param flushInterval how long a use may wait to be written down: by so much may a session end too early on another node
 * @param maxSessions how many live sessions an account may have
 * @param atLimit what happens at the login that would be one more
 * @param plainHttpOnLocalhost whether the cookie may go over plain http to localhost, for development
 */
public record SessionPolicy(
        Duration idle,
        Duration absolute,
        Duration flushInterval,
        int maxSessions,
        AtLimit atLimit,
        boolean plainHttpOnLocalhost) {
    /** What happens to an account that has as many sessions as it may. */
    public enum AtLimit {
        /** The oldest session ends. */
        END_OLDEST,
        /** The login is refused until another session ends. */
        REFUSE_LOGIN
    }

    /** The longest life of a session; NIST SP 800-63B-4 section 2.1.3 asks for at most 30 days. */
    public static final Duration MAX_ABSOLUTE = Duration.ofDays(30);
    /** The longest time that a use may wait to be written down. */
    public static final Duration MAX_FLUSH_INTERVAL = Duration.ofMinutes(10);
    /** The most sessions of an account. */
    public static final int MAX_SESSIONS = 1000;

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one is out of bounds; the message says which
     */
    public SessionPolicy {
        requireBetween("absolute", absolute, SHORTEST, MAX_ABSOLUTE);
        requireBetween("idle", idle, SHORTEST, absolute);
        requireBetween("flushInterval", flushInterval, Duration.ZERO, MAX_FLUSH_INTERVAL);
        if (flushInterval.compareTo(idle) > 0) {
            throw new IllegalArgumentException("flushInterval is longer than idle: sessions in use would end");
        }
        if (maxSessions < 1 || maxSessions > MAX_SESSIONS) {
            throw new IllegalArgumentException("maxSessions is " + maxSessions + ", must be 1 to " + MAX_SESSIONS);
        }
    }

    /**
     * 1 hour of idleness and 12 hours in all (NIST SP 800-63B-4 section 2.2.3 asks for at most 1 hour and 24 hours at its second level),
     * uses written after a minute, 10 sessions of which the oldest ends, https only.
     *
     * @return the policy
     */
    public static SessionPolicy standard() {
        return new SessionPolicy(
                Duration.ofHours(1), Duration.ofHours(12), Duration.ofMinutes(1), 10, AtLimit.END_OLDEST, false);
    }

    /**
     * Replaces how long a session may lie unused.
     *
     * @param value 1 second to the absolute life
     * @return a changed copy
     */
    public SessionPolicy withIdle(Duration value) {
        Duration flush = flushInterval.compareTo(value) > 0 ? value : flushInterval;
        return new SessionPolicy(value, absolute, flush, maxSessions, atLimit, plainHttpOnLocalhost);
    }

    /**
     * Replaces how long a session lives; shortens the idle time to it if need be.
     *
     * @param value 1 second to 30 days
     * @return a changed copy
     */
    public SessionPolicy withAbsolute(Duration value) {
        Duration shorter = idle.compareTo(value) > 0 ? value : idle;
        Duration flush = flushInterval.compareTo(shorter) > 0 ? shorter : flushInterval;
        return new SessionPolicy(shorter, value, flush, maxSessions, atLimit, plainHttpOnLocalhost);
    }

    /**
     * Replaces how long a use may wait to be written down.
     *
     * @param value zero to 10 minutes, and at most the idle time; zero writes at each request, but at most once a second
     * @return a changed copy
     */
    public SessionPolicy withFlushInterval(Duration value) {
        return new SessionPolicy(idle, absolute, value, maxSessions, atLimit, plainHttpOnLocalhost);
    }

    /**
     * Replaces how many live sessions an account may have, and what happens at one more.
     *
     * @param value 1 to 1000
     * @param then what happens
     * @return a changed copy
     */
    public SessionPolicy withMaxSessions(int value, AtLimit then) {
        return new SessionPolicy(idle, absolute, flushInterval, value, then, plainHttpOnLocalhost);
    }

    /**
     * Lets the cookie go over plain http to {@code localhost}, {@code 127.0.0.1} or {@code [::1]}: then without the attribute {@code
     * Secure} and without the prefix {@code __Host-}. For development only. Other addresses still need https.
     *
     * @return a changed copy
     */
    public SessionPolicy allowInsecureHttpOnLocalhost() {
        return new SessionPolicy(idle, absolute, flushInterval, maxSessions, atLimit, true);
    }

    private static void requireBetween(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ", must be " + least + " to " + most);
        }
    }
}
