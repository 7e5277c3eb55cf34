package io.gatehouse.login;

import io.gatehouse.AuthRequest;
import io.gatehouse.Problem;
import io.gatehouse.RateLimit;
import io.gatehouse.Rejection;
import io.gatehouse.SetCookie;
import io.gatehouse.http.AddressBlock;
import io.gatehouse.secret.SecretHash;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Slows guessing down. An attempt is counted before anything is verified, so that attempts made at once can't pass the limit, and
 * taken back if it succeeds or could not be verified at all. Three buckets, each of which refills in {@link #WINDOW}: one address whatever
 * the name ({@value #PER_ADDRESS}), one login name from anywhere ({@value #PER_LOGIN}), one login name from one address
 * ({@value #PER_LOGIN_AND_ADDRESS}), asked in this order; what one of them refuses takes nothing from the others. Names that do not exist
 * are counted like others.
 *
 * <p>Nobody can be locked out of a device that they signed in from before: it has a counter of its own, and what strangers do with the name
 * does not concern it. A browser is known by the cookie {@code __Host-gatehouse-device}, another client by its address. A device that
 * fails ten times in a row is a stranger again. Safe for any number of threads.
 */
public final class LoginThrottle {
    /** How long an empty bucket takes to be full again. */
    public static final Duration WINDOW = Duration.ofMinutes(5);
    /** Failed attempts at one login name from one address. */
    public static final int PER_LOGIN_AND_ADDRESS = 10;
    /** Failed attempts at one login name from anywhere. */
    public static final int PER_LOGIN = 100;
    /** Failed attempts from one address. */
    public static final int PER_ADDRESS = 300;

    private final AttemptStore store;
    private final Clock clock;
    private final KnownDevices devices;
    private final RateLimit perAddress;
    private final RateLimit perLogin;
    private final RateLimit perPair;

    /**
     * Makes a throttle.
     *
     * @param store where attempts are counted
     * @param clock tells the time
     */
    public LoginThrottle(AttemptStore store, Clock clock) {
        this(store, clock, new SecureRandom());
    }

    /**
     * Makes a throttle.
     *
     * @param store where attempts are counted
     * @param clock tells the time
     * @param random where the bits of device cookies come from
     */
    public LoginThrottle(AttemptStore store, Clock clock, SecureRandom random) {
        this(
                store,
                clock,
                new KnownDevices(store, random),
                RateLimit.of(PER_ADDRESS, WINDOW),
                RateLimit.of(PER_LOGIN, WINDOW),
                RateLimit.of(PER_LOGIN_AND_ADDRESS, WINDOW));
    }

    private LoginThrottle(
            AttemptStore store,
            Clock clock,
            KnownDevices devices,
            RateLimit perAddress,
            RateLimit perLogin,
            RateLimit perPair) {
        this.store = store;
        this.clock = clock;
        this.devices = devices;
        this.perAddress = perAddress;
        this.perLogin = perLogin;
        this.perPair = perPair;
    }

    /**
     * Limits failed attempts from one address, whatever the login name.
     *
     * @param value the limit; many people may share an address
     * @return a changed copy
     */
    public LoginThrottle withPerAddress(RateLimit value) {
        return new LoginThrottle(store, clock, devices, value, perLogin, perPair);
    }

    /**
     * Limits failed attempts at one login name, from wherever.
     *
     * @param value the limit; anyone can use it up, and keep the owner from signing in on a new device
     * @return a changed copy
     */
    public LoginThrottle withPerLogin(RateLimit value) {
        return new LoginThrottle(store, clock, devices, perAddress, value, perPair);
    }

    /**
     * Limits failed attempts at one login name from one address.
     *
     * @param value the limit
     * @return a changed copy
     */
    public LoginThrottle withPerLoginAndAddress(RateLimit value) {
        return new LoginThrottle(store, clock, devices, perAddress, perLogin, value);
    }

    /**
     * Counts an attempt of a client that sends no cookies.
     *
     * @param login the login name, as typed
     * @param address the client's address; IPv6 counts by its first 64 bits
     * @return the attempt, to be told of what came of it
     * @throws Rejection {@code LOGIN_THROTTLED} if there were too many; nothing may be verified then
     */
    public LoginAttempt admit(String login, String address) throws Rejection {
        return count(LoginAttempt.ofStranger(normal(login), AddressBlock.of(address), false), clock.instant());
    }

    /**
     * Counts an attempt.
     *
     * @param login the login name, as typed
     * @param request tells the address and the device; IPv6 counts by its first 64 bits
     * @return the attempt, to be told of what came of it
     * @throws Rejection {@code LOGIN_THROTTLED} if there were too many; nothing may be verified then
     */
    public LoginAttempt admit(String login, AuthRequest request) throws Rejection {
        Instant now = clock.instant();
        LoginAttempt attempt = LoginAttempt.ofStranger(
                normal(login), AddressBlock.of(request.clientAddress()), KnownDevices.isBrowser(request));
        Optional<LoginAttempt> known = devices.byCookie(attempt, request, now);
        return known.isPresent() ? known.get() : count(attempt, now);
    }

    /**
     * Takes a good attempt back, and knows its device from now on.
     *
     * @param attempt what was admitted
     * @return a cookie for the browser, if the client is one
     */
    public List<SetCookie> succeeded(LoginAttempt attempt) {
        if (attempt.cookieKey().isEmpty()) {
            store.giveBack(addressKey(attempt), perAddress);
        }
        if (!attempt.isFromKnownDevice()) {
            store.clear(pairKey(attempt));
            store.clear(loginKey(attempt));
        }
        return devices.remember(attempt, clock.instant());
    }

    /**
     * Takes an attempt back that nothing came of: it was admitted, but nothing could be verified, so nothing was learned by it either. It
     * still counts for its address: else that would have no limit at all while it keeps the hashing busy.
     *
     * @param attempt what was admitted
     */
    public void unanswered(LoginAttempt attempt) {
        devices.forgive(attempt);
        if (!attempt.isFromKnownDevice()) {
            store.giveBack(loginKey(attempt), perLogin);
            store.giveBack(pairKey(attempt), perPair);
        }
    }

    /**
     * Writes as much as counting a failure at a password does, and counts nothing: so that an unknown login name takes as long as a known
     * one.
     *
     * @param attempt what was admitted
     */
    public void writeForNobody(LoginAttempt attempt) {
        AttemptStore.Take unused = store.take(key("nobody", attempt.login()), perLogin, clock.instant());
    }

    /** The address first: one that is blocked leaves no rows for names that it makes up. */
    private LoginAttempt count(LoginAttempt attempt, Instant now) throws Rejection {
        take(addressKey(attempt), perAddress, now);
        Optional<LoginAttempt> near = devices.byAddress(attempt, now);
        if (near.isPresent()) {
            return near.get();
        }
        try {
            take(loginKey(attempt), perLogin, now);
        } catch (Rejection e) {
            store.giveBack(addressKey(attempt), perAddress);
            throw e;
        }
        try {
            take(pairKey(attempt), perPair, now);
        } catch (Rejection e) {
            store.giveBack(addressKey(attempt), perAddress);
            store.giveBack(loginKey(attempt), perLogin);
            throw e;
        }
        return attempt;
    }

    private void take(String key, RateLimit limit, Instant now) throws Rejection {
        AttemptStore.Take take = store.take(key, limit, now);
        if (!take.taken()) {
            throw new Rejection(Problem.of(LoginProblems.LOGIN_THROTTLED, "more than " + limit + " attempts")
                    .withRetryAfter(take.retryAfter()));
        }
    }

    private static String pairKey(LoginAttempt attempt) {
        return key("pair", attempt.login() + "\n" + attempt.address());
    }

    private static String addressKey(LoginAttempt attempt) {
        return key("address", attempt.address());
    }

    private static String loginKey(LoginAttempt attempt) {
        return key("login", attempt.login());
    }

    private static String normal(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }

    private static String key(String kind, String text) {
        return SecretHash.of(kind + "\n" + text).encoded();
    }
}
