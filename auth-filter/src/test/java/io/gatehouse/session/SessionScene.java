package io.gatehouse.session;

import io.gatehouse.AuthEngine;
import io.gatehouse.Decision;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Account;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.memory.MemoryPasswordStore;
import io.gatehouse.memory.MemorySessionStore;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordChange;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.PasswordLogin;
import io.gatehouse.password.PasswordPolicy;
import io.gatehouse.password.StoredPassword;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An application with one account that signs in with a cookie; what a browser could do with it. */
final class SessionScene {
    static final String PASSWORD = "a password of some length";
    static final Account ADA = new Account("u-1", "ada@example.com", Set.of("user"), Set.of("data:read"), true);

    final MutableClock clock = MutableClock.create();
    final MemoryAccountStore accounts = new MemoryAccountStore();
    final MemorySessionStore store = new MemorySessionStore();
    private final MemoryPasswordStore passwords = new MemoryPasswordStore();
    private final PasswordHashing hashing = PasswordHashing.of(Argon2Policy.standard(), new SecureRandom());
    private final Sessions sessions;
    final AuthEngine engine;

    SessionScene() {
        this(SessionPolicy.standard());
    }

    SessionScene(SessionPolicy policy) {
        accounts.put(ADA);
        try {
            passwords.insert(new StoredPassword(ADA.id(), LoginName.of(ADA.email()), hashing.hash(PASSWORD)));
        } catch (Rejection e) {
            throw new IllegalStateException(e);
        }
        sessions = Sessions.of(store, accounts, policy, clock, new SecureRandom());
        engine = engine(sessions);
    }

    /** Another node on the same store. */
    AuthEngine otherNode(SessionPolicy policy) {
        return engine(Sessions.of(store, accounts, policy, clock, new SecureRandom()));
    }

    private AuthEngine engine(Sessions feature) {
        LoginThrottle throttle = new LoginThrottle(new MemoryAttemptStore(), clock);
        return AuthEngine.builder()
                .use(feature)
                .use(PasswordLogin.of(passwords, accounts, hashing, throttle, feature.grant())
                        .withPath(Sessions.LOGIN_PATH))
                .use(PasswordChange.of(
                        passwords, accounts, hashing, PasswordPolicy.standard(), throttle, List.of(feature.logins())))
                .use(LoginEndpoints.of(accounts, feature.logins()))
                .protect("/open", Requirement.anyone())
                .protect("/account/*", Requirement.anyone())
                .protect("/admin", Requirement.role("admin"))
                .loginPage("/account/")
                .clock(clock)
                .build();
    }

    /** Signs in; the answer has the cookie. */
    Reply signIn(RequestBuilder request) {
        return call(request.json(Map.of("email", ADA.email(), "password", PASSWORD)));
    }

    Reply signIn() {
        return signIn(RequestBuilder.post(Sessions.LOGIN_PATH));
    }

    /** Begins a session without a password, as many at once as there are threads. */
    void grantDirectly() {
        try {
            sessions.grant().issue(ADA, RequestBuilder.post(Sessions.LOGIN_PATH).build());
        } catch (Rejection e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of the cookie that an answer sets. */
    static String cookie(Reply reply) {
        return reply.cookies().stream()
                .filter(cookie -> cookie.name().equals(SessionCookie.NAME))
                .map(SetCookie::value)
                .findFirst()
                .orElseThrow();
    }

    Reply me(String cookie) {
        return call(RequestBuilder.get("/api/auth/me").cookie(SessionCookie.NAME, cookie));
    }

    /** A request of a page of our own, as browsers send them. */
    static RequestBuilder sameSite(RequestBuilder request) {
        return request.header("Sec-Fetch-Site", "same-origin");
    }

    Reply call(RequestBuilder request) {
        return ((Decision.Answer) engine.decide(request.build(), Requirement.anyone())).reply();
    }

    Decision decide(RequestBuilder request) {
        return engine.decide(request.build(), Requirement.anyone());
    }

    static JsonObject object(Reply reply) {
        try {
            return Json.parseObject(reply.body().getBytes(StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw new IllegalStateException(reply.body(), e);
        }
    }

    static String code(Reply reply) {
        return (String) object(reply).members().get("code");
    }
}
