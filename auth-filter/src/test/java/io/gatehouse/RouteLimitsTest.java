package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How often one client may call a path. */
final class RouteLimitsTest {
    private static final RateLimit SIX = RateLimit.of(6, Duration.ofMinutes(1));
    private static final String HERE = "203.0.113.7";
    private static final String THERE = "198.51.100.9";

    private final MutableClock clock = MutableClock.create();
    private final FakeAuthenticator tokens = FakeAuthenticator.ofHeader("token", "X-Token")
            .with("ada", () -> Outcome.authenticated(Identity.of("ada", "token", clock.instant())))
            .with("grace", () -> Outcome.authenticated(Identity.of("grace", "token", clock.instant())));
    private final AuthEngine engine = builder().limit("/api/*", SIX).build();

    @Nested
    final class Clients {
        @Test
        void haveALimitForEachPersonWhereverTheyCallFrom() {
            assertThat(allowed(signedIn("ada", HERE), 4)).isEqualTo(4);
            assertThat(allowed(signedIn("ada", THERE), 9)).isEqualTo(2);
            assertThat(allowed(signedIn("grace", HERE), 9)).isEqualTo(6);
        }

        @Test
        void haveALimitForEachAddressIfTheyAreNobody() {
            assertThat(allowed(anonymous(HERE), 9)).isEqualTo(6);
            assertThat(allowed(anonymous(THERE), 9)).isEqualTo(6);
        }

        @Test
        void areOneWithTheirIpv6Line() {
            for (int i = 0; i < 6; i++) {
                assertThat(allowed(anonymous("2001:db8:0:1::" + i), 1)).isEqualTo(1);
            }
            assertThat(allowed(anonymous("2001:db8:0:1:ffff::1"), 1)).isZero();
            assertThat(allowed(anonymous("2001:db8:0:2::1"), 1)).isEqualTo(1);
        }

        @Test
        void useTheLimitOfTheirAddressUpWithBadCredentialsAndThenNoneIsVerified() {
            for (int i = 0; i < 6; i++) {
                assertThat(status(signedIn("guess", HERE))).isEqualTo(401);
            }
            int asked = tokens.timesAsked();
            for (int i = 0; i < 100; i++) {
                assertThat(status(signedIn("guess " + i, HERE))).isEqualTo(429);
            }
            assertThat(tokens.timesAsked()).isEqualTo(asked);
            assertThat(allowed(signedIn("ada", THERE), 1)).isEqualTo(1);
        }

        @Test
        void useTheLimitOfTheirAddressUpWithoutCredentials() {
            for (int i = 0; i < 6; i++) {
                assertThat(status(RequestBuilder.get("/api/closed").from(HERE))).isEqualTo(401);
            }
            assertThat(status(RequestBuilder.get("/api/closed").from(HERE))).isEqualTo(429);
        }

        @Test
        void whoAreGoodTakeNothingFromTheirAddress() {
            assertThat(allowed(signedIn("ada", HERE), 50)).isEqualTo(6);
            assertThat(allowed(anonymous(HERE), 9)).isEqualTo(6);
        }

        @Test
        void doNotPassTheLimitAtOnce() {
            assertThat(Race.run(() -> status(signedIn("ada", HERE))))
                    .filteredOn(status -> status == 200)
                    .hasSize(6);
            assertThat(Race.run(() -> status(anonymous(THERE))))
                    .filteredOn(status -> status == 200)
                    .hasSize(6);
        }
    }

    @Nested
    final class Paths {
        @Test
        void withoutALimitHaveNone() {
            assertThat(allowed(RequestBuilder.get("/free").from(HERE), 1000)).isEqualTo(1000);
        }

        @Test
        void haveTheMostSpecificLimitOnly() {
            AuthEngine both = builder()
                    .limit("/api/open/*", RateLimit.of(8, Duration.ofMinutes(1)))
                    .limit("/api/*", SIX)
                    .build();
            assertThat(allowed(both, RequestBuilder.get("/api/open/a").from(HERE), 9))
                    .isEqualTo(8);
            assertThat(allowed(both, RequestBuilder.get("/api/x").header("X-Token", "ada"), 9))
                    .isEqualTo(6);
        }

        @Test
        void haveTheSameLimitWithASlash() {
            AuthEngine exact = builder().limit("/api/open", SIX).build();
            assertThat(allowed(exact, RequestBuilder.get("/api/open").from(HERE), 4))
                    .isEqualTo(4);
            assertThat(allowed(exact, RequestBuilder.get("/api/open/").from(HERE), 9))
                    .isEqualTo(2);
        }

