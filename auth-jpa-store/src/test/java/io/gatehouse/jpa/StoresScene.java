package io.gatehouse.jpa;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEngineBuilder;
import io.gatehouse.Decision;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.apikey.ApiKeyPolicy;
import io.gatehouse.apikey.ApiKeys;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Account;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordChange;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.PasswordLogin;
import io.gatehouse.password.PasswordPolicy;
import io.gatehouse.password.StoredPassword;
import io.gatehouse.session.SessionPolicy;
import io.gatehouse.session.Sessions;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.JwtVerifier;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.TokenLogin;
import io.gatehouse.token.TokenPolicy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One node of an application that keeps everything in the database, and what a client can do with it. */
final class StoresScene {
    static final String PASSWORD = "a password of some length";
    static final Account ADA = new Account("ada", "ada@example.com", Set.of("user"), Set.of("data:read"), true);

    final JpaStores stores;
    final AuthEngine engine;
    final AuditTrail audit;

    /** With an audit trail, whose thread reads and writes besides. */
    static StoresScene audited(Transactions transactions, KeyRing keys, Clock clock) {
        return new StoresScene(transactions, keys, clock, true);
    }

    StoresScene(Transactions transactions, KeyRing keys, Clock clock) {
        this(transactions, keys, clock, false);
    }

    private StoresScene(Transactions transactions, KeyRing keys, Clock clock, boolean audited) {
        SecureRandom random = new SecureRandom();
        stores = JpaStores.of(transactions, clock, random);
        Revocations revocations = Revocations.of(stores.revocations(), clock);
        TokenLogin tokens = TokenLogin.of(
                        TokenPolicy.of("https://app.example", "api"),
                        keys,
                        stores.refreshTokens(),
                        revocations,
                        stores.accounts())
                .with(clock, random);
        PasswordHashing hashing = PasswordHashing.of(Argon2Policy.standard(), random);
        LoginThrottle throttle = new LoginThrottle(stores.attempts(), clock);
        ApiKeys apiKeys = ApiKeys.of(stores.apiKeys(), stores.accounts(), ApiKeyPolicy.standard(), clock, random);
        Sessions sessions = Sessions.of(stores.sessions(), stores.accounts(), SessionPolicy.standard(), clock, random);
        audit = AuditTrail.of(stores.audit(), clock);
        AuthEngineBuilder builder = AuthEngine.builder();
        if (audited) {
            builder.use(audit);
        }
        engine = builder.use(BearerAuthentication.of(JwtVerifier.of(tokens.trustedIssuer()), revocations, clock))
                .use(apiKeys)
                .use(tokens)
                .use(PasswordLogin.of(stores.passwords(), stores.accounts(), hashing, throttle, tokens.grant()))
                .use(PasswordChange.of(
                        stores.passwords(),
                        stores.accounts(),
                        hashing,
                        PasswordPolicy.standard(),
                        throttle,
                        List.of(tokens.logins())))
                .use(sessions)
                .use(PasswordLogin.of(stores.passwords(), stores.accounts(), hashing, throttle, sessions.grant())
                        .withPath(Sessions.LOGIN_PATH))
                .use(LoginEndpoints.of(stores.accounts(), tokens.logins(), sessions.logins()))
                .protect("/data", Requirement.scopes("data:read"), apiKeys)
                .clock(clock)
                .build();
    }

    /** Adds the account that signs in. */
    void addAda() {
        try {
            stores.accounts().insert(ADA);
            String hash = PasswordHashing.of(Argon2Policy.standard(), new SecureRandom())
                    .hash(PASSWORD);
            stores.passwords().insert(new StoredPassword(ADA.id(), LoginName.of(ADA.email()), hash));
        } catch (Rejection e) {
            throw new IllegalStateException(e);
        }
    }

    Reply login() {
        return call(RequestBuilder.post("/api/auth/login").json(Map.of("email", ADA.email(), "password", PASSWORD)));
    }

    /** Signs in with a cookie, and answers its value. */
    String sessionLogin() {
        return call(RequestBuilder.post(Sessions.LOGIN_PATH).json(Map.of("email", ADA.email(), "password", PASSWORD)))
                .cookies()
                .get(0)
                .value();
    }

    Reply meByCookie(String cookie) {
        return call(RequestBuilder.get("/api/auth/me").cookie("__Host-gatehouse", cookie));
    }

    Reply refresh(String refreshToken) {
        return call(RequestBuilder.post("/api/auth/refresh").json(Map.of("refreshToken", refreshToken)));
    }

    Reply me(String accessToken) {
        return call(RequestBuilder.get("/api/auth/me").bearer(accessToken));
    }

    Reply logout(String accessToken) {
        return call(RequestBuilder.post("/api/auth/logout").bearer(accessToken));
    }

    JsonObject createKey(String accessToken) {
        return object(call(RequestBuilder.post("/api/apikeys")
                .bearer(accessToken)
                .json(Map.of("name", "laptop", "scopes", List.of("data:read")))));
    }

    /** Calls the application by a key: the status that it gets. */
    int data(String apiKey) {
        return status(RequestBuilder.get("/data").header("X-API-Key", apiKey));
    }

    /** Calls the application by a bearer token: the status that it gets. Needs no row of any table but the revocations. */
    int page(String accessToken) {
        return status(RequestBuilder.get("/page").bearer(accessToken));
    }

    private int status(RequestBuilder request) {
        Decision decision = engine.decide(request.build(), Requirement.anyone());
        return decision instanceof Decision.Answer answer ? answer.reply().status() : 200;
    }

    Reply call(RequestBuilder request) {
        Decision decision = engine.decide(request.build(), Requirement.anyone());
        return ((Decision.Answer) decision).reply();
    }

    static JsonObject object(Reply reply) {
        try {
            return Json.parseObject(reply.body().getBytes(StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw new IllegalStateException(reply.body(), e);
        }
    }

    static String text(JsonObject object, String name) {
        return (String) object.members().get(name);
    }
}
