package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthEngineTest {
    private static final Requirement ANYONE = Requirement.anyone();

    private final DecisionWiring wiring = new DecisionWiring();
    private final List<AuthEvent> events = new ArrayList<>();

    @Nested
    class AtTheStart {
        private final FakeAuthenticator token = FakeAuthenticator.ofHeader("token", "X-Token");
        private final AuthEngineBuilder builder = AuthEngine.builder();

        @Test
        void refusesTwoRulesForOnePath() {
            builder.protect("/a/*", ANYONE).protect("/a/**", Requirement.signedIn());
            assertThatIllegalStateException()
                    .isThrownBy(builder::build)
                    .withMessage("two rules for one path: \"/a/*\" and \"/a/**\"");
        }

        @Test
        void refusesTwoRulesForOneMethodAndPath() {
            builder.protect("GET /{a}", ANYONE).protect("POST /{a}", ANYONE).protect("GET /{b}", ANYONE);
            assertThatIllegalStateException()
                    .isThrownBy(builder::build)
                    .withMessage("two rules for one path: \"GET /{a}\" and \"GET /{b}\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "/a/*/b", "", "get /a", "GET  /a", "GET,POST /a", "GET a", " /a"})
        void refusesRulesThatCanNotBeRead(String pattern) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.protect(pattern, ANYONE))
                    .withMessageContaining("\"");
        }

        @Test
        void refusesARuleWithASchemeThatItDoesNotUse() {
            builder.protect("/a", ANYONE, token);
            assertThatIllegalStateException()
                    .isThrownBy(builder::build)
                    .withMessageContaining("/a")
                    .withMessageContaining("token");
        }

        @Test
        void refusesARuleWithAnotherSchemeOfTheSameName() {
            builder.use(FakeAuthenticator.ofHeader("token", "X-Other")).protect("/a", ANYONE, token);
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("token");
        }

        @Test
        void refusesARuleWithAFeatureThatAuthenticatesNobody() {
            builder.protect("/a", Requirement.signedIn(), endpoint("GET", "/b"));
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("/a");
        }

        @Test
        void refusesTwoSchemesOfOneName() {
            builder.use(token).use(FakeAuthenticator.ofCookie("token", "c"));
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("token");
        }

        @Test
        void refusesASchemeWithoutAName() {
            builder.use(FakeAuthenticator.ofHeader(" ", "X-Token"));
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("FakeAuthenticator");
        }

        @Test
        void refusesTwoEndpointsForOneMethodAndPath() {
            builder.use(endpoint("GET", "/a/{x}"))
                    .use(endpoint("POST", "/a/{x}"))
                    .use(endpoint("GET", "/a/{y}"));
            assertThatIllegalStateException().isThrownBy(builder::build).withMessage("two endpoints for GET /a/{y}");
        }

        @Test
        void refusesAnEndpointForASubtree() {
            builder.use(endpoint("GET", "/a/*"));
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("/a/*");
        }

        @Test
        void refusesAnEndpointThatNobodyCouldCall() {
            builder.use(new FakeEndpoint(
                    "POST", "/a", Requirement.signedIn(), false, (request, identity) -> Reply.noContent()));
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("POST /a");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "*",
                    "null",
                    "",
                    "app.example",
                    "https://",
                    "https://app.example/",
                    "https://APP.example",
                    "https://*.example",
                    "https://a b",
                    "https://app.example:443",
                    "http://app.example:80",
                    "ftp://app.example",
                    "https://user@app.example",
                    "https://app.example:",
                    "https://app.example\n"
                })
        void refusesAnAllowedOriginThatIsNone(String origin) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.allowOrigin(origin))
                    .withMessageContaining(origin);
        }
    }

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
            assertThat(events)
                    .containsExactly(new AuthEvent(
                            AuthEvent.Type.REFUSED,
                            clock.instant(),
                            "GET",
                            "/signed-in",
                            "203.0.113.7",
                            Optional.empty(),
                            Optional.of("CREDENTIALS_MISSING"),
                            Optional.of("no credential")));
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
