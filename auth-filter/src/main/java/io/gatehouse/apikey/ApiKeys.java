package io.gatehouse.apikey;

import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.PathPattern;
import io.gatehouse.cache.LastUses;
import io.gatehouse.login.AccountStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * API keys as a feature of the engine: the scheme {@code api-key}, and the endpoints with which people manage their keys.
 *
 * <pre>{@code
 * ApiKeys apiKeys = ApiKeys.of(store, accounts, ApiKeyPolicy.standard(), Clock.systemUTC(), new SecureRandom());
 * AuthEngine engine = AuthEngine.builder()
 *     .use(apiKeys)
 *     .protect("/api/data", scopes("data:read"), apiKeys)
 *     .build();
 * }</pre>
 *
 * <p>Who calls by a key is its owner, without roles, and with those scopes of the key that the owner still may give. The attributes
 * {@value #KEY_ID} and {@value #KEY_NAME} tell which key it is. Managing keys needs a login; a key is not enough.
 *
 * <p>Safe for any number of threads. Closing it writes the last uses that are not yet written.
 */
public final class ApiKeys implements AuthFeature {
    /** Where the endpoints stand unless moved. */
    public static final String DEFAULT_BASE_PATH = "/api/apikeys";

    /** The attribute of an {@link Identity} that holds the id of the key. */
    public static final String KEY_ID = Identity.API_KEY_ID;

    /** The attribute of an {@link Identity} that holds the name of the key. */
    public static final String KEY_NAME = "apiKeyName";

    private final ApiKeyStore store;
    private final ApiKeyPolicy policy;
    private final Clock clock;
    private final ApiKeyIssuer issuer;
    private final LastUses lastUses;
    private final Authenticator authentication;
    private final Optional<String> basePath;

    private ApiKeys(
            ApiKeyStore store,
            ApiKeyPolicy policy,
            Clock clock,
            ApiKeyIssuer issuer,
            LastUses lastUses,
            Authenticator authentication,
            Optional<String> basePath) {
        this.store = store;
        this.policy = policy;
        this.clock = clock;
        this.issuer = issuer;
        this.lastUses = lastUses;
        this.authentication = authentication;
        this.basePath = basePath;
    }

    /**
     * Makes the feature, with its endpoints below {@value #DEFAULT_BASE_PATH}.
     *
     * @param store where keys are kept
     * @param accounts where their owners are found
     * @param policy what keys look like and how long they live
     * @param clock tells the present; instants are cut to milliseconds, which every store can keep
     * @param random where the bits of keys come from
     * @return the feature
     */
    public static ApiKeys of(
            ApiKeyStore store, AccountStore accounts, ApiKeyPolicy policy, Clock clock, SecureRandom random) {
        Clock millis = Clock.tick(clock, Duration.ofMillis(1));
        LastUses lastUses = new LastUses(store::touch, policy.flushInterval(), millis.instant());
        ApiKeyVerifier verifier = new ApiKeyVerifier(store, accounts, policy, lastUses, millis);
        return new ApiKeys(
                store,
                policy,
                millis,
                new ApiKeyIssuer(store, accounts, policy, millis, random),
                lastUses,
                new ApiKeyAuthentication(
                        policy.headerName(), verifier, policy.rateLimit().map(limit -> ApiKeyLimit.of(limit, millis))),
                Optional.of(DEFAULT_BASE_PATH));
    }

    /**
     * Moves the endpoints.
     *
     * @param value where keys are made and listed, without a slash at the end; one key stands below it
     * @return a changed copy; use only one of the copies
     */
    public ApiKeys withBasePath(String value) {
        return new ApiKeys(store, policy, clock, issuer, lastUses, authentication, Optional.of(value));
    }

    /**
     * Leaves the endpoints out: keys are judged, but are made elsewhere.
     *
     * @return a changed copy; use only one of the copies
     */
    public ApiKeys withoutEndpoints() {
        return new ApiKeys(store, policy, clock, issuer, lastUses, authentication, Optional.empty());
    }

    @Override
    public List<Authenticator> authenticators() {
        return List.of(authentication);
    }

    @Override
    public List<Endpoint> endpoints() {
        return basePath.map(this::endpointsAt).orElse(List.of());
    }

    /** Writes the last uses that are not yet written. */
    @Override
    public void close() {
        lastUses.flush();
    }

    private List<Endpoint> endpointsAt(String path) {
        return List.of(
                new CreateApiKeyEndpoint(path, policy, issuer),
                new ListApiKeysEndpoint(path, store, lastUses, clock),
                new RotateApiKeyEndpoint(PathPattern.parse(path + "/{id}/rotate"), issuer),
                new RevokeApiKeyEndpoint(PathPattern.parse(path + "/{id}"), store, clock));
    }
}
