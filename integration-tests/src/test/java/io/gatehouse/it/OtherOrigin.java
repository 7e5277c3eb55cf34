package io.gatehouse.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Somebody else's server on this machine: the same host to cookies, another origin to browsers. It serves one page that attacks. */
final class OtherOrigin implements AutoCloseable {
    private final HttpServer server;
    private final String page;
    private final Queue<String> cookies = new ConcurrentLinkedQueue<>();

    private OtherOrigin(HttpServer server, String page) {
        this.server = server;
        this.page = page;
    }

    static OtherOrigin serve(String page) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        OtherOrigin other = new OtherOrigin(server, page);
        server.createContext("/", other::answer);
        server.start();
        return other;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The cookies that browsers have sent here. */
    List<String> cookies() {
        return List.copyOf(cookies);
    }

    private void answer(HttpExchange exchange) throws IOException {
        cookies.addAll(exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
