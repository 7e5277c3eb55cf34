package io.gatehouse.token;

import static io.gatehouse.token.BearerScene.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthRequest;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import io.gatehouse.RequestProblems;
import io.gatehouse.testkit.RequestBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The OAuth 2.0 Authorization Framework: Bearer Token Usage. */
final class Rfc6750Test {
    private final BearerScene scene = new BearerScene();
    private final Forge forge = scene.forge;

    @Nested
    class Section21Header {
        @ParameterizedTest
        @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
        void ignoresTheCaseOfTheScheme(String scheme) {
            assertThat(scene.identity(header(scheme + " " + forge.good())).subject())
                    .isEqualTo("ada");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Bearer",
                    "Bearer ",
                    "Bearer  T",
                    "Bearer\tT",
                    "Bearer T ",
                    "Bearer T\t",
                    "Bearer T,",
                    "Bearer ,T",
                    "Bearer T T",
                    "Bearer T, Bearer T",
                    "Bearer T extra",
                    "Bearer,T",
                    "Bearer=T",
                    "Bearer:T",
                    " Bearer T",
                    "\tBearer T",
                    "Bearer \"T\"",
                    "Bearer token=T",
                    "Bearer T=",
                    "Bearer T\u00e9"
                })
        void refusesOtherForms(String value) {
            assertThat(scene.code(header(value.replace("T", forge.good())))).isEqualTo("TOKEN_MALFORMED");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Basic YTpi", "DPoP T", "BearerX T", "Bearer-Token T", "Bear T", "T", ""})
        void isAbsentForOtherSchemes(String value) {
            AuthRequest request = header(value.replace("T", forge.good()));
            assertThat(scene.bearer.presented(request)).isFalse();
            assertThat(scene.bearer.authenticate(request)).isEqualTo(Outcome.absent());
        }

        @Test
        void isAbsentWithoutHeader() {
            assertThat(scene.bearer.presented(RequestBuilder.get("/").build())).isFalse();
        }

        @Test
        void refusesTooLongTokenUnread() {
            assertThat(scene.code(header("Bearer " + "a".repeat(1_000_000)))).isEqualTo("TOKEN_MALFORMED");
        }
    }

    @Nested
    class Section2OneMethod {
        @Test
        void refusesTwoHeaders() {
            AuthRequest twice = RequestBuilder.get("/")
                    .bearer(forge.good())
                    .bearer(forge.good())
                    .build();
            assertThat(scene.code(twice)).isEqualTo("CREDENTIALS_AMBIGUOUS");
            AuthRequest mixed = RequestBuilder.get("/")
                    .header("Authorization", "Basic YTpi")
                    .bearer(forge.good())
                    .build();
            assertThat(scene.bearer.presented(mixed)).isTrue();
            assertThat(scene.code(mixed)).isEqualTo("CREDENTIALS_AMBIGUOUS");
        }

        @Test
        void refusesTokenInTheQueryWithoutRepeatingIt() {
            AuthRequest request =
                    RequestBuilder.get("/").query("access_token", forge.good()).build();
            assertThat(scene.bearer.presented(request)).isTrue();
            Problem problem = scene.problem(request);
            assertThat(problem.type()).isEqualTo(RequestProblems.REQUEST_MALFORMED);
            assertThat(problem.detail()).contains("Authorization header");
            assertThat(problem.toString()).doesNotContain(forge.good().substring(0, 20));
            AuthRequest both = RequestBuilder.get("/")
                    .bearer(forge.good())
                    .query("access_token", "")
                    .build();
            assertThat(scene.code(both)).isEqualTo("REQUEST_MALFORMED");
        }

        @Test
        void neverReadsATokenFromTheBody() {
            AuthRequest request = RequestBuilder.post("/")
                    .body("application/x-www-form-urlencoded", "access_token=" + forge.good())
                    .build();
            assertThat(scene.bearer.presented(request)).isFalse();
        }
    }

    @Nested
    class Section3Challenge {
        @Test
        void namesNoErrorWithoutCredentials() {
            assertThat(scene.bearer.challenge(Optional.empty())).contains("Bearer realm=\"gatehouse\"");
        }

        @Test
        void namesInvalidTokenForEveryProblemOfTokens() {
            String expired = "Bearer realm=\"gatehouse\", error=\"invalid_token\", error_description=\"The access token"
                    + " expired.\"";
            assertThat(challenge(Problem.of(TokenProblems.TOKEN_EXPIRED, "r"))).contains(expired);
            for (var type : List.of(
                    TokenProblems.TOKEN_INVALID,
                    TokenProblems.TOKEN_MALFORMED,
                    TokenProblems.TOKEN_NOT_YET_VALID,
                    TokenProblems.TOKEN_REVOKED)) {
                assertThat(challenge(Problem.of(type, "r")).orElseThrow()).contains("error=\"invalid_token\"");
            }
        }

        @Test
        void namesTheScopesThatLack() {
            Problem problem =
                    Problem.of(RequestProblems.SCOPE_INSUFFICIENT, "r").withScopes(Set.of("b", "a", "x\" y\r\n"));
            assertThat(challenge(problem))
                    .contains("Bearer realm=\"gatehouse\", error=\"insufficient_scope\", scope=\"a b\"");
        }

        @Test
        void namesInvalidRequest() {
            assertThat(challenge(Problem.of(RequestProblems.CREDENTIALS_AMBIGUOUS, "r")))
                    .contains("Bearer realm=\"gatehouse\", error=\"invalid_request\"");
        }

        @Test
        void hasNothingToSayOfRoles() {
            assertThat(challenge(Problem.of(RequestProblems.FORBIDDEN, "r"))).isEmpty();
        }

        @Test
        void repeatsNothingOfTheRequest() {
            Problem problem =
                    Problem.of(TokenProblems.TOKEN_INVALID, "\"\r\nX: y").withDetail("\"\r\nX: y");
            assertThat(challenge(problem).orElseThrow().chars()).allMatch(c -> c >= 0x20 && c < 0x7f);
        }

        private Optional<String> challenge(Problem problem) {
            return scene.bearer.challenge(Optional.of(problem));
        }
    }
}
