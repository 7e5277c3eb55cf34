package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.testkit.DecisionWiring;
import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.FakeEndpoint;
import io.gatehouse.testkit.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What listeners hear of a request, and that an answer can be found by the id that its client got. */
class EventsTest {
    private static final Requirement ANYONE = Requirement.anyone();

    private final List<AuthEvent> events = new ArrayList<>();
    private final DecisionWiring wiring = new DecisionWiring();
    private final AuthEngine engine = wiring.builder()
            .listener(events::add)
            .use(FakeEndpoint.of(
                    "POST",
                    "/facts",
                    ANYONE,
                    (request, identity) -> Reply.noContent()
                            .withFact(AuthEvent.Type.LOGIN, "ada")
                            .withFact(AuthEvent.Type.LOGIN_ENDED_BY_LIMIT, "ada", "s-1")))
            .build();

    @Test
    void sayWhoWasRefusedByWhichRuleAndScheme() {
        decide(engine, RequestBuilder.get("/admin/a").header(DecisionWiring.TOKEN_HEADER, "ada"));
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.subject()).contains("ada");
            assertThat(event.scheme()).contains("token");
            assertThat(event.rule()).contains("/admin/*");
        });
    }

    @Test
    void sayOfForeignSubjectsWhoseTheyAre() {
        decide(engine, RequestBuilder.get("/admin/a").header(DecisionWiring.TOKEN_HEADER, "foreign"));
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.issuer()).contains("https://issuer.example");
            assertThat(event.accountId()).isEmpty();
        });
    }

    @Test
    void sayWhichSchemeABadCredentialWantedToBe() {
        decide(engine, RequestBuilder.get("/signed-in").header(DecisionWiring.TOKEN_HEADER, "bad"));
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.scheme()).contains("token");
            assertThat(event.subject()).isEmpty();
        });
    }

    @Test
    void tellOfAllThatAnEndpointReportsUnderOneId() {
        decide(engine, RequestBuilder.post("/facts").header("User-Agent", "curl/8\u202e"));
        assertThat(events)
                .extracting(AuthEvent::type)
                .containsExactly(AuthEvent.Type.LOGIN, AuthEvent.Type.LOGIN_ENDED_BY_LIMIT);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.rule()).contains("/facts");
            assertThat(event.userAgent()).contains("curl/8?");
            assertThat(event.requestId()).isEqualTo(events.get(0).requestId());
        });
        assertThat(events.get(1).credentialId()).contains("s-1");
    }

    @Test
    void tellOfAFailureUnderTheIdOfTheAnswer() {
        for (String path : List.of("/auth/runtime", "/auth/down")) {
            events.clear();
            Reply reply = ((Decision.Answer) decide(engine, RequestBuilder.post(path))).reply();
            assertThat(events).extracting(AuthEvent::type).containsExactly(AuthEvent.Type.FAILED);
            assertThat(events.get(0).requestId()).isEqualTo(requestId(reply)).isPresent();
        }
    }

    @Test
    void areNoneIfARequestIsAccepted() {
        decide(engine, RequestBuilder.get("/open/a"));
        decide(engine, RequestBuilder.get("/signed-in").header(DecisionWiring.TOKEN_HEADER, "ada"));
        assertThat(events).isEmpty();
    }

    @Test
    void tellOfWhatAnAuthenticatorReportsThoughTheRuleOrALimitRefuses() {
        AuthEvent.Fact fact = new AuthEvent.Fact(AuthEvent.Type.API_KEY_FIRST_USED, "ada", Optional.of("k-1"));
        Identity ada = Identity.of("ada", "key", Instant.EPOCH);
        AuthEngine once = AuthEngine.builder()
                .use(FakeAuthenticator.ofHeader("key", "X-Key")
                        .with("first", () -> new Outcome.Authenticated(ada, List.of(), List.of(fact))))
                .protect("/admin", Requirement.role("admin"))
                .limit("/limited", RateLimit.of(1, Duration.ofMinutes(1)))
                .listener(events::add)
                .build();
        for (String path : List.of("/admin", "/limited", "/limited")) {
            decide(once, RequestBuilder.get(path).header("X-Key", "first"));
        }
        assertThat(events)
                .extracting(AuthEvent::type)
                .containsExactly(
                        AuthEvent.Type.API_KEY_FIRST_USED,
                        AuthEvent.Type.REFUSED,
                        AuthEvent.Type.API_KEY_FIRST_USED,
                        AuthEvent.Type.API_KEY_FIRST_USED,
                        AuthEvent.Type.REFUSED);
        assertThat(events.get(0).scheme()).contains("key");
        assertThat(events.get(0).credentialId()).contains("k-1");
        assertThat(events.get(0).rule()).contains("/admin");
    }

    @Test
    void everyListenerHearsOnceThoughOneThrows() {
        List<AuthEvent> first = new ArrayList<>();
        AuthEngine several = wiring.builder()
                .listener(first::add)
                .listener(event -> {
                    throw new IllegalStateException();
                })
                .use(new HearingFeature(events))
                .build();
        decide(several, RequestBuilder.get("/signed-in"));
        several.report(AuthEvent.Type.STARTED, "by hand");
        assertThat(events).isEqualTo(first).hasSize(2);
        assertThat(events.get(1).requestId()).isEmpty();
        assertThat(events.get(1).reason()).contains("by hand");
    }

    @Test
    void tellLittleOfASegmentOfAPathThatMayBeAKeyPutThereByMistake() {
        String key = "gth_" + "i".repeat(16) + "_" + "s".repeat(39);
        for (String path : List.of("/keys/" + key, "/" + key + "/a", key)) {
            decide(engine, RequestBuilder.get(path));
        }
        assertThat(events)
                .extracting(AuthEvent::path)
                .containsExactly("/keys/gth_iiiiiiiiiiii…", "/gth_iiiiiiiiiiii…/a", "gth_iiiiiiiiiiii…");
        events.clear();
        String longest = "/a/" + "b".repeat(48) + "/" + "c".repeat(48) + "//";
        decide(engine, RequestBuilder.get(longest));
        assertThat(events).extracting(AuthEvent::path).containsExactly(longest);
    }

    private record HearingFeature(List<AuthEvent> heard) implements AuthFeature, AuthEvent.Listener {
        @Override
        public void on(AuthEvent event) {
            heard.add(event);
        }

        @Override
        public List<Authenticator> authenticators() {
            return List.of();
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of();
        }
    }

    private static Decision decide(AuthEngine engine, RequestBuilder request) {
        return engine.decide(request.build(), ANYONE);
    }

    private static Optional<String> requestId(Reply reply) {
        try {
            return Json.parseObject(reply.body().getBytes(StandardCharsets.UTF_8))
                    .string("requestId");
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }
}
