package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.DecisionWiring;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an application asks beyond the rule of a path, by annotations for instance. */
class DemandTest {
    private final List<AuthEvent> events = new ArrayList<>();
    private final AuthEngine engine =
            new DecisionWiring().builder().listener(events::add).build();
    private final AuthRequest open = RequestBuilder.get("/open/a").build();
    private final Identity ada = Identity.of("ada", "token", Instant.EPOCH).withRoles(Set.of("user"));

    @Test
    void letsThroughWhoeverMeetsIt() {
        assertThat(engine.demand(open, Optional.of(ada), Requirement.role("user")))
                .isEmpty();
        assertThat(engine.demand(open, Optional.empty(), Requirement.anyone())).isEmpty();
        assertThat(engine.demand(open, Optional.of(ada), Requirement.anyone())).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void invitesToSignInAsThePathsRuleWould() {
        Reply reply = refused(open, Optional.empty(), Requirement.role("user"));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers().get("WWW-Authenticate"))
                .containsExactly("token realm=\"test\"", "key realm=\"test\"");
        assertThat(refused(RequestBuilder.get("/token-open").build(), Optional.empty(), Requirement.signedIn())
                        .headers()
                        .get("WWW-Authenticate"))
                .containsExactly("token realm=\"test\"");
    }

    @Test
    void invitesNoSchemeThatCannotMeetIt() {
        assertThat(refused(open, Optional.empty(), Requirement.schemes("key"))
                        .headers()
                        .get("WWW-Authenticate"))
                .containsExactly("key realm=\"test\"");
    }

    @Test
    void wordsARefusalWithTheCallersScheme() {
        Reply reply = refused(open, Optional.of(ada), Requirement.role("admin"));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.headers().get("WWW-Authenticate"))
                .containsExactly("token realm=\"test\", error=\"FORBIDDEN\"");
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(AuthEvent.Type.REFUSED);
            assertThat(event.subject()).contains("ada");
        });
    }

    @Test
    void takesACookieThatCannotMeetItForNone() {
        Identity byCookie = Identity.of("ada", "cookie", Instant.EPOCH);
        assertThat(refused(open, Optional.of(byCookie), Requirement.schemes("key"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void wantsHttpsBeforeItAsksForCredentials() {
        AuthRequest plain =
                RequestBuilder.get("/open/a").origin("http://app.example").build();
        assertThat(refused(plain, Optional.empty(), Requirement.signedIn()).body())
                .contains("HTTPS_REQUIRED");
    }

    @Test
    void failsClosed() {
        Requirement failing = identity -> {
            throw new IllegalStateException("no");
        };
        assertThat(refused(open, Optional.of(ada), failing).status()).isEqualTo(500);
        Requirement down = identity -> {
            throw new StoreUnavailableException("down");
        };
        assertThat(refused(open, Optional.of(ada), down).status()).isEqualTo(503);
    }

    private Reply refused(AuthRequest request, Optional<Identity> caller, Requirement requirement) {
        return engine.demand(request, caller, requirement).orElseThrow().reply();
    }
}
