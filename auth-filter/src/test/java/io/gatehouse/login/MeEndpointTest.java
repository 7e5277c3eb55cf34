package io.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.Decision;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeEndpointTest {
    private static final Account ADA =
            new Account("ada", "ada@example.com", Set.of("user", "admin"), Set.of("read"), true);

    private final List<String> lookedUp = new ArrayList<>();

    @Test
    void tellsWhoIsCalling() {
        assertThat(me(ada()).body())
                .isEqualTo("{\"user\":{\"id\":\"ada\",\"email\":\"ada@example.com\",\"roles\":[\"admin\",\"user\"]},"
                        + "\"scheme\":\"token\",\"scopes\":[\"a\",\"b\"],\"authenticatedAt\":\"1970-01-01T00:00:00Z\","
                        + "\"expiresAt\":\"1970-01-01T00:15:00Z\"}");
    }

    @Test
    void neverShowsOurAccountToAForeignIssuer() {
        assertThat(me(ada().withIssuer("https://issuer.example")).body())
                .contains("\"issuer\":\"https://issuer.example\"")
                .contains("\"roles\":[\"guest\"]")
                .doesNotContain("ada@example.com")
                .doesNotContain("admin");
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void answersForAnAccountThatIsGone() {
        assertThat(me(Identity.of("ghost", "token", Instant.EPOCH)).body()).contains("{\"id\":\"ghost\",\"roles\":[]}");
    }

    @Test
    void needsSignIn() {
        AuthEngine engine =
                AuthEngine.builder().use(LoginEndpoints.of(this::account)).build();
        assertThat(send(engine, RequestBuilder.get("/api/auth/me")).status()).isEqualTo(401);
    }

    private static Identity ada() {
        return Identity.of("ada", "token", Instant.EPOCH)
                .withRoles(Set.of("guest"))
                .withScopes(Set.of("b", "a"))
                .withExpiresAt(Instant.EPOCH.plusSeconds(900));
    }

    private Reply me(Identity identity) {
        AuthEngine engine = AuthEngine.builder()
                .use(FakeAuthenticator.ofHeader("token", "X-Token").with("me", () -> Outcome.authenticated(identity)))
                .use(LoginEndpoints.of(this::account))
                .build();
        Reply reply = send(engine, RequestBuilder.get("/api/auth/me").header("X-Token", "me"));
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    private static Reply send(AuthEngine engine, RequestBuilder request) {
        return engine.decide(request.build(), Requirement.anyone())
                .match(
                        allow -> {
                            throw new AssertionError("let through");
                        },
                        Decision.Answer::reply);
    }

    private Optional<Account> account(String id) {
        lookedUp.add(id);
        return id.equals("ada") ? Optional.of(ADA) : Optional.empty();
    }
}
