package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.testkit.DecisionTable.Expected;
import io.gatehouse.testkit.DecisionWiring;
import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.FakeEndpoint;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AuthEngineTest {
    private static final Requirement ANYONE = Requirement.anyone();

    private final DecisionWiring wiring = new DecisionWiring();
    private final List<AuthEvent> events = new ArrayList<>();

    @Nested
    class Weakened {
        @Test
        void letsAnAllowedOriginActWithCookies() {
            AuthEngine engine =
                    wiring.builder().allowOrigin("https://shop.example").build();
            RequestBuilder request = RequestBuilder.post("/signed-in").cookie(DecisionWiring.COOKIE, "ada");
            assertThat(decide(
                            engine,
                            request.header("Sec-Fetch-Site", "cross-site").header("Origin", "https://shop.example")))
                    .isEqualTo(allowed("ada by cookie"));
        }

        @Test
        void letsOnlyAllowedOriginsAct() {
            AuthEngine engine =
                    wiring.builder().allowOrigin("https://shop.example").build();
            for (String origin :
                    List.of("https://shop.example.evil", "https://evil.shop.example", "http://shop.example", "null")) {
                RequestBuilder request = RequestBuilder.post("/signed-in").cookie(DecisionWiring.COOKIE, "ada");
                assertThat(code(decide(engine, request.header("Origin", origin))))
                        .contains("CSRF_REFUSED");
            }
        }

        @Test
        void doesNotTakeTwoOriginsForAnAllowedOne() {
            AuthEngine engine =
                    wiring.builder().allowOrigin("https://shop.example").build();
            RequestBuilder request = RequestBuilder.post("/signed-in").cookie(DecisionWiring.COOKIE, "ada");
            request.header("Origin", "https://shop.example").header("Origin", "https://shop.example");
            assertThat(code(decide(engine, request))).contains("CSRF_REFUSED");
        }

        @Test
        void acceptsCredentialsOverPlainHttp() {
            AuthEngine engine = wiring.builder().insecureAllowPlainHttp().build();
            RequestBuilder request = RequestBuilder.get("/signed-in").header(DecisionWiring.TOKEN_HEADER, "ada");
            assertThat(decide(engine, request.origin("http://app.example"))).isEqualTo(allowed("ada by token"));
        }
    }

    @Nested
    class Events {
        private final MutableClock clock = MutableClock.create();
        private final AuthEngine engine = wiring.builder()
                .clock(clock)
                .listener(events::add)
                .use(FakeEndpoint.of(
                        "POST",
                        "/fact",
                        ANYONE,
                        (request, identity) -> Reply.noContent().withFact(AuthEvent.Type.LOGIN, "ada")))
                .build();

        @Test
        void tellsOfARefusal() {
            decide(engine, RequestBuilder.get("/signed-in"));
            AuthEvent event = events.get(0);
            assertThat(events).hasSize(1);
            assertThat(event)
                    .isEqualTo(new AuthEvent(
                            AuthEvent.Type.REFUSED,
                            event.requestId(),
                            clock.instant(),
                            "GET",
                            "/signed-in",
                            "203.0.113.7",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("/signed-in"),
                            Optional.of("CREDENTIALS_MISSING"),
                            Optional.of("no credential")));
        }

        @Test
        void saysWhoWasRefused() {
            decide(engine, RequestBuilder.get("/admin").header(DecisionWiring.TOKEN_HEADER, "ada"));
            assertThat(events).extracting(AuthEvent::code).containsExactly(Optional.of("FORBIDDEN"));
            assertThat(events.get(0).subject()).contains("ada");
        }

        @Test
        void tellsOfWhatAnEndpointReports() {
            decide(engine, RequestBuilder.post("/fact"));
            assertThat(events).extracting(AuthEvent::type).containsExactly(AuthEvent.Type.LOGIN);
            assertThat(events.get(0).subject()).contains("ada");
        }

        @Test
        void tellsOfAFailureWithoutItsMessage() {
            decide(engine, RequestBuilder.post("/auth/runtime"));
            assertThat(events).extracting(AuthEvent::type).containsExactly(AuthEvent.Type.FAILED);
            assertThat(events.get(0).reason()).contains("java.lang.IllegalStateException");
        }

        @Test
        void holdNothingThatForgesALogLine() {
            decide(engine, RequestBuilder.of("GE\u001b[31mT", "/signed-in\r\nfine\u2028\u202e"));
            assertThat(events.get(0).path()).isEqualTo("/signed-in??fine??");
            assertThat(events.get(0).method()).isEqualTo("GE?[31mT");
        }

        @Test
        void changeNoDecisionWhenTheListenerThrows() {
            for (Throwable cause : List.of(
                    new IllegalStateException(), new StackOverflowError(), new StoreUnavailableException("listener"))) {
                AuthEngine failing =
                        wiring.builder().listener(event -> sneak(cause)).build();
                assertThat(code(decide(failing, RequestBuilder.get("/signed-in"))))
                        .contains("CREDENTIALS_MISSING");
                assertThat(code(decide(failing, RequestBuilder.post("/auth/down"))))
                        .contains("UNAVAILABLE");
                assertThat(decide(failing, RequestBuilder.get("/open/a"))).isInstanceOf(Expected.Allowed.class);
            }
        }
    }

    @Test
    void answersThoughAChallengeThrows() {
        AuthEngine engine = AuthEngine.builder().use(new BrokenChallenge()).build();
        assertThat(code(decide(engine, RequestBuilder.get("/a")))).contains("INTERNAL_ERROR");
    }

    @Test
    void answersThoughAHeaderWouldSplitTheResponse() {
        AuthEngine engine = AuthEngine.builder()
                .use(FakeEndpoint.of(
                        "GET",
                        "/a",
                        ANYONE,
                        (request, identity) -> Reply.noContent().withHeader("X-Name", "a\r\nSet-Cookie: b=c")))
                .build();
        assertThat(code(decide(engine, RequestBuilder.get("/a")))).contains("INTERNAL_ERROR");
    }

    @Test
    void answersThoughTheRequestIsNone() {
        assertThat(code(Expected.of(wiring.builder().build().decide(null, ANYONE))))
                .contains("INTERNAL_ERROR");
        assertThat(code(Expected.of(wiring.builder()
                        .build()
                        .decide(RequestBuilder.get("/open/a").build(), null))))
                .contains("INTERNAL_ERROR");
    }

    @Test
    void readsNoCookieBesideAnExplicitCredential() {
        AuthEngine engine = wiring.builder().build();
        RequestBuilder request = RequestBuilder.get("/signed-in").cookie(DecisionWiring.COOKIE, "ada");
        decide(engine, request.header(DecisionWiring.TOKEN_HEADER, "ada"));
        decide(engine, RequestBuilder.get("/token-open").cookie(DecisionWiring.COOKIE, "ada"));
        decide(engine, RequestBuilder.post("/auth/login").cookie(DecisionWiring.COOKIE, "ada"));
        assertThat(wiring.cookieScheme().timesAsked()).isZero();
    }

    @Test
    void aWildcardDoesNotOpenWithASlashWhatAnExactRuleCloses() {
        AuthEngine engine = AuthEngine.builder()
                .protect("GET /a", Requirement.signedIn())
                .protect("/a/*", Requirement.anyone())
                .build();
        assertThat(decide(engine, "/a/")).isInstanceOf(Decision.Answer.class);
        assertThat(decide(engine, "/a/b")).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void letsNobodyInWithNothingConfigured() {
        assertThat(decide(AuthEngine.builder().build(), RequestBuilder.get("/")))
                .isEqualTo(new Expected.Answered(
                        401,
                        Optional.of("CREDENTIALS_MISSING"),
                        List.of("Login realm=\"gatehouse\""),
                        Map.of(),
                        List.of()));
    }

    @Test
    void describesEveryRule() {
        FakeAuthenticator token = FakeAuthenticator.ofHeader("token", "X-Token");
        FakeAuthenticator key = FakeAuthenticator.ofHeader("key", "X-Key");
        AuthEngine engine = AuthEngine.builder()
                .use(token)
                .use(key)
                .use(endpoint("GET", "/me"))
                .protect("/a/*", Requirement.anyRole("b", "a").and(Requirement.scopes("y", "x")), key)
                .protect("POST /b", ANYONE, token, key)
                .build();
        assertThat(engine.describe())
                .containsExactly(
                        "GET /me = anyone",
                        "/a/* = role a or b, scope x and y by key",
                        "POST /b = anyone by key, token",
                        "everything else = signed in by key, token");
    }

    @Test
    void closesEveryFeatureThoughOneFails() {
        List<String> closed = new ArrayList<>();
        AuthEngine engine = AuthEngine.builder()
                .use(new Closing(() -> sneak(new IllegalStateException("first"))))
                .use(new Closing(() -> sneak(new IllegalStateException("second"))))
                .use(new Closing(() -> closed.add("third")))
                .build();
        assertThatThrownBy(engine::close)
                .hasMessage("first")
                .hasSuppressedException(new IllegalStateException("second"));
        assertThat(closed).containsExactly("third");
    }

    private static Expected decide(AuthEngine engine, RequestBuilder request) {
        return Expected.of(engine.decide(request.build(), ANYONE));
    }

    private static Expected allowed(String caller) {
        return new Expected.Allowed(Optional.of(caller), List.of());
    }

    private static Optional<String> code(Expected expected) {
        return expected instanceof Expected.Answered it ? it.code() : Optional.empty();
    }

    private static FakeEndpoint endpoint(String method, String path) {
        return FakeEndpoint.of(method, path, ANYONE, (request, identity) -> Reply.noContent());
    }

    private static Decision decide(AuthEngine engine, String path) {
        return engine.decide(RequestBuilder.get(path).build(), Requirement.anyone());
    }

    private static void sneak(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }

    private record Closing(Runnable action) implements AuthFeature {
        @Override
        public List<Authenticator> authenticators() {
            return List.of();
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of();
        }

        @Override
        public void close() {
            action.run();
        }
    }

    private static final class BrokenChallenge implements Authenticator {
        @Override
        public String scheme() {
            return "broken";
        }

        @Override
        public Carriage carriage() {
            return Carriage.EXPLICIT;
        }

        @Override
        public boolean presented(AuthRequest request) {
            return false;
        }

        @Override
        public Outcome authenticate(AuthRequest request) {
            return Outcome.absent();
        }

        @Override
        public Optional<String> challenge(Optional<Problem> problem) {
            throw new IllegalStateException("challenge");
        }
    }
}
