package io.gatehouse.apikey;

import static io.gatehouse.Requirement.anyone;
import static io.gatehouse.Requirement.scopes;
import static io.gatehouse.Requirement.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.Decision;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Account;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine with API keys, two accounts and a clock; what a client could do with it. */
final class ApiKeyScene {
    static final String ALL_SCOPES = "data:read orders:read orders:write";
    static final String UNKNOWN_ID = "0000000000000000";

    final MutableClock clock = MutableClock.create();
    final WatchedStore store = new WatchedStore();
    final Map<String, Account> accounts = new ConcurrentHashMap<>();
    final List<AuthEvent> events = new CopyOnWriteArrayList<>();
    final AuthEngine engine;

    ApiKeyScene() {
        this(ApiKeyPolicy.standard());
    }

    ApiKeyScene(ApiKeyPolicy policy) {
        account("ada", true, "data:read", "orders:read", "orders:write");
        account("grace", true, "data:read", "orders:read", "orders:write");
        ApiKeys apiKeys =
                ApiKeys.of(store, id -> Optional.ofNullable(accounts.get(id)), policy, clock, new SecureRandom());
        engine = AuthEngine.builder()
                .clock(clock)
                .listener(events::add)
                .use(new TestLogin(clock))
                .use(apiKeys)
                .protect("/open", anyone())
                .protect("/any", signedIn())
                .protect("/api/data", scopes("data:read"), apiKeys)
                .protect("/api/orders", scopes("orders:write"))
                .build();
    }

    void account(String id, boolean enabled, String... scopes) {
        accounts.put(id, new Account(id, id + "@example.com", Set.of("admin"), Set.of(scopes), enabled));
    }

    static RequestBuilder asAda(RequestBuilder request) {
        return request.header("Authorization", "Bearer ada " + ALL_SCOPES);
    }

    static RequestBuilder asGrace(RequestBuilder request) {
        return request.header("Authorization", "Bearer grace " + ALL_SCOPES);
    }

    static RequestBuilder withKey(String path, String key) {
        return RequestBuilder.get(path).header("X-API-Key", key);
    }

    /** A request that the engine answers itself. */
    Reply answer(RequestBuilder request) {
        Decision decision = engine.decide(request.build(), Requirement.anyone());
        assertThat(decision).isInstanceOf(Decision.Answer.class);
        return ((Decision.Answer) decision).reply();
    }

    /** A request that the engine lets through. */
    Optional<Identity> allowed(RequestBuilder request) {
        Decision decision = engine.decide(request.build(), Requirement.anyone());
        assertThat(decision).isInstanceOf(Decision.Allow.class);
        return ((Decision.Allow) decision).identity();
    }

    Identity identity(String key) {
        return allowed(withKey("/any", key)).orElseThrow();
    }

    boolean works(String key) {
        Decision decision = engine.decide(withKey("/any", key).build(), Requirement.anyone());
        return decision instanceof Decision.Allow;
    }

    /** Ada makes a key; answers the members of the reply. */
    JsonObject create(Map<String, ?> body) {
        Reply reply = answer(asAda(RequestBuilder.post("/api/apikeys")).json(body));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return object(reply);
    }

    String createdKey(String... scopes) {
        return text(create(Map.of("name", "a key", "scopes", List.of(scopes))), "apiKey");
    }

    Reply rotate(String id, Map<String, ?> body) {
        return answer(
                asAda(RequestBuilder.post("/api/apikeys/" + id + "/rotate")).json(body));
    }

    Reply revoke(String id) {
        return answer(asAda(RequestBuilder.of("DELETE", "/api/apikeys/" + id)));
    }

    Reply list() {
        return answer(asAda(RequestBuilder.get("/api/apikeys")));
    }

    /** The members of each key that Ada's list shows. */
    List<JsonObject> listed() {
        try {
            return ((List<?>) Json.parse(list().body().getBytes(StandardCharsets.UTF_8)))
                    .stream().map(JsonObject.class::cast).toList();
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    static String idOf(String key) {
        return key.substring(4, 20);
    }

    static JsonObject object(Reply reply) {
        try {
            return Json.parseObject(reply.body().getBytes(StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    static String text(JsonObject object, String name) {
        try {
            return object.string(name).orElseThrow();
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    static String code(Reply reply) {
        return text(object(reply), "code");
    }
}
