package io.gatehouse.token;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthRequest;
import io.gatehouse.Decision;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Account;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** An application with one account that signs in by tokens; what a client could do with it. */
final class TokenScene {
    static final Account ADA =
            new Account("u-1", "ada@example.com", Set.of("user"), Set.of("data:read", "orders:read"), true);

    final MutableClock clock = MutableClock.create();
    final MemoryAccountStore accounts = new MemoryAccountStore();
    final FailingRefreshTokens store = new FailingRefreshTokens();
    final FailingRevocations revocationStore = new FailingRevocations();
    private final Revocations revocations = Revocations.of(revocationStore, clock);
    final KeyRing keys = KeyRing.generate(SignatureAlgorithm.ES256, clock, new SecureRandom());
    private TokenLogin tokens = login(TokenPolicy.of("https://app.example", "https://app.example/api"));
    private AuthEngine engine = engine();

    TokenScene() {
        accounts.put(ADA);
    }

    /** Starts anew with another policy; accounts and stores stay. */
    void use(TokenPolicy policy) {
        tokens = login(policy);
        engine = engine();
    }

    private TokenLogin login(TokenPolicy policy) {
        return TokenLogin.of(policy, keys, store, revocations, accounts).with(clock, new SecureRandom());
    }

    private AuthEngine engine() {
        return AuthEngine.builder()
                .use(BearerAuthentication.of(JwtVerifier.of(tokens.trustedIssuer()), revocations, clock))
                .use(tokens)
                .use(LoginEndpoints.of(accounts, tokens.logins()))
                .clock(clock)
                .build();
    }

    JsonObject signIn() {
        return signIn(ADA);
    }

    JsonObject signIn(Account account) {
        return object(granted(account));
    }

    Reply granted(Account account) {
        try {
            return tokens.grant()
                    .issue(
                            account,
                            RequestBuilder.post("/api/auth/login")
                                    .header("User-Agent", "curl/8")
                                    .build());
        } catch (Rejection e) {
            throw new AssertionError(e.problem().reason(), e);
        }
    }

    Reply refresh(String token) {
        return call(RequestBuilder.post("/api/auth/refresh").json(Map.of("refreshToken", token)));
    }

    /** Another node on the same stores, which has seen nothing of what this one did. */
    Reply refreshOnAnotherNode(String token) {
        TokenLogin other = login(TokenPolicy.of("https://app.example", "https://app.example/api"));
        AuthEngine node = AuthEngine.builder().use(other).clock(clock).build();
        AuthRequest request = RequestBuilder.post("/api/auth/refresh")
                .json(Map.of("refreshToken", token))
                .build();
        return ((Decision.Answer) node.decide(request, Requirement.anyone())).reply();
    }

    Reply logout(Map<String, ?> body) {
        return call(RequestBuilder.post("/api/auth/logout").json(body));
    }

    Reply call(RequestBuilder request) {
        return ((Decision.Answer) engine.decide(request.build(), Requirement.anyone())).reply();
    }

    static JsonObject object(Reply reply) {
        try {
            return Json.parseObject(reply.body().getBytes(StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw new AssertionError(reply.body(), e);
        }
    }

    static String code(Reply reply) {
        return text(object(reply), "code");
    }

    static String text(JsonObject object, String name) {
        return (String) object.members().get(name);
    }

    static JsonObject part(String token, int index) throws JsonException {
        return Json.parseObject(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
    }
}
