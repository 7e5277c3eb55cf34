package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.FakeEndpoint;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CORS protocol (Fetch standard section 3.2), from the server's side. */
final class CorsTest {
    private static final String FRIEND = "https://friend.example";
    private static final String SECOND = "http://localhost:5173";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ASKED_METHOD = "Access-Control-Request-Method";
    private static final CorsPolicy POLICY = CorsPolicy.of(FRIEND, SECOND);

    private static AuthEngineBuilder builder() {
        return AuthEngine.builder()
                .use(FakeAuthenticator.ofHeader("token", "X-Token"))
                .use(FakeEndpoint.of("GET", "/auth/x", Requirement.anyone(), (request, identity) -> Reply.noContent()))
                .use(FakeEndpoint.of("GET", "/auth/down", Requirement.anyone(), (request, identity) -> {
                    throw new StoreUnavailableException("down", new IllegalStateException());
                }))
                .protect("/open", Requirement.anyone());
    }

    private static Decision decide(AuthEngine engine, RequestBuilder request) {
        return engine.decide(request.build(), Requirement.anyone());
    }

    private static Reply reply(AuthEngine engine, RequestBuilder request) {
        return ((Decision.Answer) decide(engine, request)).reply();
    }

    private static RequestBuilder preflight(String origin) {
        return RequestBuilder.of("OPTIONS", "/secret").header("Origin", origin).header(ASKED_METHOD, "PUT");
    }

    @Nested
    final class Answers {
        private final AuthEngine engine = builder().cors(POLICY).build();

        @ParameterizedTest
        @ValueSource(strings = {"/secret", "/auth/x", "/auth/down"})
        void canBeReadByOriginsInThePolicyOnly(String path) {
            Map<String, List<String>> friend = reply(
                            engine, RequestBuilder.get(path).header("Origin", FRIEND))
                    .headers();
            assertThat(friend)
                    .containsEntry(ALLOW_ORIGIN, List.of(FRIEND))
                    .containsEntry("Access-Control-Expose-Headers", List.of("WWW-Authenticate, Retry-After"))
                    .containsEntry("Vary", List.of("Origin"))
                    .doesNotContainKey("Access-Control-Allow-Credentials");
            for (RequestBuilder other : List.of(
                    RequestBuilder.get(path),
                    RequestBuilder.get(path).header("Origin", "null"),
                    RequestBuilder.get(path).header("Origin", "*"),
                    RequestBuilder.get(path).header("Origin", ""),
                    RequestBuilder.get(path).header("Origin", "https://evil.example"),
                    RequestBuilder.get(path).header("Origin", "https://FRIEND.example"),
                    RequestBuilder.get(path).header("Origin", FRIEND + ":443"),
                    RequestBuilder.get(path).header("Origin", FRIEND + ".evil.example"),
                    RequestBuilder.get(path).header("Origin", FRIEND + ", " + FRIEND),
                    RequestBuilder.get(path).header("Origin", FRIEND).header("Origin", FRIEND))) {
                assertThat(reply(engine, other).headers())
                        .containsEntry("Vary", List.of("Origin"))
                        .noneSatisfy((name, lines) -> assertThat(name).startsWith("Access-Control"));
            }
        }

        @Test
        void ofTheApplicationAndOfAdaptersCanBeReadToo() {
            Decision.Allow allow =
                    (Decision.Allow) decide(engine, RequestBuilder.get("/open").header("Origin", SECOND));
            assertThat(allow.headers()).containsEntry(ALLOW_ORIGIN, SECOND).containsEntry("Vary", "Origin");
            AuthRequest request =
                    RequestBuilder.get("/open").header("Origin", SECOND).build();
            assertThat(engine.fail(request, new IllegalStateException()).reply().headers())
                    .containsEntry(ALLOW_ORIGIN, List.of(SECOND));
            assertThat(engine.refuse(request, Problem.of(RequestProblems.REQUEST_MALFORMED, "url"))
                            .reply()
                            .headers())
                    .containsEntry(ALLOW_ORIGIN, List.of(SECOND));
        }

        @Test
        void sayNothingWithoutAPolicy() {
            AuthEngine silent = builder().build();
            assertThat(reply(silent, RequestBuilder.get("/secret").header("Origin", FRIEND))
                            .headers())
                    .doesNotContainKeys(ALLOW_ORIGIN, "Vary");
            assertThat(reply(silent, preflight(FRIEND)).status()).isEqualTo(401);
        }

