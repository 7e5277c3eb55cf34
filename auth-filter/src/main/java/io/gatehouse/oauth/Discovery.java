package io.gatehouse.oauth;

import io.gatehouse.Rejection;
import io.gatehouse.http.BoundedExchange.Answer;
import io.gatehouse.json.JsonException;
import io.gatehouse.token.KeySource;
import io.gatehouse.token.RemoteJwkSet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a provider publishes about itself (OpenID Connect Discovery section 4), fetched when it is first needed and kept. After an hour it
 * is fetched again in the background, and used meanwhile, also for as long as the provider is down. However many logins ask, there is one
 * fetch at a time, and none in the 10 s after one; who needs it meanwhile is sent away at once. Safe for any number of threads.
 */
final class Discovery {
    /** How old metadata gets before it is fetched again. */
    static final Duration MAX_AGE = Duration.ofHours(1);

    /** How long nothing is fetched after a fetch. */
    static final Duration COOL_DOWN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    /** Metadata with the keys that it names, and how often these have moved. */
    record Found(ProviderMetadata metadata, URI jwksUri, KeySource keys, long moves) {}

    private record Known(@Nullable Found found, long staleAt) {}

    private final String issuer;
    private final boolean httpAllowed;
    private final ProviderHttp http;
    private final Clock clock;
    private final Object lock = new Object();
    private volatile Known known = new Known(null, 0);
    private long quietUntil = Long.MIN_VALUE;
    private @Nullable CompletableFuture<Void> running;

    Discovery(String issuer, boolean httpAllowed, ProviderHttp http, Clock clock) {
        this.issuer = issuer;
        this.httpAllowed = httpAllowed;
        this.http = http;
        this.clock = clock;
    }

    /** What is known; waits for it only if nothing is. */
    Found current() throws Rejection {
        Known at = known;
        if (at.found() != null) {
            if (isDue(at.staleAt(), MAX_AGE)) {
                var unused = fetchUnlessQuiet();
            }
            return at.found();
        }
        CompletableFuture<Void> fetching = fetchUnlessQuiet();
        if (fetching != null) {
            http.await(() -> fetching);
        }
        Found found = known.found();
        if (found == null) {
            throw ProviderHttp.unavailable("the metadata of " + issuer + " can't be had");
        }
        return found;
    }

    /** Changes whenever keys are lost, also because they are published elsewhere now. Does not wait. */
    long keysVersion() {
        Found found = known.found();
        return found == null ? 0 : (found.moves() << 32) + found.keys().version();
    }

    /** The fetch that is under way, or a new one, or null if it is too soon for one. */
    private @Nullable CompletableFuture<Void> fetchUnlessQuiet() {
        synchronized (lock) {
            if (running != null) {
                return running;
            }
            if (!isDue(quietUntil, COOL_DOWN)) {
                return null;
            }
            quietUntil = clock.millis() + COOL_DOWN.toMillis();
            CompletableFuture<Void> done = new CompletableFuture<>();
            running = done;
            var unused = start().whenComplete((found, failure) -> finish(done, found, failure));
            return done;
        }
    }

    /** A time further away than it was ever set means that the clock was set back. */
    private boolean isDue(long time, Duration setAhead) {
        long now = clock.millis();
        return now >= time || time - now > setAhead.toMillis();
    }

    /** A fetch that can't even start fails like any other; otherwise it would count as under way for ever. */
    private CompletableFuture<Found> start() {
        try {
            String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            URI uri = URI.create(base + "/.well-known/openid-configuration");
            return http.start(HttpRequest.newBuilder(uri)).thenApply(this::read);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Found read(Answer answer) {
        try {
            if (answer.status() != 200) {
                throw new JsonException("status " + answer.status());
            }
            ProviderMetadata metadata = ProviderMetadata.parse(ProviderHttp.json(answer), issuer);
            if (!metadata.isSafe(httpAllowed)) {
                throw new JsonException("an address in it is not https");
            }
            return found(metadata, metadata.jwksUri().orElseThrow());
        } catch (JsonException e) {
            throw new CompletionException(e);
        }
    }

    /** The keys that are known stay, unless they are somewhere else now. */
    private Found found(ProviderMetadata metadata, URI jwksUri) {
        Found before = known.found();
        if (before != null && before.jwksUri().equals(jwksUri)) {
            return new Found(metadata, jwksUri, before.keys(), before.moves());
        }
        KeySource keys = httpAllowed ? RemoteJwkSet.insecureAllowHttp(jwksUri, clock) : RemoteJwkSet.of(jwksUri, clock);
        return new Found(metadata, jwksUri, keys, before == null ? 0 : before.moves() + 1);
    }

    private void finish(CompletableFuture<Void> done, @Nullable Found found, @Nullable Throwable failure) {
        synchronized (lock) {
            if (found != null) {
                known = new Known(found, clock.millis() + MAX_AGE.toMillis());
            }
            running = null;
        }
        if (failure != null) {
            LOG.warn("the metadata of {} can't be had: {}", issuer, failure.toString());
        }
        done.complete(null);
    }
}
