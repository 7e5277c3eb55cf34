package io.gatehouse.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gatehouse.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An OpenID provider on this machine whose every answer can be changed. It behaves well until it is told otherwise: it publishes metadata
 * and keys, takes a code once, asks for the PKCE verifier that fits, and signs ID tokens by RS256. Safe for any number of threads.
 */
public final class FakeProvider implements AutoCloseable {
    /** Where its metadata is. */
    public static final String METADATA = "/.well-known/openid-configuration";
    /** Where codes are exchanged. */
    public static final String TOKEN = "/token";
    /** Where its keys are. */
    public static final String JWKS = "/jwks";
    /** Where a person is asked for. */
    public static final String USERINFO = "/userinfo";
    /** Where tokens are asked about. */
    public static final String INTROSPECT = "/introspect";
    /** What opaque access tokens begin with; the subject follows. Every such token is active, for the audience {@code shop-api}. */
    public static final String OPAQUE = "opaque-token-of-";

    /** Answers a request of its own. */
    @FunctionalInterface
    public interface Answer {
        /**
         * Answers.
         *
         * @param exchange the request and the answer
         * @throws IOException if it fails
         * @throws InterruptedException if the provider is stopped meanwhile
         */
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /**
     * A request that came.
     *
     * @param path where to
     * @param authorization the header {@code Authorization}; empty if there is none
     * @param form the fields of its body
     */
    public record Received(String path, String authorization, Map<String, String> form) {}

    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger codes = new AtomicInteger();
    private final Map<String, Map<String, String>> authorized = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> refreshable = new ConcurrentHashMap<>();
    private final List<Received> received = new ArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Consumer<Map<String, Object>>> changes = new ConcurrentHashMap<>();
    private final FakeKeys keys = new FakeKeys();
    private volatile boolean rotates = true;

