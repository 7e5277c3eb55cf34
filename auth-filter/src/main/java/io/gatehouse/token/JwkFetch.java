package io.gatehouse.token;

import io.gatehouse.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fetches a set of keys: one request, no redirects, and nothing beyond a time and a size. */
final class JwkFetch {
    /** No issuer's set is nearly as large. */
    static final int MAX_BYTES = 256 * 1024;

    private final HttpClient client;
    private final HttpRequest request;
    private final Duration timeout;

    JwkFetch(URI uri, Duration timeout) {
        this.timeout = timeout;
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
        request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
    }

    /** The time-out of the request ends with the header; that of the future covers the body as well. */
    CompletableFuture<JwkSet> start() {
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request, JwkFetch::body);
        return exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> exchange.cancel(true))
                .thenApply(response -> read(response.body()));
    }

    private static JwkSet read(byte[] body) {
        try {
            return JwkSet.parseRemote(body);
        } catch (JsonException e) {
            throw new CompletionException(e);
        }
    }

    private static HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo info) {
        String type = info.headers().firstValue("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        String bare =
                (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
        if (info.statusCode() != 200) {
            return new Body("status " + info.statusCode());
        }
        boolean json = bare.equals("application/json") || bare.equals("application/jwk-set+json");
        return new Body(json ? null : "not JSON by its Content-Type");
    }

    /** Collects a body up to the limit, or refuses it unread. */
    private static final class Body implements HttpResponse.BodySubscriber<byte[]> {
        private final @Nullable String refusal;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        Body(@Nullable String refusal) {
            this.refusal = refusal;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (refusal == null) {
                given.request(Long.MAX_VALUE);
            } else {
                refuse(refusal);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (bytes.size() + part.remaining() > MAX_BYTES) {
                    refuse("longer than " + MAX_BYTES + " bytes");
                    return;
                }
                byte[] chunk = new byte[part.remaining()];
                part.get(chunk);
                bytes.write(chunk, 0, chunk.length);
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(bytes.toByteArray());
        }

        private void refuse(String why) {
            whole.completeExceptionally(new IOException(why));
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
