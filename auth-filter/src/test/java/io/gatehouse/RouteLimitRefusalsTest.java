package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Whose limit it is that a refused request takes from. */
final class RouteLimitRefusalsTest {
    private static final RateLimit SIX = RateLimit.of(6, Duration.ofMinutes(1));

    private final MutableClock clock = MutableClock.create();
    private final List<AuthEvent> events = new CopyOnWriteArrayList<>();
    private final FakeAuthenticator tokens = FakeAuthenticator.ofHeader("token", "X-Token")
            .with("ada", () -> Outcome.authenticated(ada()))
            .with("grace", () -> Outcome.authenticated(Identity.of("grace", "token", clock.instant())))
            .with(
                    "busy",
                    () -> Outcome.rejected(Problem.of(RequestProblems.RATE_LIMITED, "a limit of the scheme")
                            .about(ada())))
            .with("broken", () -> {
                throw new IllegalStateException("broken");
            });
    private final AuthEngine engine = AuthEngine.builder()
            .clock(clock)
            .listener(events::add)
            .use(new OneScheme(tokens))
            .protect("/api/open", Requirement.anyone())
            .protect("/api/admin", Requirement.scopes("admin"))
            .limit("/api/**", SIX)
            .build();

    @Test
    void whoIsKnownAndForbiddenUsesUpTheirOwn() {
        for (int i = 0; i < 6; i++) {
            assertThat(status("/api/admin", "ada")).isEqualTo(403);
        }
        assertThat(status("/api/admin", "ada")).isEqualTo(429);
        assertThat(status("/api/open", "ada")).isEqualTo(429);
        assertThat(status("/api/open", "grace")).isEqualTo(200);
        assertThat(status("/api/open", "")).isEqualTo(200);
    }

    @Test
    void whoIsKnownAndRefusedByTheSchemeUsesUpTheirOwn() {
        for (int i = 0; i < 9; i++) {
            assertThat(status("/api/open", "busy")).isEqualTo(429);
        }
        assertThat(status("/api/open", "ada")).isEqualTo(429);
        assertThat(status("/api/open", "")).isEqualTo(200);
    }

    @Test
    void whatFailsInsideUsesUpThatOfTheAddress() {
        for (int i = 0; i < 6; i++) {
            assertThat(status("/api/open", "broken")).isEqualTo(500);
        }
        int asked = tokens.timesAsked();
        assertThat(status("/api/open", "broken")).isEqualTo(429);
        assertThat(tokens.timesAsked()).isEqualTo(asked);
    }

    @Test
    void theRefusalTellsWhoItWas() {
        for (int i = 0; i < 7; i++) {
            status("/api/open", "ada");
        }
        AuthEvent last = events.get(events.size() - 1);
        assertThat(last.code()).contains("RATE_LIMITED");
        assertThat(last.subject()).contains("ada");
        assertThat(last.scheme()).contains("token");
    }

    @Test
    void theRefusalOfAnAddressTellsNobody() {
        for (int i = 0; i < 7; i++) {
            status("/api/open", "");
        }
        assertThat(events.get(events.size() - 1).subject()).isEmpty();
    }

    private Identity ada() {
        return Identity.of("ada", "token", clock.instant());
    }

    private int status(String path, String word) {
        RequestBuilder request = RequestBuilder.get(path).from("203.0.113.7");
        RequestBuilder whole = word.isEmpty() ? request : request.header("X-Token", word);
        return engine.decide(whole.build(), Requirement.anyone())
                .match(allow -> 200, answer -> answer.reply().status());
    }

    private record OneScheme(List<Authenticator> authenticators, List<Endpoint> endpoints) implements AuthFeature {
        OneScheme(Authenticator authenticator) {
            this(List.of(authenticator), List.of());
        }
    }
}
