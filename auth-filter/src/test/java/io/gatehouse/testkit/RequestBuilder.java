package io.gatehouse.testkit;

import io.gatehouse.AuthRequest;
import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import io.gatehouse.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds requests for the engine without a container: {@code RequestBuilder.get("/a").header("X-API-Key", key).build()}. */
public final class RequestBuilder {
    private record Pair(String name, String value) {}

    private final String method;
    private final String path;
    private final List<Pair> headers = new ArrayList<>();
    private final List<Pair> cookies = new ArrayList<>();
    private final List<Pair> query = new ArrayList<>();
    private ByteBuffer body = ByteBuffer.allocate(0);
    private String origin = "https://app.example";
    private String clientAddress = "203.0.113.7";

    private RequestBuilder(String method, String path) {
        this.method = method;
        this.path = path;
    }

    /**
     * A request.
     *
     * @param method the method
     * @param path the decoded path
     * @return a builder
     */
    public static RequestBuilder of(String method, String path) {
        return new RequestBuilder(method, path);
    }

    /**
     * A GET request.
     *
     * @param path the decoded path
     * @return a builder
     */
    public static RequestBuilder get(String path) {
        return of("GET", path);
    }

    /**
     * A POST request without a body.
     *
     * @param path the decoded path
     * @return a builder
     */
    public static RequestBuilder post(String path) {
        return of("POST", path);
    }

    /**
     * Adds a header line.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public RequestBuilder header(String name, String value) {
        headers.add(new Pair(name, value));
        return this;
    }

    /**
     * Adds {@code Authorization: Bearer …}.
     *
     * @param token the token
     * @return this
     */
    public RequestBuilder bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /**
     * Adds a cookie.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public RequestBuilder cookie(String name, String value) {
        cookies.add(new Pair(name, value));
        return this;
    }

    /**
     * Adds a query parameter.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public RequestBuilder query(String name, String value) {
        query.add(new Pair(name, value));
        return this;
    }

    /**
     * Sets a JSON body with its content type.
     *
     * @param value what {@link Json#write} takes
     * @return this
     */
    public RequestBuilder json(Map<String, ?> value) {
        return body("application/json", Json.write(value));
    }

    /**
     * Sets a body with its content type.
     *
     * @param contentType the media type
     * @param text the body
     * @return this
     */
    public RequestBuilder body(String contentType, String text) {
        return body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sets a body with its content type.
     *
     * @param contentType the media type
     * @param bytes the body
     * @return this
     */
    public RequestBuilder body(String contentType, byte[] bytes) {
        body = ByteBuffer.wrap(bytes.clone());
        return header("Content-Type", contentType);
    }

    /**
     * Sets the origin that the client addressed.
     *
     * @param value {@code https://app.example} unless set
     * @return this
     */
    public RequestBuilder origin(String value) {
        origin = value;
        return this;
    }

    /**
     * Sets the client's address.
     *
     * @param value {@code 203.0.113.7} unless set
     * @return this
     */
    public RequestBuilder from(String value) {
        clientAddress = value;
        return this;
    }

    /**
     * Makes the request.
     *
     * @return an immutable request
     */
    public AuthRequest build() {
        return new Built(
                method,
                path,
                List.copyOf(headers),
                List.copyOf(cookies),
                List.copyOf(query),
                body,
                origin,
                clientAddress);
    }

    private record Built(
            String method,
            String path,
            List<Pair> headerLines,
            List<Pair> cookiePairs,
            List<Pair> parameters,
            ByteBuffer content,
            String origin,
            String clientAddress)
            implements AuthRequest {
        @Override
        public List<String> headers(String name) {
            if (name.equalsIgnoreCase("Cookie") && !cookiePairs.isEmpty()) {
                return List.of(cookiePairs.stream()
                        .map(pair -> pair.name() + "=" + pair.value())
                        .collect(Collectors.joining("; ")));
            }
            return headerLines.stream()
                    .filter(pair -> pair.name().equalsIgnoreCase(name))
                    .map(Pair::value)
                    .toList();
        }

        @Override
        public List<String> cookies(String name) {
            return values(cookiePairs, name);
        }

        @Override
        public List<String> queryParameters(String name) {
            return values(parameters, name);
        }

        @Override
        public byte[] body(int limit) throws Rejection {
            byte[] bytes = new byte[content.remaining()];
            content.duplicate().get(bytes);
            if (bytes.length > limit) {
                throw new Rejection(RequestProblems.REQUEST_TOO_LARGE, bytes.length + " bytes");
            }
            return bytes;
        }

        private static List<String> values(List<Pair> pairs, String name) {
            return pairs.stream()
                    .filter(pair -> pair.name().equals(name))
                    .map(Pair::value)
                    .toList();
        }
    }
}
