package io.gatehouse.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request and its answer: no redirects, and nothing beyond a time and a size. Safe for any number of threads. */
public final class BoundedExchange {
    /** The longest answer that is read, in bytes. */
    public static final int MAX_BYTES = 256 * 1024;

    private final HttpClient client;
    private final Duration timeout;

    /**
     * A client of its own.
     *
     * @param timeout how long an exchange may take, its connection and its body included
     */
    public BoundedExchange(Duration timeout) {
        this.timeout = timeout;
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * Sends a request.
     *
     * @param request the request; its own time-out is replaced
     * @return the answer, whatever its status; or failed, also if the answer is too long or does not end in time
     */
    public CompletableFuture<Answer> send(HttpRequest.Builder request) {
        // The time-out of the request ends with the header; that of the future covers the body as well
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request.timeout(timeout).build(), info -> new Body());
        return exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> exchange.cancel(true))
                .thenApply(response -> new Answer(response.statusCode(), mediaType(response), response.body()));
    }

    private static String mediaType(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** An answer, whole. */
    public static final class Answer {
        private final int status;
        private final String mediaType;
        private final byte[] body;

        private Answer(int status, String mediaType, byte[] body) {
            this.status = status;
            this.mediaType = mediaType;
            this.body = body;
        }

        /**
         * The status.
         *
         * @return for instance 200
         */
        public int status() {
            return status;
        }

        /**
         * The type of the body.
         *
         * @return the {@code Content-Type} in lower case, without parameters; empty if there is none
         */
        public String mediaType() {
            return mediaType;
        }

        /**
         * The body.
         *
         * @return a copy of its bytes
         */
        public byte[] body() {
            return body.clone();
        }
    }

    /** Collects a body up to the limit. */
    private static final class Body implements HttpResponse.BodySubscriber<byte[]> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (bytes.size() + part.remaining() > MAX_BYTES) {
                    refuse();
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

        private void refuse() {
            whole.completeExceptionally(new IOException("longer than " + MAX_BYTES + " bytes"));
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
