package io.gatehouse.session;

import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.cache.LastUses;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.Grant;
import io.gatehouse.login.LiveLogins;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Sessions for browsers as a feature of the engine: the scheme {@code session}. A login ends in one by {@link #grant}; {@link #logins} are
 * listed and ended with those of all other kinds.
 *
 * <pre>{@code
 * Sessions sessions = Sessions.of(store, accounts, SessionPolicy.standard(), Clock.systemUTC(), new SecureRandom());
 * AuthEngine engine = AuthEngine.builder()
 *     .use(sessions)
 *     .use(PasswordLogin.of(passwords, accounts, hashing, throttle, sessions.grant()).withPath(Sessions.LOGIN_PATH))
 *     .use(LoginEndpoints.of(accounts, sessions.logins()))
 *     .protect("/admin/*", role("admin"), sessions)
 *     .build();
 * }</pre>
 *
 * <p>The cookie is {@code __Host-gatehouse}: {@code Secure}, {@code HttpOnly}, {@code SameSite=Lax}, for this host only. Rules that name
 * schemes without this one don't read it. Who calls by a session is its account, with its roles and scopes of this moment.
 *
 * <p>Safe for any number of threads. Closing it writes the last uses that are not yet written.
 */
public final class Sessions implements AuthFeature {
    /** Where a login by password that ends in a session usually stands. */
    public static final String LOGIN_PATH = "/api/auth/session";

    private final LastUses lastUses;
    private final Authenticator authentication;
    private final Grant grant;
    private final LiveLogins logins;

    private Sessions(LastUses lastUses, Authenticator authentication, Grant grant, LiveLogins logins) {
        this.lastUses = lastUses;
        this.authentication = authentication;
        this.grant = grant;
        this.logins = logins;
    }

    /**
     * Makes the feature.
     *
     * @param store where sessions are kept
     * @param accounts where their accounts are found
     * @param policy how long they live
     * @param clock tells the present; instants are cut to milliseconds, which every store can keep
     * @param random where their ids come from
     * @return the feature
     */
    public static Sessions of(
            SessionStore store, AccountStore accounts, SessionPolicy policy, Clock clock, SecureRandom random) {
        Clock millis = Clock.tick(clock, Duration.ofMillis(1));
        LastUses lastUses =
                new LastUses(seen -> store.touch(seen, policy.idle()), policy.flushInterval(), millis.instant());
        SessionVerifier verifier = new SessionVerifier(store, accounts, policy, lastUses, millis);
        SessionCookie cookie = new SessionCookie(policy.plainHttpOnLocalhost());
        return new Sessions(
                lastUses,
                new SessionAuthentication(cookie, verifier),
                new SessionGrant(store, verifier, policy, cookie, millis, random),
                new SessionLogins(store, verifier, cookie, millis, random));
    }

    /**
     * Hands out a cookie at the end of a login.
     *
     * @return the grant
     */
    public Grant grant() {
        return grant;
    }

    /**
     * The sessions, to be listed and ended.
     *
     * @return the live logins of kind {@code session}
     */
    public LiveLogins logins() {
        return logins;
    }

    @Override
    public List<Authenticator> authenticators() {
        return List.of(authentication);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of();
    }

    /** Writes the last uses that are not yet written. */
    @Override
    public void close() {
        lastUses.flush();
    }
}
