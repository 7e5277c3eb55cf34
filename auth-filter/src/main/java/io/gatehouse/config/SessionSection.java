package io.gatehouse.config;

import io.gatehouse.session.SessionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions for browsers. */
final class SessionSection {
    private static final String GROUP = "gatehouse.sessions.";

    static final Key<Boolean> ENABLED = new Key<>(
            GROUP + "enabled",
            ValueType.FLAG,
            "Sessions.of",
            "false",
            "Switches on sessions for browsers, by a cookie.");
    static final Key<Duration> IDLE = new Key<>(
            GROUP + "idle", ValueType.DURATION, "SessionPolicy.withIdle", "1h", "How long a session may lie unused.");
    static final Key<Duration> ABSOLUTE = new Key<>(
            GROUP + "absolute",
            ValueType.DURATION,
            "SessionPolicy.withAbsolute",
            "12h",
            "How long a session lives, however much it is used, at most 30 days.");
    static final Key<Duration> FLUSH = new Key<>(
            GROUP + "flush-interval",
            ValueType.DURATION,
            "SessionPolicy.withFlushInterval",
            "1m",
            "How long a use may be known to this process only, at most 10 minutes.");
    static final Key<Integer> MOST = new Key<>(
            GROUP + "max-sessions",
            ValueType.COUNT,
            "SessionPolicy.withMaxSessions",
            "10",
            "How many sessions an account may have, at most 1000.");
    static final Key<SessionPolicy.AtLimit> AT_LIMIT = new Key<>(
            GROUP + "at-limit",
            ValueType.oneOf(Map.of(
                    "end-oldest",
                    SessionPolicy.AtLimit.END_OLDEST,
                    "refuse-login",
                    SessionPolicy.AtLimit.REFUSE_LOGIN)),
            "SessionPolicy.withMaxSessions",
            "end-oldest",
            "What one session more does.");

    private SessionSection() {}

    static List<Key<?>> keyList() {
        return List.of(ENABLED, IDLE, ABSOLUTE, FLUSH, MOST, AT_LIMIT);
    }

    static Optional<SessionPolicy> read(Reading reading, boolean plainHttpOnLocalhost) {
        if (!reading.isOn(ENABLED)) {
            return Optional.empty();
        }
        SessionPolicy.AtLimit atLimit = reading.find(AT_LIMIT).orElse(SessionPolicy.AtLimit.END_OLDEST);
        SessionPolicy policy = SessionPolicy.standard();
        policy = policy.withMaxSessions(policy.maxSessions(), atLimit);
        policy = reading.apply(policy, ABSOLUTE, SessionPolicy::withAbsolute);
        policy = reading.apply(policy, IDLE, SessionPolicy::withIdle);
        policy = reading.apply(policy, FLUSH, SessionPolicy::withFlushInterval);
        policy = reading.apply(policy, MOST, (it, most) -> it.withMaxSessions(most, atLimit));
        return Optional.of(plainHttpOnLocalhost ? policy.allowInsecureHttpOnLocalhost() : policy);
    }
}
