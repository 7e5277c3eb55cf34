package io.gatehouse.oauth;

import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.cache.SingleFlight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens of providers, for applications that call their APIs in the name of people who signed in. Kept sealed since the last
 * sign-in or linking with that provider, and refreshed (RFC 6749 section 6) a minute before they end: with one request at a time for each
 * account and provider, whichever nodes ask, so that providers that use up refresh tokens see each of them once.
 *
 * <p>They belong to the account, not to one of its logins: a logout leaves them. They go when the provider refuses to refresh them, a year
 * after they were last written, by {@link #forget}, and with an account of our own store of accounts; whoever deletes or unlinks accounts
 * otherwise calls {@link #forget}. Safe for any number of threads.
 */
public final class ProviderTokens {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderTokens.class);
    /** How often, and how many times, a node looks whether another has finished: it can't be told. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private static final int MAX_LOOKS = 50;
    /** How often a refresh begins anew because of somebody else. */
    private static final int MAX_ROUNDS = 3;
    /** How many requests may wait for refreshes, their own or another's of the same tokens. */
    private static final int MAX_WAITING = 64;
    /** Longer than a refresh may take; whoever waits for another's leaves then. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Key(String accountId, String providerId) {}

    private final ProviderTokenSafe safe;
    private final Map<String, ProviderClient> clients;
    private final Duration claim;
    private final Clock clock;
    private final SingleFlight<Key, ProviderAccess> underWay = new SingleFlight<>();
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    ProviderTokens(ProviderTokenSafe safe, Map<String, ProviderClient> clients, Duration timeout, Clock clock) {
        this.safe = safe;
        this.clients = clients;
        this.clock = clock;
        // Metadata, tokens, keys; a node that died holds up the others for so long
        claim = timeout.multipliedBy(3).plusSeconds(10);
    }

    /**
     * Finds an access token that is good for a while, and has it refreshed if need be.
     *
     * @param accountId whose it is: {@link io.gatehouse.Identity#accountId}
     * @param providerId the provider's id
     * @return the token, or why there is none
     * @throws IllegalArgumentException if there is no provider of that id
     * @throws StoreUnavailableException if the store can't be asked
     */
    public ProviderAccess accessToken(String accountId, String providerId) {
        ProviderClient client = clients.get(providerId);
        if (client == null) {
            throw new IllegalArgumentException("no provider has the id " + providerId);
        }
        Optional<SealedProviderTokens> found = safe.find(accountId, providerId);
        if (found.isEmpty()) {
            return new ProviderAccess.None();
        }
        Instant now = clock.instant();
        Optional<KeptTokens> kept = safe.open(found.get(), client.provider());
        if (kept.isEmpty()) {
            return new ProviderAccess.SignInAgain();
        }
        if (!kept.get().isDue(now) || kept.get().refreshToken().isEmpty()) {
            return ifNotOver(kept.get(), new ProviderAccess.SignInAgain());
        }
        if (!waiting.tryAcquire()) {
            return ifNotOver(kept.get(), new ProviderAccess.Unavailable("too many requests wait for refreshes"));
        }
        try {
            return underWay.run(new Key(accountId, providerId), () -> refresh(client, accountId), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ifNotOver(kept.get(), new ProviderAccess.Unavailable("interrupted"));
        } catch (TimeoutException e) {
            return ifNotOver(kept.get(), new ProviderAccess.Unavailable("another request's refresh failed"));
        } finally {
            waiting.release();
        }
    }

    /**
     * Forgets the tokens of an account at a provider. The provider is not told.
     *
     * @param accountId whose they are
     * @param providerId the provider's id
     * @throws StoreUnavailableException if the store can't be asked
     */
    public void forget(String accountId, String providerId) {
        Optional<SealedProviderTokens> found = safe.find(accountId, providerId);
        while (found.isPresent() && !safe.delete(found.get())) {
            found = safe.find(accountId, providerId);
        }
    }

    /** Keeps what a sign-in has brought, unless it has a form or size that can't be kept. */
    void keep(SignedIn signedIn, ProviderClient client, PendingLogin pending, String accountId) {
        safe.keep(
                accountId,
                client.provider(),
                KeptTokens.of(
                        signedIn.tokens(),
                        signedIn.person().subject(),
                        pending.nonce().encoded(),
                        clock.instant()));
    }

    private ProviderAccess ifNotOver(KeptTokens kept, ProviderAccess otherwise) {
        return kept.isOver(clock.instant())
                ? otherwise
                : new ProviderAccess.Granted(kept.accessToken(), kept.expiresAt());
    }

    /** Claims the record, asks the provider, and writes down what came of it. Begins anew when somebody else was quicker. */
    private ProviderAccess refresh(ProviderClient client, String accountId) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Optional<SealedProviderTokens> found = unclaimed(accountId, client.provider());
            Optional<KeptTokens> opened = found.flatMap(record -> safe.open(record, client.provider()));
            if (opened.isEmpty()) {
                return found.isEmpty() ? new ProviderAccess.None() : new ProviderAccess.SignInAgain();
            }
            KeptTokens kept = opened.get();
            if (!kept.isDue(clock.instant()) || kept.refreshToken().isEmpty()) {
                return ifNotOver(kept, new ProviderAccess.SignInAgain());
            }
            if (found.get().isClaimed(clock.instant())) {
                return ifNotOver(kept, new ProviderAccess.Unavailable("another node refreshes it"));
            }
            SealedProviderTokens claimed =
                    safe.claimed(found.get(), clock.instant().plus(claim));
            if (safe.replace(found.get(), claimed)) {
                Optional<ProviderAccess> access = ask(client, claimed, kept);
                if (access.isPresent()) {
                    return access.get();
                }
            }
        }
        return new ProviderAccess.Unavailable("the tokens change all the time");
    }

    /** The record as soon as no other node has it for itself; or, while that takes too long, as it is. */
    private Optional<SealedProviderTokens> unclaimed(String accountId, OAuthProvider provider) {
        Optional<SealedProviderTokens> found = safe.find(accountId, provider.id());
        for (int look = 0; look < MAX_LOOKS && found.isPresent() && found.get().isClaimed(clock.instant()); look++) {
            // A token that is still good is not worth waiting
            boolean good = safe.open(found.get(), provider)
                    .map(kept -> !kept.isOver(clock.instant()))
                    .orElse(true);
            if (good || !pause()) {
                return found;
            }
            found = safe.find(accountId, provider.id());
        }
        return found;
    }

    private static boolean pause() {
        try {
            CompletableFuture.runAsync(
                            () -> {},
                            CompletableFuture.delayedExecutor(
                                    LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS, Runnable::run))
                    .get();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return false;
        }
    }

    /** What came of the request; empty if the person signed in anew meanwhile, so that there are other tokens. */
    private Optional<ProviderAccess> ask(ProviderClient client, SealedProviderTokens claimed, KeptTokens kept) {
        Optional<TokenResponse> answer;
        try {
            answer = client.refresh(kept);
        } catch (Rejection e) {
            LOG.warn(
                    "{} did not refresh a token: {}",
                    client.provider(),
                    e.problem().reason());
            safe.release(claimed);
            return Optional.of(
                    ifNotOver(kept, new ProviderAccess.Unavailable(e.problem().reason())));
        }
        if (answer.isEmpty()) {
            return safe.delete(claimed) ? Optional.of(new ProviderAccess.SignInAgain()) : Optional.empty();
        }
        KeptTokens next = kept.refreshed(answer.get(), clock.instant());
        safe.keepRefreshed(claimed, client.provider(), next);
        return Optional.of(new ProviderAccess.Granted(next.accessToken(), next.expiresAt()));
    }
}