        @Test
        void toEverybodyNameNobody() {
            AuthEngine open = builder().cors(CorsPolicy.allowAnyOrigin()).build();
            assertThat(reply(open, RequestBuilder.get("/secret").header("Origin", "null"))
                            .headers())
                    .containsEntry(ALLOW_ORIGIN, List.of("*"))
                    .doesNotContainKey("Access-Control-Allow-Credentials");
        }
    }

    @Nested
    final class Preflights {
        private final AuthEngine engine = builder()
                .cors(POLICY.withMethods("PUT").withRequestHeaders("X-API-Key").withMaxAge(Duration.ofHours(1)))
                .build();

        @Test
        void areAnsweredWithWhatThePolicySaysWhateverIsAsked() {
            Reply reply = reply(engine, preflight(FRIEND).header("Access-Control-Request-Headers", "X-Evil"));
            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.headers())
                    .containsEntry(ALLOW_ORIGIN, List.of(FRIEND))
                    .containsEntry("Access-Control-Allow-Methods", List.of("PUT"))
                    .containsEntry("Access-Control-Allow-Headers", List.of("X-API-Key"))
                    .containsEntry("Access-Control-Max-Age", List.of("3600"))
                    .containsEntry("Vary", List.of("Origin"));
        }

        @Test
        void ofOthersAreJudgedAsAnyRequest() {
            for (String origin : List.of("https://evil.example", "null", "*")) {
                Reply reply = reply(engine, preflight(origin));
                assertThat(reply.status()).isEqualTo(401);
                assertThat(reply.headers())
                        .noneSatisfy((name, lines) -> assertThat(name).startsWith("Access-Control"));
            }
        }

        @Test
        void needAllOfTheirSigns() {
            assertThat(reply(engine, RequestBuilder.of("OPTIONS", "/secret").header("Origin", FRIEND))
                            .status())
                    .isEqualTo(401);
            assertThat(reply(engine, preflight(FRIEND).header(ASKED_METHOD, "GET"))
                            .status())
                    .isEqualTo(401);
            assertThat(reply(
                                    engine,
                                    RequestBuilder.of("PUT", "/secret")
                                            .header("Origin", FRIEND)
                                            .header(ASKED_METHOD, "PUT"))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Nested
    final class Credentials {
        @Test
        void needAnOriginThatMayAct() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> builder()
                            .cors(POLICY.allowCredentials())
                            .allowOrigin(SECOND)
                            .build())
                    .withMessageContaining(FRIEND)
                    .withMessageContaining("allowOrigin");
            AuthEngine engine = builder()
                    .cors(POLICY.allowCredentials())
                    .allowOrigin(FRIEND)
                    .allowOrigin(SECOND)
                    .build();
            assertThat(reply(engine, RequestBuilder.get("/secret").header("Origin", FRIEND))
                            .headers())
                    .containsEntry("Access-Control-Allow-Credentials", List.of("true"));
            assertThat(reply(engine, preflight(FRIEND)).headers())
                    .containsEntry("Access-Control-Allow-Credentials", List.of("true"));
            assertThat(reply(engine, preflight("https://evil.example")).headers())
                    .doesNotContainKey("Access-Control-Allow-Credentials");
        }

        @Test
        void areNeverForEverybody() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CorsPolicy.allowAnyOrigin().allowCredentials())
                    .withMessageContaining("every page in the world");
        }
    }

    @Nested
    final class Policies {
        @ParameterizedTest
        @ValueSource(
                strings = {"*", "null", "https://*.example", "https://a.example/", "a.example", "https://A.example", ""
                })
        void refuseWhatIsNoOrigin(String origin) {
            assertThatIllegalArgumentException().isThrownBy(() -> CorsPolicy.of(origin));
        }

        @Test
        void refuseNamesThatAreNoneOrTooMuch() {
            assertThatIllegalArgumentException().isThrownBy(CorsPolicy::of);
            for (String name : List.of("*", "", "A B", "a\r\nb")) {
                assertThatIllegalArgumentException().isThrownBy(() -> POLICY.withMethods(name));
                assertThatIllegalArgumentException().isThrownBy(() -> POLICY.withRequestHeaders(name));
                assertThatIllegalArgumentException().isThrownBy(() -> POLICY.withExposedHeaders(name));
            }
            assertThatIllegalArgumentException().isThrownBy(() -> POLICY.withMethods("TRACE"));
            assertThatIllegalArgumentException().isThrownBy(() -> POLICY.withMaxAge(Duration.ofHours(25)));
            assertThatIllegalArgumentException().isThrownBy(() -> POLICY.withMaxAge(Duration.ofSeconds(-1)));
        }
    }
}
