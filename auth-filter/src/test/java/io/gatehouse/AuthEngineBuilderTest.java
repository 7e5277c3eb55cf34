package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.FakeEndpoint;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that are found at the start, and named. */
class AuthEngineBuilderTest {
    private static final Requirement ANYONE = Requirement.anyone();

    private static FakeEndpoint endpoint(String method, String path) {
        return FakeEndpoint.of(method, path, ANYONE, (request, identity) -> Reply.noContent());
    }

    @Nested
    class AtTheStart {
        private final FakeAuthenticator token = FakeAuthenticator.ofHeader("token", "X-Token");
        private final AuthEngineBuilder builder = AuthEngine.builder();

        @Test
        void refusesTwoRulesForOnePath() {
            builder.protect("/a/*", ANYONE).protect("/a/**", Requirement.signedIn());
            assertThatIllegalStateException()
                    .isThrownBy(builder::build)
                    .withMessage("two rules for one path: \"/a/*\" and \"/a/**\"");
        }

        @Test
        void refusesTwoRulesForOneMethodAndPath() {
            builder.protect("GET /{a}", ANYONE).protect("POST /{a}", ANYONE).protect("GET /{b}", ANYONE);
            assertThatIllegalStateException()
                    .isThrownBy(builder::build)
                    .withMessage("two rules for one path: \"GET /{a}\" and \"GET /{b}\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "/a/*/b", "", "get /a", "GET  /a", "GET,POST /a", "GET a", " /a"})
        void refusesRulesThatCanNotBeRead(String pattern) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.protect(pattern, ANYONE))
                    .withMessageContaining("\"");
        }

        @Test
        void refusesARuleWithASchemeThatItDoesNotUse() {
            builder.protect("/a", ANYONE, token);
            assertThatIllegalStateException()
                    .isThrownBy(builder::build)
                    .withMessageContaining("/a")
                    .withMessageContaining("token");
        }

        @Test
        void refusesARuleWithAnotherSchemeOfTheSameName() {
            builder.use(FakeAuthenticator.ofHeader("token", "X-Other")).protect("/a", ANYONE, token);
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("token");
        }

        @Test
        void refusesARuleWithAFeatureThatAuthenticatesNobody() {
            builder.protect("/a", Requirement.signedIn(), endpoint("GET", "/b"));
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("/a");
        }

        @Test
        void refusesTwoSchemesOfOneName() {
            builder.use(token).use(FakeAuthenticator.ofCookie("token", "c"));
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("token");
        }

        @Test
        void refusesASchemeWithoutAName() {
            builder.use(FakeAuthenticator.ofHeader(" ", "X-Token"));
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("FakeAuthenticator");
        }

        @Test
        void refusesTwoEndpointsForOneMethodAndPath() {
            builder.use(endpoint("GET", "/a/{x}"))
                    .use(endpoint("POST", "/a/{x}"))
                    .use(endpoint("GET", "/a/{y}"));
            assertThatIllegalStateException().isThrownBy(builder::build).withMessage("two endpoints for GET /a/{y}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/a/{y}", "/a/b", "GET /a/{x}", "DELETE /a/b"})
        void refusesARuleThatAnEndpointHides(String rule) {
            builder.use(endpoint("GET", "/a/{x}")).protect(rule, Requirement.role("admin"));
            assertThatIllegalStateException()
                    .isThrownBy(builder::build)
                    .withMessageContaining(rule)
                    .withMessageContaining("endpoint");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/a/*", "/a", "/a/{x}/b", "/{x}/c"})
        void takesARuleBesideAnEndpoint(String rule) {
            builder.use(endpoint("GET", "/a/b")).protect(rule, Requirement.signedIn());
            assertThatCode(builder::build).doesNotThrowAnyException();
        }

        @Test
        void refusesAnEndpointForASubtree() {
            builder.use(endpoint("GET", "/a/*"));
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("/a/*");
        }

        @Test
        void refusesAnEndpointThatNobodyCouldCall() {
            builder.use(new FakeEndpoint(
                    "POST", "/a", Requirement.signedIn(), false, (request, identity) -> Reply.noContent()));
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("POST /a");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "*",
                    "null",
                    "",
                    "app.example",
                    "https://",
                    "https://app.example/",
                    "https://APP.example",
                    "https://*.example",
                    "https://a b",
                    "https://app.example:443",
                    "http://app.example:80",
                    "ftp://app.example",
                    "https://user@app.example",
                    "https://app.example:",
                    "https://app.example\n"
                })
        void refusesAnAllowedOriginThatIsNone(String origin) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.allowOrigin(origin))
                    .withMessageContaining(origin);
        }
    }
}
