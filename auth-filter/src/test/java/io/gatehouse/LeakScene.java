package io.gatehouse;

import io.gatehouse.apikey.ApiKeyPolicy;
import io.gatehouse.apikey.ApiKeys;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.login.Account;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.login.ReturnTo;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryApiKeyStore;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.memory.MemoryAuditStore;
import io.gatehouse.memory.MemoryLinkedAccountStore;
import io.gatehouse.memory.MemoryPasswordStore;
import io.gatehouse.memory.MemoryPendingLoginStore;
import io.gatehouse.memory.MemoryRefreshTokenStore;
import io.gatehouse.memory.MemoryRevocationStore;
import io.gatehouse.memory.MemorySessionStore;
import io.gatehouse.oauth.AccountLinker;
import io.gatehouse.oauth.ClientAuthentication;
import io.gatehouse.oauth.LinkedAccount;
import io.gatehouse.oauth.OAuthLogin;
import io.gatehouse.oauth.OAuthProvider;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.FormLogin;
import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordChange;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.PasswordLogin;
import io.gatehouse.password.PasswordPolicy;
import io.gatehouse.password.PasswordVerifier;
import io.gatehouse.password.StoredPassword;
import io.gatehouse.session.SessionPolicy;
import io.gatehouse.session.Sessions;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.JwtVerifier;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.SigningKey;
import io.gatehouse.token.TokenLogin;
import io.gatehouse.token.TokenPolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An application with everything, and a list of all the secrets that were used with it. */
final class LeakScene implements AutoCloseable {
    static final String PASSWORD = "seven quiet herons & a pond";
    static final String NEW_PASSWORD = "eleven tawny owls = a parliament";
    private static final String CLIENT_SECRET = "a client secret: with%signs";
    private static final String AUDIT_KEY = "the key of the trail, & nobody else's";
    private static final Account ADA = new Account("u-1", "ada@example.com", Set.of("user"), Set.of("data:read"), true);

    final MutableClock clock = MutableClock.create();
    final FakeProvider provider = FakeProvider.start(clock);
    final List<AuthEvent> events = new ArrayList<>();
    final MemoryAuditStore rows = new MemoryAuditStore();
    private final Set<String> secrets = new LinkedHashSet<>(List.of(PASSWORD, NEW_PASSWORD, CLIENT_SECRET, AUDIT_KEY));
    private final AuthEngine engine;

    LeakScene() throws Rejection {
        SecureRandom random = new SecureRandom();
        MemoryAccountStore accounts = new MemoryAccountStore();
        accounts.put(ADA);
        PasswordHashing hashing = PasswordHashing.of(Argon2Policy.standard(), random);
        MemoryPasswordStore passwords = new MemoryPasswordStore();
        String hash = hashing.hash(PASSWORD);
        secret(hash);
        passwords.insert(new StoredPassword(ADA.id(), LoginName.of(ADA.email()), hash));
        MemoryLinkedAccountStore links = new MemoryLinkedAccountStore();
        links.link(new LinkedAccount(provider.issuer(), "ada", ADA.id(), clock.instant()));

        KeyRing keys = KeyRing.of(SigningKey.generate(SignatureAlgorithm.ES256, random), clock);
        Revocations revocations = Revocations.of(new MemoryRevocationStore(), clock);
        TokenLogin tokens = TokenLogin.of(
                        TokenPolicy.of("https://app.example", "app"),
                        keys,
                        new MemoryRefreshTokenStore(),
                        revocations,
                        accounts)
                .with(clock, random);
        BearerAuthentication bearer =
                BearerAuthentication.of(JwtVerifier.of(tokens.trustedIssuer()), revocations, clock);
        SessionPolicy policy = SessionPolicy.standard().withMaxSessions(2, SessionPolicy.AtLimit.END_OLDEST);
        Sessions sessions = Sessions.of(new MemorySessionStore(), accounts, policy, clock, random);
        LoginThrottle throttle = new LoginThrottle(new MemoryAttemptStore(), clock, random);
        provider.tokens(members -> List.of("access_token", "refresh_token", "id_token")
                .forEach(name -> secret(String.valueOf(members.get(name)))));
        engine = AuthEngine.builder()
                .clock(clock)
                .listener(events::add)
                .use(bearer)
                .use(ApiKeys.of(new MemoryApiKeyStore(), accounts, ApiKeyPolicy.standard(), clock, random))
                .use(sessions)
                .use(tokens)
                .use(PasswordLogin.of(passwords, accounts, hashing, throttle, tokens.grant()))
                .use(PasswordLogin.of(passwords, accounts, hashing, throttle, sessions.grant())
                        .withPath(Sessions.LOGIN_PATH))
                .use(FormLogin.of(
                        PasswordVerifier.of(passwords, accounts, hashing, throttle),
                        sessions.grant(),
                        ReturnTo.parse("/login.html").orElseThrow(),
                        ReturnTo.parse("/").orElseThrow()))
                .use(PasswordChange.of(
                        passwords,
                        accounts,
                        hashing,
                        PasswordPolicy.standard(),
                        throttle,
                        List.of(tokens.logins(), sessions.logins())))
                .use(LoginEndpoints.of(accounts, tokens.logins(), sessions.logins()))
                .use(OAuthLogin.of(
                                URI.create("https://app.example"),
                                AccountLinker.findOnly(links, accounts),
                                new MemoryPendingLoginStore(),
                                sessions.grant(),
                                OAuthProvider.oidc(
                                                "fake",
                                                "Fake",
                                                provider.issuer(),
                                                "client-1",
                                                ClientAuthentication.secretBasic(CLIENT_SECRET))
                                        .insecureAllowHttp())
                        .with(clock, random))
                .use(AuditTrail.of(rows, clock).withKey(AUDIT_KEY))
                .protect("/admin", Requirement.role("admin"))
                .build();
    }

    /** Sends a request; an empty reply for one that was allowed. */
    Reply call(RequestBuilder request) {
        secret(body(request));
        Decision decision = engine.decide(request.build(), Requirement.anyone());
        if (!(decision instanceof Decision.Answer answer)) {
            return Reply.noContent();
        }
        Reply reply = answer.reply();
        reply.cookies().forEach(cookie -> secret(cookie.value()));
        for (String name : List.of("accessToken", "refreshToken", "apiKey")) {
            if (reply.body().contains("\"" + name + "\"")) {
                text(reply, name);
            }
        }
        return reply;
    }

    private static String body(RequestBuilder request) {
        try {
            return new String(request.build().body(10_000), StandardCharsets.UTF_8);
        } catch (Rejection e) {
            throw new IllegalStateException(e);
        }
    }

    Reply login(String path, String email, String password) {
        return call(RequestBuilder.post(path).json(Map.of("email", email, "password", secret(password))));
    }

    /** A member of the answer, which is a secret. */
    String text(Reply reply, String name) {
        try {
            return secret(Json.parseObject(reply.body().getBytes(StandardCharsets.UTF_8))
                    .string(name)
                    .orElseThrow(() -> new IllegalStateException(reply.body())));
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Notes a secret, and its last part: ids in front of it are no secrets. */
    String secret(String text) {
        if (text.length() > 5) {
            secrets.add(text);
            secrets.add(text.substring(Math.max(0, text.length() - 24)));
        }
        return text;
    }

    /** The secrets in every form in which they could be written down. */
    List<String> traces() {
        List<String> traces = new ArrayList<>();
        for (String secret : secrets) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            traces.add(secret);
            traces.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            traces.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
            traces.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
            traces.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return traces;
    }

    void stop() {
        engine.close();
    }

    @Override
    public void close() {
        provider.close();
    }
}
