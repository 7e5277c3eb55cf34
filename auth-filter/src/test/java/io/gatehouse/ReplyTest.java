package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the library answers with. */
class ReplyTest {
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
}
