package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 9470: what a fresh login is. */
class FreshLoginTest {
    private final MutableClock clock = MutableClock.create();
    private final Requirement fresh = Requirement.fresh(Duration.ofMinutes(5));

    @Test
    void lastsUntilTheLastSecond() {
        assertThat(code(login(Duration.ZERO))).isEmpty();
        assertThat(code(login(Duration.ofMinutes(5)))).isEmpty();
        assertThat(code(login(Duration.ofSeconds(301)))).contains("REAUTHENTICATION_REQUIRED");
    }

    @Test
    void isNotBelievedFromTheFuture() {
        assertThat(code(login(Duration.ofMinutes(-1)))).isEmpty();
        assertThat(code(login(Duration.ofSeconds(-61)))).contains("REAUTHENTICATION_REQUIRED");
    }

    @Test
    void isNoApiKey() {
        assertThat(code(Identity.of("ada", "api-key", clock.instant()))).contains("FORBIDDEN");
    }

    @Test
    void isOfAForeignIssuerOnlyIfThatSaysWhen() {
        Identity foreign = Identity.of("ada", "bearer", clock.instant()).withIssuer("https://issuer.example");
        assertThat(code(foreign)).contains("REAUTHENTICATION_REQUIRED");
        assertThat(code(foreign.withAttributes(Map.of("auth_time", 1L)))).isEmpty();
    }

    @Test
    void isAskedTogetherWithOthers() {
        Requirement both = Requirement.role("admin").and(fresh);
        assertThat(both.refuse(login(Duration.ofHours(1)), clock)).isPresent();
        assertThat(fresh.and(Requirement.signedIn()).refuse(login(Duration.ofHours(1)), clock))
                .isPresent();
        assertThat(fresh.and(Requirement.signedIn()).refuse(login(Duration.ZERO), clock))
                .isEmpty();
    }

    @Test
    void isNeverFreshWithoutTheTime() {
        assertThat(fresh.refuse(login(Duration.ZERO))).isPresent();
    }

    @Test
    void tellsHowFreshItMustBe() {
        assertThat(fresh.refuse(login(Duration.ofHours(1)), clock).orElseThrow().maxAge())
                .contains(Duration.ofMinutes(5));
        assertThat(fresh).hasToString("login of the last 300 s");
    }

    @Test
    void isMeasuredInWholeSeconds() {
        assertThatIllegalArgumentException().isThrownBy(() -> Requirement.fresh(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Requirement.fresh(Duration.ofMillis(1500)));
    }

    private Identity login(Duration ago) {
        Instant at = clock.instant().minus(ago);
        return Identity.of("ada", "bearer", at).withLoginId("login");
    }

    private Optional<String> code(Identity identity) {
        return fresh.refuse(identity, clock).map(problem -> problem.type().code());
    }
}