    private FakeProvider(Clock clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /**
     * Starts a provider.
     *
     * @param clock tells the time
     * @return the provider
     */
    public static FakeProvider start(Clock clock) {
        try {
            return new FakeProvider(clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Its name.
     *
     * @return an http address on this machine
     */
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Its keys.
     *
     * @return the keys, to be changed
     */
    public FakeKeys keys() {
        return keys;
    }

    /**
     * Changes what it publishes about itself.
     *
     * @param change applied to the members at each request
     */
    public void metadata(Consumer<Map<String, Object>> change) {
        changes.put(METADATA, change);
    }

    /**
     * Changes the claims of ID tokens.
     *
     * @param change applied to the claims of each token
     */
    public void claims(Consumer<Map<String, Object>> change) {
        changes.put("claims", change);
    }

    /**
     * Changes the headers of ID tokens.
     *
     * @param change applied to the header of each token
     */
    public void header(Consumer<Map<String, Object>> change) {
        changes.put("header", change);
    }

    /**
     * Changes token responses.
     *
     * @param change applied to the members of each response
     */
    public void tokens(Consumer<Map<String, Object>> change) {
        changes.put(TOKEN, change);
    }

    /**
     * Changes what it tells about people.
     *
     * @param change applied to the members of each answer
     */
    public void userInfo(Consumer<Map<String, Object>> change) {
        changes.put(USERINFO, change);
    }

    /**
     * Changes what it answers about tokens.
     *
     * @param change applied to the members of each answer
     */
    public void introspection(Consumer<Map<String, Object>> change) {
        changes.put(INTROSPECT, change);
    }

    /** Gives no new refresh tokens from now on; the old ones stay good. */
    public void stopRotating() {
        rotates = false;
    }

    /** Ends every refresh token. */
    public void endRefreshTokens() {
        refreshable.clear();
    }

    /**
     * Answers in another way altogether.
     *
     * @param path one of its paths
     * @param answer the answer to each request there
     */
    public void answers(String path, Answer answer) {
        answers.put(path, answer);
    }

    /**
     * Behaves well again.
     *
     * @param path one of its paths
     */
    public void answersWell(String path) {
        answers.remove(path);
    }

    /**
     * Some text, with a status and a type.
     *
     * @param status the status
     * @param type the media type
     * @param text the text
     * @return the answer
     */
    public static Answer typed(int status, String type, String text) {
        return exchange -> {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /**
     * What came to a path so far.
     *
     * @param path one of its paths
     * @return the requests, oldest first
     */
    public List<Received> received(String path) {
        synchronized (received) {
            return received.stream().filter(it -> it.path().equals(path)).toList();
        }
    }

    /**
     * Lets a person say yes, as if a browser had come along the address.
     *
     * @param location the authorization request
     * @param subject who it is
     * @return the parameters that the browser brings to the redirect URI: {@code code, state, iss}
     */
    public Map<String, String> authorize(URI location, String subject) {
        Map<String, String> request = new LinkedHashMap<>(parameters(location.getRawQuery()));
        request.put("subject", subject);
        String code = "code-" + codes.incrementAndGet();
        authorized.put(code, request);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", code);
        answer.put("state", request.getOrDefault("state", ""));
        answer.put("iss", issuer());
        return answer;
    }

    /**
     * The parameters of a query or form.
     *
     * @param query the text
     * @return names and values, decoded
     */
    public static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            Received request = new Received(path, authorization == null ? "" : authorization, parameters(body));
            synchronized (received) {
                received.add(request);
            }
            answers.getOrDefault(path, it -> well(request).to(it)).to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer well(Received request) {
        return switch (request.path()) {
            case METADATA -> json(200, METADATA, metadata());
            case JWKS -> typed(200, "application/json", keys.published());
            case TOKEN -> token(request);
            case INTROSPECT -> introspect(request);
            case USERINFO -> json(200, USERINFO, person(request.authorization()));
            default -> typed(404, "text/plain", "no such thing");
        };
    }

    private Answer json(int status, String name, Map<String, Object> members) {
        changes.getOrDefault(name, it -> {}).accept(members);
        return typed(status, "application/json", Json.write(members));
    }

    private Map<String, Object> metadata() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", issuer());
        members.put("authorization_endpoint", issuer() + "/authorize");
        members.put("token_endpoint", issuer() + TOKEN);
        members.put("userinfo_endpoint", issuer() + USERINFO);
        members.put("jwks_uri", issuer() + JWKS);
        members.put("introspection_endpoint", issuer() + INTROSPECT);
        members.put("end_session_endpoint", issuer() + "/logout");
        members.put("authorization_response_iss_parameter_supported", true);
        return members;
    }

    private Answer token(Received request) {
        if ("refresh_token".equals(request.form().get("grant_type"))) {
            return refresh(request);
        }
        Map<String, String> login = authorized.remove(request.form().getOrDefault("code", ""));
        boolean good = login != null
                && "authorization_code".equals(request.form().get("grant_type"))
                && login.get("redirect_uri").equals(request.form().get("redirect_uri"))
                && login.get("code_challenge").equals(s256(request.form().getOrDefault("code_verifier", "")));
        if (!good) {
            return typed(400, "application/json", "{\"error\":\"invalid_grant\"}");
        }
        String accessToken = "access-of-" + login.get("subject");
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("access_token", accessToken);
        members.put("token_type", "Bearer");
        members.put("expires_in", 300);
        members.put("refresh_token", refreshToken(login));
        members.put("id_token", idToken(login, accessToken));
        return json(200, TOKEN, members);
    }

    /** A refresh token is good once, unless it is told otherwise. */
    private Answer refresh(Received request) {
        String token = request.form().getOrDefault("refresh_token", "");
        Map<String, String> login = rotates ? refreshable.remove(token) : refreshable.get(token);
        if (login == null) {
            return typed(400, "application/json", "{\"error\":\"invalid_grant\"}");
        }
        String accessToken = "refreshed-access-" + codes.incrementAndGet() + "-of-" + login.get("subject");
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("access_token", accessToken);
        members.put("token_type", "Bearer");
        members.put("expires_in", 300);
        if (rotates) {
            members.put("refresh_token", refreshToken(login));
        }
        members.put("id_token", idToken(login, accessToken));
        return json(200, TOKEN, members);
    }

    private String refreshToken(Map<String, String> login) {
        String token = "refresh-" + codes.incrementAndGet() + "-of-" + login.get("subject");
        refreshable.put(token, login);
        return token;
    }

    private Answer introspect(Received request) {
        boolean proved = request.authorization().startsWith("Basic ")
                || request.form().containsKey("client_secret")
                || request.form().containsKey("client_assertion");
        if (!proved) {
            return typed(401, "application/json", "{\"error\":\"invalid_client\"}");
        }
        String token = request.form().getOrDefault("token", "");
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("active", token.startsWith(OPAQUE));
        if (token.startsWith(OPAQUE)) {
            long now = clock.instant().getEpochSecond();
            members.put("iss", issuer());
            members.put("sub", token.substring(OPAQUE.length()));
            members.put("aud", List.of("shop-api", "other-api"));
            members.put("client_id", "spa");
            members.put("token_type", "Bearer");
            members.put("scope", "orders:read orders:write");
            members.put("groups", List.of("user"));
            members.put("iat", now);
            members.put("exp", now + 300);
        }
        return json(200, INTROSPECT, members);
    }

    private String idToken(Map<String, String> login, String accessToken) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer());
        claims.put("sub", login.get("subject"));
        claims.put("aud", login.get("client_id"));
        claims.put("exp", now + 300);
        claims.put("iat", now);
        claims.put("auth_time", now);
        claims.put("nonce", login.getOrDefault("nonce", ""));
        claims.put("at_hash", atHash(accessToken));
        changes.getOrDefault("claims", it -> {}).accept(claims);
        return keys.sign(changes.getOrDefault("header", it -> {}), claims);
    }

    private static Map<String, Object> person(String authorization) {
        String subject = authorization.replace("Bearer access-of-", "");
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("sub", subject);
        members.put("name", "The name of " + subject);
        members.put("email", subject + "@provider.example");
        members.put("email_verified", true);
        return members;
    }

    private static String s256(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier));
    }

    private static String atHash(String accessToken) {
        byte[] half = Arrays.copyOf(sha256(accessToken), 16);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(half);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
