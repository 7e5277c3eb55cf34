package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.json.Json;
import io.gatehouse.json.JsonObject;
import io.gatehouse.testkit.FakeAuthenticator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            Reply reply = Refusals.reply(
                    Problem.of(TYPE, "audience was x"), List.of(), null, Optional.empty(), Optional.empty());
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
            Reply reply = Refusals.reply(Problem.of(TYPE, "r"), List.of(), null, Optional.empty(), Optional.empty());
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
            Reply reply = Refusals.reply(Problem.of(TYPE, "r"), List.of(), null, Optional.empty(), Optional.empty());
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
            Reply reply = Refusals.reply(
                    Problem.of(TYPE, "r").withDetail("</script><b>\"\u2028&"),
                    List.of(),
                    null,
                    Optional.empty(),
                    Optional.empty());
            assertThat(reply.body()).doesNotContain("<", ">", "&", "\u2028");
        }

        @Test
        void invitesSomehowWhateverTheSchemes() {
            Problem problem = Problem.of(TYPE, "r");
            FakeAuthenticator cookie = FakeAuthenticator.ofCookie("cookie", "c");
            FakeAuthenticator token = FakeAuthenticator.ofHeader("token", "T");
            FakeAuthenticator key = FakeAuthenticator.ofHeader("key", "K");
            assertThat(challenges(Refusals.reply(problem, List.of(), null, Optional.empty(), Optional.empty())))
                    .hasSize(1);
            assertThat(challenges(Refusals.reply(problem, List.of(cookie), cookie, Optional.empty(), Optional.empty())))
                    .hasSize(1);
            assertThat(challenges(Refusals.reply(
                            problem, List.of(cookie, token, key), token, Optional.empty(), Optional.empty())))
                    .containsExactly("token realm=\"test\", error=\"SOME_CODE\"", "key realm=\"test\"");
        }

        @Test
        void invitesNobodyWhenTheServerFailed() {
            FakeAuthenticator token = FakeAuthenticator.ofHeader("token", "T");
            assertThat(challenges(Refusals.reply(
                            Problem.unavailable("r"), List.of(token), token, Optional.empty(), Optional.empty())))
                    .isEmpty();
        }

        private static List<String> challenges(Reply reply) {
            return reply.headers().getOrDefault("WWW-Authenticate", List.of());
        }
    }
}
