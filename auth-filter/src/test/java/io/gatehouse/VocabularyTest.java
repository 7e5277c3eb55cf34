package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.json.Json;
import io.gatehouse.json.JsonObject;
import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that pass between the engine, schemes and adapters. */
class VocabularyTest {
    private static final ProblemType TYPE = new ProblemType("SOME_CODE", 401, "Some title", "Some detail.");

    @Nested
    class Reason {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\r", "\n", "\u0000", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029", "\u202a",
                    "\u202e", "\u2066", "\u2069", "\u200b", "\u200f", "\u061c", "\ufeff", "\ue000", "\ud800", "\udc00",
                    "\uffff", "\u00ad"
                })
        void hasNothingThatForgesOrTurnsALine(String bad) {
            assertThat(Problem.of(TYPE, "a" + bad + "b").reason()).isEqualTo("a?b");
        }

        @Test
        void keepsWhatIsMerelyForeign() {
            String text = "ä 漢字 \ud83d\ude00 \u00a0|<>\"'&";
            assertThat(Problem.of(TYPE, text).reason()).isEqualTo(text);
        }

        @Test
        void isCut() {
            String reason = Problem.of(TYPE, "x".repeat(100_000)).reason();
            assertThat(reason).hasSize(Problem.MAX_REASON + 1).endsWith("x…");
            assertThat(Problem.of(TYPE, "x".repeat(300)).reason()).hasSize(300).endsWith("x");
        }

        @Test
        void isNotCutThroughACharacter() {
            assertThat(Problem.of(TYPE, "x".repeat(299) + "\ud83d\ude00").reason())
                    .isEqualTo("x".repeat(299) + "?…");
        }

        @Test
        void staysTheSameInCopies() {
            Problem problem = Problem.of(TYPE, "y".repeat(400));
            assertThat(problem.withDetail("d").withHeader("A", "b").reason()).isEqualTo(problem.reason());
        }

        @Test
        void neverReachesTheClient() {
            Reply reply = Refusals.reply(Problem.of(TYPE, "audience was x"), List.of(), null);
            assertThat(reply.body()).doesNotContain("audience");
            assertThat(reply.headers().toString()).doesNotContain("audience");
        }
    }

    @ParameterizedTest
    @CsvSource({"PT0S,1", "PT-5S,1", "PT1S,1", "PT1.000000001S,2", "PT1.5S,2", "PT299.9999S,300", "PT5M,300"})
    void asksToWaitForWholeSecondsRoundedUp(Duration wait, String seconds) {
        assertThat(Problem.of(TYPE, "").withRetryAfter(wait).headers()).containsEntry("Retry-After", seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lower", "WITH SPACE", "WITH-DASH", "DIGIT1"})
    void refusesCodesThatAreNotUpperSnake(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProblemType(code, 400, "t", "d"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 302, 399, 600})
    void refusesStatusesThatAreNoErrors(int status) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProblemType("A", status, "t", "d"));
    }

    @Nested
    class Refusal {
        @Test
        void hasTheMembersOfRfc9457InOrder() throws Exception {
            Reply reply = Refusals.reply(Problem.of(TYPE, "r"), List.of(), null);
            JsonObject body = Json.parseObject(reply.body().getBytes(StandardCharsets.UTF_8));
            assertThat(new ArrayList<>(body.members().entrySet()))
                    .containsExactly(
                            Map.entry("type", "urn:gatehouse:problem:some-code"),
                            Map.entry("title", "Some title"),
                            Map.entry("status", 401L),
                            Map.entry("detail", "Some detail."),
                            Map.entry("code", "SOME_CODE"));
        }

        @Test
        void isKeptByNoCacheAndInertInABrowser() {
            Reply reply = Refusals.reply(Problem.of(TYPE, "r"), List.of(), null);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.headers())
                    .containsEntry("Content-Type", List.of("application/problem+json;charset=UTF-8"))
                    .containsEntry("Cache-Control", List.of("no-store"))
                    .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                    .containsEntry(
                            "Content-Security-Policy", List.of("default-src 'none'; frame-ancestors 'none'; sandbox"));
        }

        @Test
        void escapesMarkupInItsDetail() {
            Reply reply = Refusals.reply(Problem.of(TYPE, "r").withDetail("</script><b>\"\u2028&"), List.of(), null);
            assertThat(reply.body()).doesNotContain("<", ">", "&", "\u2028");
        }

        @Test
        void invitesSomehowWhateverTheSchemes() {
            Problem problem = Problem.of(TYPE, "r");
            FakeAuthenticator cookie = FakeAuthenticator.ofCookie("cookie", "c");
            FakeAuthenticator token = FakeAuthenticator.ofHeader("token", "T");
            FakeAuthenticator key = FakeAuthenticator.ofHeader("key", "K");
            assertThat(challenges(Refusals.reply(problem, List.of(), null))).hasSize(1);
            assertThat(challenges(Refusals.reply(problem, List.of(cookie), cookie)))
                    .hasSize(1);
            assertThat(challenges(Refusals.reply(problem, List.of(cookie, token, key), token)))
                    .containsExactly("token realm=\"test\", error=\"SOME_CODE\"", "key realm=\"test\"");
        }

        @Test
        void invitesNobodyWhenTheServerFailed() {
            FakeAuthenticator token = FakeAuthenticator.ofHeader("token", "T");
            assertThat(challenges(Refusals.reply(Problem.unavailable("r"), List.of(token), token)))
                    .isEmpty();
        }

        private static List<String> challenges(Reply reply) {
            return reply.headers().getOrDefault("WWW-Authenticate", List.of());
        }
    }

    @Nested
    class Replies {
        @ParameterizedTest
        @ValueSource(strings = {"a\r\nb", "a\nb", "a\rb", "a\u0000b", "a\u007fb"})
        void refuseHeadersThatEndTheField(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Reply.noContent().withHeader("X", text));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Reply.noContent().withHeader(text, "x"));
        }

        @Test
        void doNotChangeWithTheListTheyWereMadeOf() {
            List<String> lines = new ArrayList<>(List.of("a"));
            Reply reply = new Reply(200, Map.of("X", lines), List.of(), "", List.of());
            lines.add("b");
            assertThat(reply.headers()).containsEntry("X", List.of("a"));
        }

        @Test
        void redirectWithoutBeingStored() {
            Reply reply = Reply.redirect(303, URI.create("/ä?b=c"));
            assertThat(reply.status()).isEqualTo(303);
            assertThat(reply.headers())
                    .containsEntry("Location", List.of("/%C3%A4?b=c"))
                    .containsEntry("Cache-Control", List.of("no-store"));
        }

        @Test
        void showNeitherBodyNorCookies() {
            SetCookie cookie = new SetCookie("c", "s3cret", Optional.empty(), SetCookie.SameSite.LAX, true);
            assertThat(Reply.json(200, "s3cret").withCookie(cookie).toString()).doesNotContain("s3cret");
            assertThat(cookie.toString()).doesNotContain("s3cret");
        }
    }

    @Nested
    class Cookies {
        @Test
        void areWrittenInFull() {
            assertThat(cookie("__Host-a", "b").headerValue())
                    .isEqualTo("__Host-a=b; Path=/; HttpOnly; Max-Age=60; SameSite=Strict; Secure");
            assertThat(new SetCookie("a", "", Optional.empty(), SetCookie.SameSite.LAX, false).headerValue())
                    .isEqualTo("a=; Path=/; HttpOnly; SameSite=Lax");
        }

        @Test
        void areDeletedWithTheSameAttributes() {
            assertThat(cookie("a", "b").deleted().headerValue())
                    .isEqualTo("a=; Path=/; HttpOnly; Max-Age=0; SameSite=Strict; Secure");
        }

        @ParameterizedTest
        @ValueSource(strings = {" ", "\"", ",", ";", "\\", "\r", "\n", "\t", "\u0000", "\u007f", "ä", "a; Domain=evil"})
        void refuseValuesThatEndTheValue(String value) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cookie("name", value))
                    .withMessageContaining("name");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a b", "a=b", "a;b", "a\n", "ä", "a\"", "a,b", "\u2000__Host-a"})
        void refuseNamesThatAreNoToken(String name) {
            assertThatIllegalArgumentException().isThrownBy(() -> cookie(name, "v"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"__Host-a", "__Secure-a", "__host-a", "__HoSt-a", "__Http-a", "__Host-Http-a"})
        void refusePrefixesWithoutSecure(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SetCookie(name, "v", Optional.empty(), SetCookie.SameSite.LAX, false));
        }

        @Test
        void areAtMost4096BytesAnd400Days() {
            assertThat(cookie("a", "x".repeat(4095)).headerValue()).contains("x");
            assertThatIllegalArgumentException().isThrownBy(() -> cookie("a", "x".repeat(4096)));
            assertThat(living(Duration.ofDays(400)).headerValue()).contains("Max-Age=34560000");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> living(Duration.ofDays(400).plusNanos(1)));
            assertThatIllegalArgumentException().isThrownBy(() -> living(Duration.ofSeconds(-1)));
        }

        private static SetCookie cookie(String name, String value) {
            return new SetCookie(name, value, Optional.of(Duration.ofMinutes(1)), SetCookie.SameSite.STRICT, true);
        }

        private static SetCookie living(Duration age) {
            return new SetCookie("a", "v", Optional.of(age), SetCookie.SameSite.LAX, true);
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
}
