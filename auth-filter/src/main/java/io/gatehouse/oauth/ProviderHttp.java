package io.gatehouse.oauth;

import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.http.BoundedExchange;
import io.gatehouse.http.BoundedExchange.Answer;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks one provider. An exchange is bounded in time and size and follows no redirect; how many wait at once is bounded too, so that a slow
 * provider can't take every request thread.
 */
final class ProviderHttp {
    /** How many requests may wait for one provider at once. */
    static final int MAX_AT_ONCE = 32;

    /** An exchange ends by itself at its time-out; who waits for it waits a little longer, only in case that it does not. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);

    private final BoundedExchange exchange;
    private final Duration timeout;
    private final Semaphore room = new Semaphore(MAX_AT_ONCE);

    ProviderHttp(Duration timeout) {
        this.timeout = timeout;
        exchange = new BoundedExchange(timeout);
    }

    static Duration requireTimeout(Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("a provider gets at most 30 s to answer");
        }
        return value;
    }

    /** Sends a request and does not wait. */
    CompletableFuture<Answer> start(HttpRequest.Builder request) {
        return exchange.send(request.header("Accept", "application/json"));
    }

    /** Sends a request and waits for the answer. */
    Answer ask(HttpRequest.Builder request) throws Rejection {
        return await(() -> start(request));
    }

    /** Waits for something that {@link #start} begins, if not too many wait already. */
    <T> T await(Supplier<CompletableFuture<T>> beginning) throws Rejection {
        if (!room.tryAcquire()) {
            throw unavailable("too many requests wait for it");
        }
        try {
            return beginning.get().get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        } catch (ExecutionException e) {
            throw unavailable(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            throw unavailable("no answer in time");
        } finally {
            room.release();
        }
    }

    static JsonObject json(Answer answer) throws JsonException {
        if (!answer.mediaType().equals("application/json")) {
            throw new JsonException("status " + answer.status() + ", not JSON by its Content-Type");
        }
        return Json.parseObject(answer.body()).withoutNulls();
    }

    static Rejection unavailable(String reason) {
        return new Rejection(
                Problem.of(OAuthProblems.PROVIDER_UNAVAILABLE, reason).withRetryAfter(Problem.RETRY_WHEN_UNAVAILABLE));
    }
}