        @Test
        void mayBeEndpoints() {
            AuthEngine limited = builder()
                    .use(new Greeting())
                    .limit("/hello", SIX)
                    .rateLimitHeaders()
                    .build();
            for (int i = 0; i < 6; i++) {
                Reply reply = reply(limited, RequestBuilder.post("/hello"));
                assertThat(reply.status()).isEqualTo(204);
                assertThat(reply.headers()).containsKey("RateLimit");
            }
            assertThat(reply(limited, RequestBuilder.post("/hello")).status()).isEqualTo(429);
        }

        @Test
        void haveOneLimitEach() {
            assertThatThrownBy(() ->
                            builder().limit("/a/*", SIX).limit("/a/**", SIX).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("two limits for /a/");
        }
    }

    @Nested
    final class Answers {
        @Test
        void sayWhenToTryAgain() {
            allowed(anonymous(HERE), 6);
            clock.advance(Duration.ofMillis(2500));
            Reply reply = reply(engine, anonymous(HERE));
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.body()).contains("\"code\":\"RATE_LIMITED\"");
            assertThat(reply.headers())
                    .containsEntry("Retry-After", List.of("8"))
                    .containsEntry("Cache-Control", List.of("no-store"))
                    .doesNotContainKeys("RateLimit", "RateLimit-Policy", "WWW-Authenticate");
            clock.advance(Duration.ofMillis(7500));
            assertThat(allowed(anonymous(HERE), 9)).isEqualTo(1);
        }

        @Test
        void sayAtLeastOneSecond() {
            AuthEngine fast = builder()
                    .limit("/api/*", RateLimit.of(100, Duration.ofSeconds(1)))
                    .build();
            allowed(fast, anonymous(HERE), 100);
            assertThat(reply(fast, anonymous(HERE)).headers()).containsEntry("Retry-After", List.of("1"));
        }

        /** draft-ietf-httpapi-ratelimit-headers-10: strings with parameters, by RFC 9651. */
        @Test
        void tellWhatIsLeftIfTheApplicationWantsIt() {
            AuthEngine telling =
                    builder().limit("/api/*", SIX).rateLimitHeaders().build();
            Decision.Allow allow =
                    (Decision.Allow) telling.decide(anonymous(HERE).build(), Requirement.anyone());
            assertThat(allow.headers())
                    .isEqualTo(Map.of(
                            "RateLimit-Policy", "\"/api/*\";q=6;w=60",
                            "RateLimit", "\"/api/*\";r=5;t=10"));
            allowed(telling, anonymous(HERE), 5);
            assertThat(reply(telling, anonymous(HERE)).headers())
                    .containsEntry("RateLimit-Policy", List.of("\"/api/*\";q=6;w=60"))
                    .containsEntry("RateLimit", List.of("\"/api/*\";r=0;t=60"));
        }

        @Test
        void tellNothingOtherwise() {
            Decision.Allow allow =
                    (Decision.Allow) engine.decide(anonymous(HERE).build(), Requirement.anyone());
            assertThat(allow.headers()).isEmpty();
        }
    }

    private AuthEngineBuilder builder() {
        return AuthEngine.builder()
                .clock(clock)
                .use(FakeFeature.of(tokens))
                .protect("/free", Requirement.anyone())
                .protect("/api/open/*", Requirement.anyone());
    }

    private static RequestBuilder anonymous(String address) {
        return RequestBuilder.get("/api/open").from(address);
    }

    private static RequestBuilder signedIn(String word, String address) {
        return RequestBuilder.get("/api/open").header("X-Token", word).from(address);
    }

    private int allowed(RequestBuilder request, int times) {
        return allowed(engine, request, times);
    }

    private static int allowed(AuthEngine engine, RequestBuilder request, int times) {
        int allowed = 0;
        for (int i = 0; i < times; i++) {
            if (engine.decide(request.build(), Requirement.anyone()) instanceof Decision.Allow) {
                allowed++;
            }
        }
        return allowed;
    }

    private int status(RequestBuilder request) {
        return engine.decide(request.build(), Requirement.anyone())
                .match(allow -> 200, answer -> answer.reply().status());
    }

    private static Reply reply(AuthEngine engine, RequestBuilder request) {
        return ((Decision.Answer) engine.decide(request.build(), Requirement.anyone())).reply();
    }

    private record FakeFeature(List<Authenticator> authenticators, List<Endpoint> endpoints) implements AuthFeature {
        static FakeFeature of(Authenticator authenticator) {
            return new FakeFeature(List.of(authenticator), List.of());
        }
    }

    /** An endpoint that anyone may call. */
    private static final class Greeting implements AuthFeature, Endpoint {
        @Override
        public List<Authenticator> authenticators() {
            return List.of();
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of(this);
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/hello";
        }

        @Override
        public Requirement requirement() {
            return Requirement.anyone();
        }

        @Override
        public Reply handle(AuthRequest request, Optional<Identity> caller) {
            return Reply.noContent();
        }
    }
}
