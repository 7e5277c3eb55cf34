package io.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.Authenticator;
import io.gatehouse.Decision;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsEndpointTest {
    private final MutableClock clock = MutableClock.create();
    private final FakeAuditStore store = new FakeAuditStore();
    private final AuditTrail trail = AuditTrail.of(store, clock)
            .withExecutor(Scheduled.never())
            .withAdministrators("/admin/events", Requirement.role("admin"));
    private final AuthEngine engine =
            AuthEngine.builder().clock(clock).use(new Scheme()).use(trail).build();

    @Test
    void showsTheCallersOwnEventsOnlyAndNoReasons() {
        happens("ada");
        happens("grace");
        String body = get("/api/auth/events", "ada").body();
        assertThat(body).contains("\"type\":\"LOGIN_FAILED\"", "\"id\":\"1\"", "\"next\":null");
        assertThat(body).doesNotContain("\"id\":\"2\"", "wrong password");
    }

    @Test
    void pagesFromTheNewest() {
        for (int i = 0; i < 3; i++) {
            happens("ada");
        }
        RequestBuilder request = RequestBuilder.get("/api/auth/events").header("X-Test", "ada");
        assertThat(answer(request.query("limit", "2")).body())
                .contains("\"id\":\"3\"", "\"id\":\"2\"", "\"next\":\"2\"")
                .doesNotContain("\"id\":\"1\"");
        RequestBuilder rest = RequestBuilder.get("/api/auth/events").header("X-Test", "ada");
        assertThat(answer(rest.query("before", "2")).body())
                .contains("\"id\":\"1\"")
                .doesNotContain("\"id\":\"2\"");
    }

    @Test
    void needsALogin() {
        assertThat(answer(RequestBuilder.get("/api/auth/events")).status()).isEqualTo(401);
        assertThat(get("/api/auth/events", "key").status()).isEqualTo(403);
    }

    @Test
    void showsAdministratorsAnyAccountWithReasons() {
        happens("ada");
        RequestBuilder request = RequestBuilder.get("/admin/events").query("account", "ada");
        assertThat(answer(request.header("X-Test", "admin")).body()).contains("wrong password");
        assertThat(get("/admin/events", "admin").status()).isEqualTo(400);
        assertThat(get("/admin/events", "ada").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "", "x", "9999999999999999999", "1 ", "١"})
    void refusesWrongLimits(String limit) {
        RequestBuilder request = RequestBuilder.get("/api/auth/events").header("X-Test", "ada");
        assertThat(answer(request.query("limit", limit)).status()).isEqualTo(400);
    }

    @Test
    void isUnavailableWhileTheStoreIsDown() {
        store.down = true;
        assertThat(get("/api/auth/events", "ada").status()).isEqualTo(503);
    }

    private void happens(String account) {
        trail.on(new AuthEvent(
                AuthEvent.Type.LOGIN_FAILED,
                Optional.of("request"),
                clock.instant(),
                "POST",
                "/login",
                "203.0.113.7",
                Optional.empty(),
                Optional.of(account),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("/login"),
                Optional.of("LOGIN_FAILED"),
                Optional.of("wrong password")));
        assertThat(trail.flush()).isTrue();
    }

    private Reply get(String path, String who) {
        return answer(RequestBuilder.get(path).header("X-Test", who));
    }

    private Reply answer(RequestBuilder request) {
        return ((Decision.Answer) engine.decide(request.build(), Requirement.anyone())).reply();
    }

    private record Scheme(FakeAuthenticator fake) implements io.gatehouse.AuthFeature {
        private static Identity login(String subject, String... roles) {
            return Identity.of(subject, "test", Instant.EPOCH)
                    .withLoginId("login")
                    .withRoles(Set.of(roles));
        }

        Scheme() {
            this(FakeAuthenticator.ofHeader("test", "X-Test")
                    .with("ada", () -> Outcome.authenticated(login("ada")))
                    .with("admin", () -> Outcome.authenticated(login("boss", "admin")))
                    .with("key", () -> Outcome.authenticated(Identity.of("ada", "test", Instant.EPOCH))));
        }

        @Override
        public List<Authenticator> authenticators() {
            return List.of(fake);
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of();
        }
    }
}
