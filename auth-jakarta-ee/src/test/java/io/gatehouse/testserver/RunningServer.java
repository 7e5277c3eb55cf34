package io.gatehouse.testserver;

import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A server that was started with {@link Surroundings}. */
public final class RunningServer implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Object server;
    private final URLClassLoader loader;
    private final int port;

    RunningServer(Object server, URLClassLoader loader) throws ReflectiveOperationException {
        this.server = server;
        this.loader = loader;
        port = (Integer) server.getClass().getMethod("port").invoke(server);
    }

    /** Sends a request with header fields, name after value. */
    public HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws IOException, ReflectiveOperationException {
        server.getClass().getMethod("close").invoke(server);
        loader.close();
    }
}
