package io.gatehouse.oauth;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.json.JsonException;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SealingKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals tokens of providers for the store, and opens them. What is sealed is bound to provider, issuer and account: rows can't be swapped. */
final class ProviderTokenSafe {
    /** How long tokens that can be refreshed are kept after they were last written. */
    static final Duration RETENTION = Duration.ofDays(365);

    private static final Logger LOG = LoggerFactory.getLogger(ProviderTokenSafe.class);
    private static final int MAX_WRITES = 3;

    private final ProviderTokenStore store;
    private final SealingKey key;
    private final Clock clock;
    private final SecureRandom random;
    private final PurgeTimer timer = new PurgeTimer();

    ProviderTokenSafe(ProviderTokenStore store, SealingKey key, Clock clock, SecureRandom random) {
        this.store = store;
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    Optional<SealedProviderTokens> find(String accountId, String providerId) {
        return store.find(accountId, providerId).filter(found -> clock.instant().isBefore(found.expiresAt()));
    }

    Optional<KeptTokens> open(SealedProviderTokens record, OAuthProvider provider) {
        Optional<String> text = key.open(purpose(record.accountId(), provider), record.sealed());
        if (text.isEmpty()) {
            LOG.warn("the tokens of {} of an account were sealed by another key, or changed", provider);
            return Optional.empty();
        }
        try {
            return Optional.of(KeptTokens.parse(text.get()));
        } catch (JsonException e) {
            throw new IllegalStateException("what was sealed here has another form", e);
        }
    }

    void keep(String accountId, OAuthProvider provider, KeptTokens tokens) {
        timer.purge(clock.instant(), store::deleteExpired);
        if (tokens.isKeepable()) {
            store.put(sealed(accountId, provider, withRefreshToken(accountId, provider, tokens)));
        } else {
            LOG.warn("{} issued tokens that are too long, or no tokens: they are not kept", provider);
        }
    }

    /** Some providers issue a refresh token at the first sign-in only: the one that is kept stays good. */
    private KeptTokens withRefreshToken(String accountId, OAuthProvider provider, KeptTokens tokens) {
        if (tokens.refreshToken().isPresent()) {
            return tokens;
        }
        return find(accountId, provider.id())
                .flatMap(record -> open(record, provider))
                .filter(kept -> kept.subject().equals(tokens.subject()))
                .filter(kept -> kept.refreshToken().isPresent())
                .map(tokens::withRefreshTokenOf)
                .orElse(tokens);
    }

    /** The provider may have used up the refresh token before, so the new one is not given up at the first failure of the store. */
    void keepRefreshed(SealedProviderTokens claimed, OAuthProvider provider, KeptTokens tokens) {
        SealedProviderTokens next = sealed(claimed.accountId(), provider, tokens);
        for (int write = 1; ; write++) {
            try {
                // False if the person signed in anew meanwhile, and those tokens stay; or if the write before went
                // through
                boolean unused = store.replace(claimed.version(), next);
                return;
            } catch (StoreUnavailableException e) {
                if (write == MAX_WRITES) {
                    throw e;
                }
            }
        }
    }

    boolean replace(SealedProviderTokens expected, SealedProviderTokens next) {
        return store.replace(expected.version(), next);
    }

    boolean delete(SealedProviderTokens record) {
        return store.delete(record.accountId(), record.providerId(), record.version());
    }

    SealedProviderTokens claimed(SealedProviderTokens record, Instant until) {
        return record.claimed(OpaqueToken.newId(random), Instant.ofEpochMilli(until.toEpochMilli()));
    }

    /** Lets others try. That it fails is no harm: the claim ends by itself. */
    void release(SealedProviderTokens claimed) {
        try {
            boolean unused = store.replace(claimed.version(), claimed.released(OpaqueToken.newId(random)));
        } catch (StoreUnavailableException e) {
            LOG.warn("the tokens of an account stay claimed for a while: {}", e.getMessage());
        }
    }

    private SealedProviderTokens sealed(String accountId, OAuthProvider provider, KeptTokens tokens) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Instant end = tokens.refreshToken().isPresent()
                ? now.plus(RETENTION)
                : tokens.expiresAt().orElse(now.plus(RETENTION));
        return new SealedProviderTokens(
                accountId,
                provider.id(),
                OpaqueToken.newId(random),
                key.seal(purpose(accountId, provider), tokens.toJson(), random),
                Optional.empty(),
                Instant.ofEpochMilli(end.toEpochMilli()));
    }

    /** The issuer too: an id that is given to another provider one day does not hand it the tokens of the first. */
    private static String purpose(String accountId, OAuthProvider provider) {
        return "provider tokens\n" + provider.id() + "\n" + provider.issuer().length() + ":" + provider.issuer()
                + accountId;
    }
}
