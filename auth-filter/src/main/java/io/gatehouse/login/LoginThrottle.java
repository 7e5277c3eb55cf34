package io.gatehouse.login;

import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.secret.SecretHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Slows guessing down. An attempt is counted before anything is verified, so that attempts made at once can't pass the limit, and
 * taken back if it succeeds or could not be verified at all. Three counters, each over a window of {@link #WINDOW}: one login name
 * from one address ({@value #PER_LOGIN_AND_ADDRESS}), one login name from anywhere ({@value #PER_LOGIN}), one address whatever the
 * name ({@value #PER_ADDRESS}). Names that do not exist are counted like others. Safe for any number of threads.
 */
public final class LoginThrottle {
    /** How long a counter lives. */
    public static final Duration WINDOW = Duration.ofMinutes(5);
    /** Failed attempts at one login name from one address. */
    public static final int PER_LOGIN_AND_ADDRESS = 10;
    /** Failed attempts at one login name from anywhere: high, since anyone could use it to lock its owner out. */
    public static final int PER_LOGIN = 100;
    /** Failed attempts from one address. */
    public static final int PER_ADDRESS = 300;

    private final AttemptStore store;
    private final Clock clock;

    /**
     * Makes a throttle.
     *
     * @param store where attempts are counted
     * @param clock tells the time
     */
    public LoginThrottle(AttemptStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Counts an attempt.
     *
     * @param login the login name, as typed
     * @param address the client's address; IPv6 counts by its first 64 bits
     * @throws Rejection {@code LOGIN_THROTTLED} if there were too many; nothing may be verified then
     */
    public void admit(String login, String address) throws Rejection {
        admit(pairKey(login, address), PER_LOGIN_AND_ADDRESS);
        admit(addressKey(address), PER_ADDRESS);
        admit(loginKey(login), PER_LOGIN);
    }

    /**
     * Takes a good attempt back.
     *
     * @param login the login name, as typed
     * @param address the client's address
     */
    public void succeeded(String login, String address) {
        store.clear(pairKey(login, address));
        store.clear(loginKey(login));
        store.forgive(addressKey(address));
    }

    /**
     * Takes an attempt back that nothing came of: it was admitted, but nothing could be verified, so nothing was learned by it either.
     *
     * @param login the login name, as typed
     * @param address the client's address
     */
    public void unanswered(String login, String address) {
        store.forgive(pairKey(login, address));
        store.forgive(addressKey(address));
        store.forgive(loginKey(login));
    }

    private void admit(String key, int limit) throws Rejection {
        Instant now = clock.instant();
        AttemptStore.Attempts attempts = store.record(key, WINDOW, now);
        if (attempts.count() > limit) {
            Duration wait = Duration.between(now, attempts.windowEndsAt());
            throw new Rejection(Problem.of(LoginProblems.LOGIN_THROTTLED, "more than " + limit + " attempts")
                    .withRetryAfter(wait));
        }
    }

    private static String pairKey(String login, String address) {
        return key("pair", normal(login) + "\n" + AddressBlock.of(address));
    }

    private static String addressKey(String address) {
        return key("address", AddressBlock.of(address));
    }

    private static String loginKey(String login) {
        return key("login", normal(login));
    }

    private static String normal(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }

    private static String key(String kind, String text) {
        return SecretHash.of(kind + "\n" + text).encoded();
    }
}
