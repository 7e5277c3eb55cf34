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

    /**
     * Starts it.
     *
     * @param target the origin that the page attacks
     */
    static OtherOrigin attacking(String target) throws IOException {
        return serving(attack(target));
    }

    /**
     * Starts it.
     *
     * @param page what it shows
     */
    static OtherOrigin serving(String page) throws IOException {
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

    /** What browsers let a page send elsewhere without asking: forms, and simple requests. */
    private static String attack(String target) {
        String body = "{&quot;name&quot;:&quot;evil&quot;,&quot;x&quot;:&quot;";
        return """
                <!doctype html><title>evil</title>
                <form id=make method=post enctype=text/plain action='%1$s/api/apikeys'>
                  <input name='%2$s' value='&quot;}'><button>make</button></form>
                <form id=login method=post enctype=text/plain action='%1$s/api/auth/session'>
                  <input name='%2$s' value='&quot;}'><button>login</button></form>
                <form id=logout method=post action='%1$s/api/auth/logout'><button>logout</button></form>
                <p id=done></p>
                <script>
                  const send = (method, path, body, type) => fetch('%1$s' + path,
                      {method, body, credentials: 'include', mode: method === 'POST' && !type ? 'no-cors' : 'cors',
                       headers: type ? {'Content-Type': type} : {}}).catch(() => {});
                  Promise.all([
                    send('POST', '/api/auth/logout'),
                    send('POST', '/api/auth/logout', '{"everywhere":true}', 'application/json'),
                    send('POST', '/api/apikeys', '{"name":"evil"}'),
                    send('POST', '/api/apikeys', '{"name":"evil"}', 'application/json'),
                    send('DELETE', '/api/auth/sessions')
                  ]).then(() => { document.getElementById('done').textContent = 'all sent'; });
                </script>
                """.formatted(target, body);
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
