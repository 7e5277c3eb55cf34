package io.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What RFC 8259 leaves open, and texts that are made to hurt. */
class JsonLimitsTest {
    private static Object parse(String text) throws JsonException {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Cases that RFC 8259 leaves open. */
    @Nested
    class WeChose {
        @Test
        void sixteenLevelsAndNoMore() throws JsonException {
            for (String end : List.of("", "1", "\"a\"")) {
                assertThat(parse("[".repeat(16) + end + "]".repeat(16))).isInstanceOf(List.class);
                assertTooDeep("[".repeat(17) + end + "]".repeat(17));
            }
            assertThat(parse("{\"a\":".repeat(15) + "{}" + "}".repeat(15))).isInstanceOf(JsonObject.class);
            assertTooDeep("{\"a\":".repeat(16) + "{}" + "}".repeat(16));
        }

        @Test
        void wholeNumbersOfEighteenDigitsAreExact() throws JsonException {
            assertThat(parse("123456789012345678")).isEqualTo(123456789012345678L);
            assertThat(parse("-123456789012345678")).isEqualTo(-123456789012345678L);
            assertThat(parse("-0")).isEqualTo(0L);
        }

        @Test
        void longerNumbersAreApproximateAndNoIntegers() throws JsonException {
            for (String number :
                    List.of("1234567890123456789", "9223372036854775808", "1.0", "1e2", "-1234567890123456789")) {
                JsonObject object = Json.parseObject(("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8));
                assertThat(object.number("n").orElseThrow()).isInstanceOf(Double.class);
                assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.integer("n"));
            }
        }

        @Test
        void numbersOf64CharactersAndNoMore() throws JsonException {
            assertThat(parse("1".repeat(64))).isInstanceOf(Double.class);
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> parse("1".repeat(65)))
                    .withMessageContaining("number too long");
            assertThatExceptionOfType(JsonException.class).isThrownBy(() -> parse("0." + "0".repeat(63)));
            assertThatExceptionOfType(JsonException.class).isThrownBy(() -> parse("1e" + "0".repeat(63)));
        }

        @Test
        void noncharactersAreCharacters() throws JsonException {
            assertThat(parse("\"\uffff\"")).isEqualTo("\uffff");
            assertThat(parse("\"\\uffff\"")).isEqualTo("\uffff");
        }

        private static void assertTooDeep(String text) {
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> parse(text))
                    .withMessageContaining("nested too deep");
        }
    }

    /** Each is a megabyte; a reader that goes back and forth in it would not come to an end. */
    @Nested
    class Hostile {
        private static final int MEGABYTE = 1 << 20;

        @Test
        void nestingIsLeftAfterSixteenLevels() {
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> parse("[".repeat(MEGABYTE)))
                    .withMessage("nested too deep at character 16");
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> parse("{\"a\":".repeat(MEGABYTE / 5)))
                    .withMessage("nested too deep at character 80");
        }

        @Test
        void textsComeToAnEnd() throws JsonException {
            assertThat(parse("\"" + "\\u0041".repeat(MEGABYTE / 6) + "\"")).isInstanceOf(String.class);
            assertThat(parse("\"" + "x".repeat(MEGABYTE) + "\"")).isInstanceOf(String.class);
            assertThat((List<?>) parse("[" + "0,".repeat(MEGABYTE / 2) + "0]")).hasSize(MEGABYTE / 2 + 1);
            assertThat(parse(" ".repeat(MEGABYTE) + "1")).isEqualTo(1L);
            for (String text : List.of(
                    "9".repeat(MEGABYTE),
                    "1e" + "9".repeat(MEGABYTE),
                    "0." + "1".repeat(MEGABYTE),
                    "\"" + "\\\\".repeat(MEGABYTE / 2),
                    "\"" + "\\ud83d\\ude00".repeat(MEGABYTE / 12) + "\\ud83d\"",
                    " ".repeat(MEGABYTE),
                    "[" + ",".repeat(MEGABYTE))) {
                assertThatExceptionOfType(JsonException.class).isThrownBy(() -> parse(text));
            }
        }

        @Test
        void namesThatCollideComeToAnEnd() throws JsonException {
            StringBuilder text = new StringBuilder("{");
            for (int i = 0; i < 1 << 15; i++) {
                text.append('"');
                for (int bit = 0; bit < 15; bit++) {
                    text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
                }
                text.append("\":0,");
            }
            text.append("\"end\":1}");
            assertThat(((JsonObject) parse(text.toString())).members()).hasSize((1 << 15) + 1);
        }
    }
}
