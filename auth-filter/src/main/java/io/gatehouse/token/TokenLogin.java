package io.gatehouse.token;

import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.Grant;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.login.LoginEndpoints;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Logins by tokens: a {@link Grant} that hands out an access token and a refresh token, the refresh endpoint, and the published
 * keys. The access tokens are verified by a {@link BearerAuthentication} over {@link #trustedIssuer}. Immutable.
 */
public final class TokenLogin implements AuthFeature {
    private final TokenPolicy policy;
    private final KeyRing keys;
    private final RefreshTokenStore store;
    private final Revocations revocations;
    private final AccountStore accounts;
    private final Clock clock;
    private final SecureRandom random;
    private final String basePath;
    private final UnansweredRotations unanswered = new UnansweredRotations();

    private TokenLogin(
            TokenPolicy policy,
            KeyRing keys,
            RefreshTokenStore store,
            Revocations revocations,
            AccountStore accounts,
            Clock clock,
            SecureRandom random,
            String basePath) {
        this.policy = policy;
        this.keys = keys;
        this.store = store;
        this.revocations = revocations;
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
        this.basePath = basePath;
    }

    /**
     * Logins by tokens.
     *
     * @param policy how tokens are issued
     * @param keys signs access tokens
     * @param store keeps refresh tokens
     * @param revocations ends access tokens; the same must be given to the {@link BearerAuthentication}
     * @param accounts where accounts are found at each refresh
     * @return the feature, with its endpoint below {@value LoginEndpoints#DEFAULT_BASE_PATH}
     */
    public static TokenLogin of(
            TokenPolicy policy, KeyRing keys, RefreshTokenStore store, Revocations revocations, AccountStore accounts) {
        return new TokenLogin(
                policy,
                keys,
                store,
                revocations,
                accounts,
                millis(Clock.systemUTC()),
                new SecureRandom(),
                LoginEndpoints.DEFAULT_BASE_PATH);
    }

    /**
     * Moves the refresh endpoint.
     *
     * @param value the path that it stands below, without a slash at the end
     * @return a changed copy
     */
    public TokenLogin withBasePath(String value) {
        return new TokenLogin(policy, keys, store, revocations, accounts, clock, random, value);
    }

    /**
     * Replaces clock and randomness, for tests.
     *
     * @param newClock tells the time
     * @param newRandom makes tokens and ids
     * @return a changed copy
     */
    public TokenLogin with(Clock newClock, SecureRandom newRandom) {
        return new TokenLogin(policy, keys, store, revocations, accounts, millis(newClock), newRandom, basePath);
    }

    /**
     * Hands out tokens at the end of a login.
     *
     * @return the grant
     */
    public Grant grant() {
        return replies();
    }

    /**
     * The logins that were handed out, to be listed and ended.
     *
     * @return the live logins of kind {@code token}
     */
    public LiveLogins logins() {
        return families();
    }

    /**
     * What a verifier needs to know to accept the access tokens that are issued here.
     *
     * @return policy and keys
     */
    public TrustedIssuer trustedIssuer() {
        return new TrustedIssuer(policy.verification(keys.signing().algorithm()), keys);
    }

    @Override
    public List<Authenticator> authenticators() {
        return List.of();
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                new RefreshEndpoint(basePath + "/refresh", rotation(), replies()),
                new JwkSetEndpoint("/.well-known/jwks.json", keys));
    }

    /** Instants that every store can keep whole. */
    private static Clock millis(Clock clock) {
        return Clock.tick(clock, Duration.ofMillis(1));
    }

    private RefreshFamilies families() {
        return new RefreshFamilies(store, revocations, policy.accessLifetime(), clock);
    }

    private RefreshRotation rotation() {
        return new RefreshRotation(policy, store, families(), accounts, unanswered, clock, random);
    }

    private TokenReplies replies() {
        return new TokenReplies(rotation(), new AccessTokenIssuer(policy, new JwtSigner(keys), random));
    }
}
