package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Problem;
import io.gatehouse.RequestProblems;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Section 3: the challenge that asks for a more recent login. */
class Rfc9470Test {
    @Test
    void namesTheErrorAndTheAge() {
        Problem problem =
                Problem.of(RequestProblems.REAUTHENTICATION_REQUIRED, "r").withMaxAge(Duration.ofMinutes(5));
        assertThat(BearerChallenge.of(Optional.of(problem)))
                .contains("Bearer realm=\"gatehouse\", error=\"insufficient_user_authentication\","
                        + " error_description=\"This needs a more recent sign-in.\", max_age=\"300\"");
    }
}
