package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.json.JsonObject;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What paths and endpoints ask for: of callers, and of bodies. */
class RequirementTest {
    @Nested
    class Bodies {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "application/json",
                    "APPLICATION/JSON",
                    "application/json; charset=utf-8",
                    "application/json;charset=\"UTF-8\""
                })
        void areReadAsJson(String type) throws Exception {
            assertThat(JsonBody.read(RequestBuilder.post("/")
                                    .body(type, "{\"a\":1}")
                                    .build())
                            .integer("a"))
                    .contains(1L);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "text/plain",
                    "text/json",
                    "application/jsonx",
                    "application/json; charset=latin1",
                    "application/json; x=y",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data",
                    "application/json, text/plain",
                    "text/plain; application/json"
                })
        void areRefusedAsAnythingElse(String type) {
            assertThat(code(RequestBuilder.post("/").body(type, "{}"))).isEqualTo("MEDIA_TYPE_UNSUPPORTED");
        }

        @Test
        void areRefusedWithTwoTypesOrNone() {
            RequestBuilder twice = RequestBuilder.post("/").body("application/json", "{}");
            assertThat(code(twice.header("Content-Type", "application/json"))).isEqualTo("MEDIA_TYPE_UNSUPPORTED");
            assertThat(code(RequestBuilder.post("/"))).isEqualTo("MEDIA_TYPE_UNSUPPORTED");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "[]", "null", "\"a\"", "{", "{}{}", "{\"a\":1,\"a\":2}"})
        void areRefusedUnlessOneObject(String body) {
            assertThat(code(RequestBuilder.post("/").body("application/json", body)))
                    .isEqualTo("REQUEST_MALFORMED");
        }

        @Test
        void areRefusedAboveTheLimit() {
            String body = "{\"a\":\"" + "x".repeat(JsonBody.LIMIT) + "\"}";
            assertThat(code(RequestBuilder.post("/").body("application/json", body)))
                    .isEqualTo("REQUEST_TOO_LARGE");
        }

        @Test
        void tellTheNameOfAMemberButNotItsValue() throws Exception {
            JsonObject body = JsonBody.read(
                    RequestBuilder.post("/").json(Map.of("a", 12345)).build());
            assertThat(problem(() -> JsonBody.required(body, "a")).detail())
                    .contains("\"a\"")
                    .doesNotContain("12345");
            assertThat(problem(() -> JsonBody.required(body, "b")).detail()).contains("\"b\"");
        }

        private static String code(RequestBuilder request) {
            return problem(() -> JsonBody.read(request.build())).type().code();
        }

        private static Problem problem(Call call) {
            try {
                call.run();
            } catch (Rejection e) {
                return e.problem();
            }
            throw new AssertionError("nothing was rejected");
        }

        private interface Call {
            void run() throws Rejection;
        }
    }

    @Nested
    class Requirements {
        private final Identity ada = Identity.of("ada", "token", Instant.EPOCH).withRoles(Set.of("a"));

        @Test
        void sayWhatTheyAskFor() {
            assertThat(Requirement.anyone()).hasToString("anyone");
            assertThat(Requirement.signedIn()).hasToString("signed in");
            assertThat(Requirement.login()).hasToString("login");
            assertThat(Requirement.nobody()).hasToString("nobody");
            assertThat(Requirement.role("a")).hasToString("role a");
            assertThat(Requirement.anyRole("b", "a")).hasToString("role a or b");
            assertThat(Requirement.scopes("b", "a")).hasToString("scope a and b");
            assertThat(Requirement.role("a").and(Requirement.scopes("b"))).hasToString("role a, scope b");
        }

        @Test
        void areOpenTogetherOnlyIfBothAre() {
            assertThat(Requirement.anyone().and(Requirement.anyone()).open()).isTrue();
            assertThat(Requirement.anyone().and(Requirement.signedIn()).open()).isFalse();
            assertThat(Requirement.signedIn().and(Requirement.anyone()).open()).isFalse();
        }

        @Test
        void areBothAsked() {
            assertThat(Requirement.role("a").and(Requirement.role("b")).refuse(ada))
                    .isPresent();
            assertThat(Requirement.role("b").and(Requirement.role("a")).refuse(ada))
                    .isPresent();
            assertThat(Requirement.role("a").and(Requirement.role("a")).refuse(ada))
                    .isEmpty();
        }

        @Test
        void nameTheScopesThatAreMissing() {
            assertThat(Requirement.scopes("r", "w")
                            .refuse(ada.withScopes(Set.of("r")))
                            .orElseThrow()
                            .scopes())
                    .containsExactlyInAnyOrder("r", "w");
        }

        @Test
        void refuseEmptyAndBlankNames() {
            assertThatIllegalArgumentException().isThrownBy(Requirement::anyRole);
            assertThatIllegalArgumentException().isThrownBy(() -> Requirement.role(" "));
            assertThatIllegalArgumentException().isThrownBy(Requirement::scopes);
            assertThatIllegalArgumentException().isThrownBy(() -> Requirement.scopes("a b"));
            assertThatIllegalArgumentException().isThrownBy(() -> Requirement.scopes("a\""));
        }

        @Test
        void takeALoginOfOursOnly() {
            assertThat(Requirement.login().refuse(ada)).isPresent();
            assertThat(Requirement.login().refuse(ada.withLoginId("l"))).isEmpty();
            assertThat(Requirement.login().refuse(ada.withLoginId("l").withIssuer("https://i")))
                    .isPresent();
        }
    }
}
