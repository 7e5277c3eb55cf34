package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Decision;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.login.Account;
import io.gatehouse.login.Grant;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.memory.MemoryLinkedAccountStore;
import io.gatehouse.memory.MemoryPendingLoginStore;
import io.gatehouse.memory.MemoryProviderSessionStore;
import io.gatehouse.secret.SealingKey;
import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An application that people sign in to with a provider; what their browsers could do with it. */
final class OAuthScene implements AutoCloseable {
    static final URI BASE_URL = URI.create("https://app.example");
    static final String SECRET = "a client secret: with%signs";
    static final Account ADA = new Account("u-1", "ada@example.com", Set.of("user"), Set.of(), true);

    final MutableClock clock = MutableClock.create();
    final FakeProvider fake = FakeProvider.start(clock);
    final MemoryAccountStore accounts = new MemoryAccountStore();
    final MemoryLinkedAccountStore links = new MemoryLinkedAccountStore();
    final List<AuthEvent> events = Collections.synchronizedList(new ArrayList<>());
    final List<ProviderPerson> people = Collections.synchronizedList(new ArrayList<>());
    PendingLoginStore pendingLogins = new MemoryPendingLoginStore();
    AccountLinker linker = AccountLinker.findOnly(links, accounts);
    Grant grant = (account, request) -> Reply.json(200, Map.of("user", account.toJson()))
            .withCookie(new SetCookie("__Host-session", account.id(), Optional.empty(), SetCookie.SameSite.LAX, true));
    private List<OAuthProvider> providers = List.of(provider());
    private Duration timeout = Duration.ofSeconds(5);
    final RecordedLogins logins = new RecordedLogins();
    final MemoryProviderSessionStore sessions = new MemoryProviderSessionStore();
    SealingKey key = SealingKey.generate(new SecureRandom());
    private UnaryOperator<OAuthLogin> extras = UnaryOperator.identity();
    private OAuthLogin login = login();

    OAuthScene() {
        accounts.put(ADA);
        link("ada");
    }

    void link(String subject) {
        links.link(new LinkedAccount(fake.issuer(), subject, ADA.id(), clock.instant()));
    }

    OAuthProvider provider() {
        return OAuthProvider.oidc("fake", "Fake", fake.issuer(), "client-1", ClientAuthentication.secretBasic(SECRET))
                .insecureAllowHttp();
    }

    /** Starts anew with one provider, changed. */
    void use(UnaryOperator<OAuthProvider> change) {
        use(change.apply(provider()));
    }

    void use(OAuthProvider... some) {
        providers = List.of(some);
        login = login();
    }

    void useTimeout(Duration value) {
        timeout = value;
        login = login();
    }

    void restart() {
        login = login();
    }

    void useBackChannel() {
        useExtras(it -> it.withBackChannelLogout(sessions, new MemoryAttemptStore(), logins));
    }

    /** Starts anew with more than signing in. */
    void useExtras(UnaryOperator<OAuthLogin> change) {
        extras = change;
        login = login();
    }

    /** Keeps tokens; the same store on every node. */
    void useTokenStore(ProviderTokenStore store) {
        useExtras(it -> it.withProviderTokens(store, key));
    }

    ProviderTokens providerTokens() {
        return login.providerTokens();
    }

    /** The tokens as another node finds them. */
    ProviderTokens providerTokensElsewhere() {
        return login().providerTokens();
    }

    private OAuthLogin login() {
        OAuthLogin plain = OAuthLogin.of(
                        BASE_URL,
                        person -> {
                            people.add(person);
                            return linker.accountOf(person);
                        },
                        pendingLogins,
                        (account, request) -> grant.issue(account, request),
                        providers.toArray(OAuthProvider[]::new))
                .withLinking(links)
                .withTimeout(timeout)
                .with(clock, new SecureRandom());
        return extras.apply(plain);
    }

    Reply call(RequestBuilder request) {
        AuthEngine engine = AuthEngine.builder()
                .use(new SignedIn())
                .use(login)
                .clock(clock)
                .listener(events::add)
                .build();
        return ((Decision.Answer) engine.decide(request.build(), Requirement.anyone())).reply();
    }

    Browser browser() {
        return new Browser(this);
    }

    int tokenRequests() {
        return fake.received(FakeProvider.TOKEN).size();
    }

    /** Signs in as somebody and expects to be refused. */
    Reply refused(String code) {
        Browser browser = browser();
        Reply reply = browser.signIn("ada");
        assertRefused(reply, code);
        return reply;
    }

    void assertRefused(Reply reply, String code) {
        assertThat(reply.body()).contains("\"" + code + "\"");
        assertThat(code(reply)).isEqualTo(code);
        assertThat(reply.cookies()).noneMatch(cookie -> cookie.name().equals("__Host-session"));
    }

    /** The reason of the last refusal, so that no test passes for another check's sake. */
    String reason() {
        return events.get(events.size() - 1).reason().orElse("");
    }

    static String code(Reply reply) {
        try {
            return Json.parseObject(reply.body().getBytes(StandardCharsets.UTF_8))
                    .string("code")
                    .orElse("");
        } catch (JsonException e) {
            return "no problem: " + reply.body();
        }
    }

    static void assertSignedIn(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(303);
        assertThat(reply.cookies()).anyMatch(cookie -> cookie.name().equals("__Host-session"));
    }

    @Override
    public void close() {
        fake.close();
    }

    /** Somebody who is signed in says so in a header: the account, and its login. */
    private final class SignedIn implements AuthFeature {
        private final FakeAuthenticator authenticator = FakeAuthenticator.ofHeader("test", "X-Test")
                .with("ada", () -> Outcome.authenticated(identity("u-1", "login-1")))
                .with("ada-later", () -> Outcome.authenticated(identity("u-1", "login-2")))
                .with("grace", () -> Outcome.authenticated(identity("u-2", "login-3")));

        private Identity identity(String account, String loginId) {
            return Identity.of(account, "test", clock.instant()).withLoginId(loginId);
        }

        @Override
        public List<Authenticator> authenticators() {
            return List.of(authenticator);
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of();
        }
    }
}
