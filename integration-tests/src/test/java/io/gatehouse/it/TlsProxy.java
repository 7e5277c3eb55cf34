package io.gatehouse.it;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A reverse proxy that ends TLS and passes requests on in plain text, with the headers {@code X-Forwarded-…}: it adds to the first of
 * them and replaces the others. It says that its clients are elsewhere, or all of them would be this machine.
 */
final class TlsProxy implements AutoCloseable {
    /** An address of RFC 5737, which nobody has. */
    static final String CLIENT = "198.51.100.7";

    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "content-length",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final HttpsServer server;
    private final ExecutorService threads;
    private final int target;

    private TlsProxy(HttpsServer server, ExecutorService threads, int target) {
        this.server = server;
        this.threads = threads;
        this.target = target;
    }

    /**
     * Starts it.
     *
     * @param target the port of this machine that requests go to
     */
    static TlsProxy to(int target) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.context()));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        server.setExecutor(threads);
        TlsProxy proxy = new TlsProxy(server, threads, target);
        server.createContext("/", proxy::pass);
        server.start();
        return proxy;
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> answer = HTTP.send(request(exchange), BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (isPassedOn(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        URI uri = URI.create("http://localhost:" + target + exchange.getRequestURI());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        Headers headers = exchange.getRequestHeaders();
        headers.forEach((name, values) -> {
            if (isPassedOn(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.header("X-Forwarded-For", CLIENT)
                .header("X-Forwarded-Proto", "https")
                .header(
                        "X-Forwarded-Host",
                        headers.getOrDefault("Host", List.of("")).get(0))
                .build();
    }

    private static boolean isPassedOn(String header) {
        return !header.startsWith(":") && !NOT_PASSED_ON.contains(header.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
