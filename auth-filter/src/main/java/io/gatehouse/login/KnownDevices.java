package io.gatehouse.login;

import io.gatehouse.AuthRequest;
import io.gatehouse.RateLimit;
import io.gatehouse.SetCookie;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SecretHash;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a login succeeded before: the browser that has the cookie of it ("device cookies" of OWASP), or, for clients that keep no cookies,
 * the address. Each has a counter in the {@link AttemptStore}, under a digest of login and cookie, or login and address: without either
 * nobody can find it, let alone use it up. The cookie proves nothing but that, and is another after each login.
 */
final class KnownDevices {
    static final String COOKIE = "__Host-gatehouse-device";
    /** Failures in a row, after which a device is a stranger until it has logged in as one. */
    static final int MAX_FAILURES = 10;
    /** As long as browsers keep a cookie. */
    static final Duration COOKIE_LIFETIME = Duration.ofDays(400);
    /** Addresses are given to other people sooner or later. */
    static final Duration ADDRESS_LIFETIME = Duration.ofDays(30);
    /** Of one login: else a program that logs in without keeping cookies would leave a counter each time. */
    static final RateLimit NEW_DEVICES = RateLimit.of(10, Duration.ofDays(10));

    private static final String PREFIX = "gd";

    private final AttemptStore store;
    private final SecureRandom random;

    KnownDevices(AttemptStore store, SecureRandom random) {
        this.store = store;
        this.random = random;
    }

    /** Whether the client keeps cookies: every browser of today says where a POST comes from. */
    static boolean isBrowser(AuthRequest request) {
        return !request.headers("Sec-Fetch-Site").isEmpty()
                || !request.headers("Origin").isEmpty();
    }

    /** Counts an attempt with a cookie that this login got; empty if it got none, or has failed with it too often. */
    Optional<LoginAttempt> byCookie(LoginAttempt attempt, AuthRequest request, Instant now) {
        List<String> values = request.cookies(COOKIE);
        return values.size() != 1 || OpaqueToken.parse(PREFIX, values.get(0)).isEmpty()
                ? Optional.empty()
                : counted(cookieKey(attempt, values.get(0)), now).map(attempt::knownByCookie);
    }

    /** Counts an attempt from an address from which this login succeeded. */
    Optional<LoginAttempt> byAddress(LoginAttempt attempt, Instant now) {
        return attempt.browser()
                ? Optional.empty()
                : counted(addressKey(attempt), now).map(attempt::knownByAddress);
    }

    private Optional<String> counted(String key, Instant now) {
        return store.recordAgain(key, 1 + MAX_FAILURES, now) ? Optional.of(key) : Optional.empty();
    }

    /** Knows the device from now on, as one that has not failed. */
    List<SetCookie> remember(LoginAttempt attempt, Instant now) {
        if (!isSuccessor(attempt)
                && !store.take(newDevicesKey(attempt), NEW_DEVICES, now).taken()) {
            return List.of();
        }
        if (!attempt.browser()) {
            store.record(addressKey(attempt), ADDRESS_LIFETIME, now);
            return List.of();
        }
        String value = OpaqueToken.issue(PREFIX, random).reveal();
        store.record(cookieKey(attempt, value), COOKIE_LIFETIME, now);
        return List.of(new SetCookie(COOKIE, value, Optional.of(COOKIE_LIFETIME), SetCookie.SameSite.STRICT, true));
    }

    /**
     * Forgets what the device has failed, and tells whether a counter more takes the place of one that is gone. Of many logins at once with one
     * cookie, one has that successor: else each would leave another.
     */
    private boolean isSuccessor(LoginAttempt attempt) {
        if (attempt.browser()) {
            return attempt.cookieKey().filter(store::clear).isPresent();
        }
        // Also where it has failed too often and was a stranger: it begins anew. An address has one counter, whatever
        // happens
        return store.clear(addressKey(attempt)) || attempt.isFromKnownDevice();
    }

    void forgive(LoginAttempt attempt) {
        attempt.cookieKey().ifPresent(store::forgive);
        attempt.addressKey().ifPresent(store::forgive);
    }

    /** Neither a login nor a cookie has a line break, once they are read. */
    private static String cookieKey(LoginAttempt attempt, String value) {
        return key("device\n" + value + "\n" + attempt.login());
    }

    private static String addressKey(LoginAttempt attempt) {
        return key("near\n" + attempt.login() + "\n" + attempt.address());
    }

    private static String newDevicesKey(LoginAttempt attempt) {
        return key("devices\n" + attempt.login());
    }

    private static String key(String text) {
        return SecretHash.of(text).encoded();
    }
}
