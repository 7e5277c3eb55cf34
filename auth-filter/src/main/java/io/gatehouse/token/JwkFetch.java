package io.gatehouse.token;

import io.gatehouse.http.BoundedExchange;
import io.gatehouse.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Fetches a set of keys: one request, no redirects, and nothing beyond a time and a size. */
final class JwkFetch {
    private static final Set<String> TYPES = Set.of("application/json", "application/jwk-set+json");

    private final URI uri;
    private final BoundedExchange exchange;

    JwkFetch(URI uri, Duration timeout) {
        this.uri = uri;
        exchange = new BoundedExchange(timeout);
    }

    CompletableFuture<JwkSet> start() {
        return exchange.send(HttpRequest.newBuilder(uri).header("Accept", "application/jwk-set+json, application/json"))
                .thenApply(JwkFetch::read);
    }

    private static JwkSet read(BoundedExchange.Answer answer) {
        if (answer.status() != 200) {
            throw new CompletionException(new IOException("status " + answer.status()));
        }
        if (!TYPES.contains(answer.mediaType())) {
            throw new CompletionException(new IOException("not JSON by its Content-Type"));
        }
        try {
            return JwkSet.parseRemote(answer.body());
        } catch (JsonException e) {
            throw new CompletionException(e);
        }
    }
}
