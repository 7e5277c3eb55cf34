package io.gatehouse.benchmarks;

import static io.gatehouse.Requirement.anyone;
import static io.gatehouse.Requirement.scopes;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthRequest;
import io.gatehouse.Decision;
import io.gatehouse.Requirement;
import io.gatehouse.apikey.ApiKeyPolicy;
import io.gatehouse.apikey.ApiKeyStore;
import io.gatehouse.apikey.ApiKeys;
import io.gatehouse.login.Account;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryApiKeyStore;
import io.gatehouse.memory.MemoryRevocationStore;
import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.SignatureAlgorithm;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** An engine as an application would wire it, with everything in memory. */
final class SampleEngine {
    static final String OPEN = "/api/public/news";
    static final String SCOPED = "/api/orders";

    private static final int REMEMBERED = 10_000;

    private final Clock clock = Clock.systemUTC();
    private final SampleIssuer issuer;
    private final ApiKeyStore keys = new MemoryApiKeyStore();
    private final Revocations revocations =
            Revocations.of(new MemoryRevocationStore(), clock).withCapacity(2_000_000);
    private final AuthEngine engine;

    private SampleEngine(SignatureAlgorithm algorithm, int remembered) {
        issuer = new SampleIssuer(algorithm);
        MemoryAccountStore accounts = new MemoryAccountStore();
        accounts.put(
                new Account("ada", "ada@app.example", Set.of("user"), Set.of("orders:read", "orders:write"), true));
        BearerAuthentication bearer =
                BearerAuthentication.of(issuer.verifier(), revocations, clock).withRememberedTokens(remembered);
        ApiKeys apiKeys = ApiKeys.of(keys, accounts, ApiKeyPolicy.standard(), clock, new SecureRandom());
        engine = AuthEngine.builder()
                .use(bearer)
                .use(apiKeys)
                .protect("/api/public/*", anyone())
                .protect(SCOPED, scopes("orders:read"), bearer, apiKeys)
                .build();
    }

    /** Remembers tokens, as engines do unless told otherwise. */
    static SampleEngine remembering() {
        return new SampleEngine(SignatureAlgorithm.ES256, REMEMBERED);
    }

    /** Takes every token for one that it has never seen. */
    static SampleEngine forgetful(SignatureAlgorithm algorithm) {
        return new SampleEngine(algorithm, 0);
    }

    SampleIssuer issuer() {
        return issuer;
    }

    AuthEngine engine() {
        return engine;
    }

    void addKey(SampleKey key, String ownerId) {
        keys.insert(key.record(ownerId, clock.instant()));
    }

    void revoke(String loginId) {
        revocations.revoke(loginId, clock.instant().plus(Duration.ofHours(1)));
    }

    Decision decide(AuthRequest request) {
        return engine.decide(request, Requirement.anyone());
    }

    /** The request, if the engine answers it as the benchmark assumes: a mistake in here must not look like a fast engine. */
    SampleRequest expect(boolean allowed, SampleRequest request) {
        if (decide(request) instanceof Decision.Allow != allowed) {
            throw new IllegalStateException("not the decision that is to be measured");
        }
        return request;
    }
}
