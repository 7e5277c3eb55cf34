package io.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8259 and RFC 7493, in the manner of JSONTestSuite: must be read, must be refused, and what we chose where we may. */
class JsonTest {
    private static final int SEED = 8259;

    @Nested
    class MustBeRead {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[]",
                    "{}",
                    "[ ]",
                    "{ }",
                    "[[]]",
                    "[{}]",
                    "{\"a\":[]}",
                    "null",
                    "true",
                    "false",
                    "\"\"",
                    "\"a\"",
                    "0",
                    "-0",
                    "1",
                    "-1",
                    "0.0",
                    "-0.0",
                    "0e0",
                    "0E+0",
                    "0e-0",
                    "1e5",
                    "1E5",
                    "1e+5",
                    "1e-5",
                    "1.5e5",
                    "123.456",
                    "-123",
                    "[1,2]",
                    "[null,true,false]",
                    "[1 , 2]",
                    " 1 ",
                    "\t1\n",
                    "\r\n[\r\n]\r\n",
                    "{\"\":0}",
                    "{\"a\":1,\"b\":2}",
                    "{\"a\" : 1}",
                    "{\"a\":{\"a\":{}}}",
                    "{\"a\":\"a\",\"A\":\"a\"}",
                    "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                    "\"\\u0041\"",
                    "\"\\u00e9\\u00E9\"",
                    "\"\\ud83d\\ude00\"",
                    "\"\\uD83D\\uDE00x\"",
                    "\"\\u0000\"",
                    "\"\u007f\"",
                    "\"\u00e9\"",
                    "\"\ud83d\ude00\"",
                    "\"\u2028\"",
                    "\"/\"",
                    "\"\\u0022\"",
                    "\"\\u005c\"",
                    "[\"a\",1,{},[],null]",
                    "{\"\\u0061\":1}",
                    "1.7976931348623157e308",
                    "5e-324",
                    "1e-400",
                    "999999999999999999",
                    "-999999999999999999"
                })
        void texts(String text) throws JsonException {
            Object value = parse(text);
            assertThat(parse(Json.write(value))).isEqualTo(value);
        }
    }

    @Nested
    class MustBeRefused {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "[",
                    "]",
                    "{",
                    "}",
                    "[1",
                    "[1,",
                    "[1,]",
                    "[,1]",
                    "[,]",
                    "[1,,2]",
                    "[1 2]",
                    "[1;2]",
                    "[1:2]",
                    "[1}",
                    "{]",
                    "{\"a\"",
                    "{\"a\":",
                    "{\"a\":1",
                    "{\"a\":1,",
                    "{\"a\":1,}",
                    "{,\"a\":1}",
                    "{\"a\" 1}",
                    "{\"a\",1}",
                    "{a:1}",
                    "{'a':1}",
                    "{1:1}",
                    "{null:1}",
                    "{\"a\":1 \"b\":2}",
                    "{\"a\"::1}",
                    "{\"a\":1,,\"b\":2}",
                    "{\"a\":1}}",
                    "[]]",
                    "[][]",
                    "{}{}",
                    "1 1",
                    "1,",
                    "nul",
                    "nulll",
                    "NULL",
                    "True",
                    "tru",
                    "truee",
                    "fals",
                    "falsee",
                    "None",
                    "undefined",
                    "NaN",
                    "-NaN",
                    "Infinity",
                    "-Infinity",
                    "Inf",
                    "+1",
                    "++1",
                    "--1",
                    "-",
                    "+",
                    "- 1",
                    ".5",
                    "-.5",
                    "1.",
                    "-1.",
                    "1.e5",
                    "1e",
                    "1e+",
                    "1E-",
                    "1ee5",
                    "1e5.5",
                    "01",
                    "-01",
                    "00",
                    "0x1",
                    "0b1",
                    "0o7",
                    "1_000",
                    "1L",
                    "1f",
                    "1.2.3",
                    "1e400",
                    "-1e400",
                    "\uff11",
                    "1\u0660",
                    "\"",
                    "\"a",
                    "\"a\\\"",
                    "\"\\\"",
                    "'a'",
                    "a",
                    "\"\\x41\"",
                    "\"\\a\"",
                    "\"\\v\"",
                    "\"\\0\"",
                    "\"\\'\"",
                    "\"\\u\"",
                    "\"\\u1\"",
                    "\"\\u12\"",
                    "\"\\u123\"",
                    "\"\\u123g\"",
                    "\"\\u-123\"",
                    "\"\\u+123\"",
                    "\"\\u 123\"",
                    "\"\\U0041\"",
                    "\"\\u\uff10041\"",
                    "\"\n\"",
                    "\"\t\"",
                    "\"\u0000\"",
                    "\"\u001f\"",
                    "\"a\\u0041\n\"",
                    "\"\\\n\"",
                    "/**/1",
                    "1//a",
                    "1#a",
                    "<!--a-->",
                    "\u00a01",
                    "1\u00a0",
                    "\u000b1",
                    "\f1",
                    "\u20281",
                    "\ufeff1",
                    "\ufeff{}",
                    "(1)",
                    "[1]x",
                    "*",
                    "@",
                    "\\u005b]",
                    "{\"a\":1,\"a\":1}",
                    "{\"a\":1,\"a\":2}",
                    "{\"a\":1,\"\\u0061\":2}",
                    "{\"a\":null,\"a\":1}",
                    "{\"\":1,\"\":2}",
                    "{\"a\":{\"b\":1,\"b\":2}}",
                    "\"\\ud83d\"",
                    "\"\\ude00\"",
                    "\"\\ude00\\ud83d\"",
                    "\"\\ud83d\\ud83d\"",
                    "\"\\ud83dx\"",
                    "\"\\ud83d\\n\"",
                    "{\"\\ud83d\":1}",
                    "[\"a\\u0041\\udbff\"]",
                    "[1]\u0000",
                    "\u0000"
                })
        void texts(String text) {
            assertThatExceptionOfType(JsonException.class).isThrownBy(() -> parse(text));
        }

        @Test
        void bytesThatAreNotUtf8() {
            for (int[] bad : new int[][] {
                {0x80},
                {0xbf},
                {0xc0, 0x80},
                {0xc0, 0xaf},
                {0xc1, 0xbf},
                {0xc3},
                {0xc3, 0x28},
                {0xe0, 0x80, 0x80},
                {0xe2, 0x82},
                {0xed, 0xa0, 0x80},
                {0xed, 0xbf, 0xbf},
                {0xf0, 0x80, 0x80, 0x80},
                {0xf4, 0x90, 0x80, 0x80},
                {0xf5, 0x80, 0x80, 0x80},
                {0xf8, 0x88, 0x80, 0x80, 0x80},
                {0xfe},
                {0xff},
                {0xe9}
            }) {
                byte[] text = new byte[bad.length + 2];
                text[0] = '"';
                for (int i = 0; i < bad.length; i++) {
                    text[i + 1] = (byte) bad[i];
                }
                text[text.length - 1] = '"';
                assertThatExceptionOfType(JsonException.class)
                        .isThrownBy(() -> Json.parse(text))
                        .withMessage("not UTF-8");
            }
        }

        @Test
        void otherEncodings() {
            for (Charset charset :
                    List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                assertThatExceptionOfType(JsonException.class)
                        .isThrownBy(() -> Json.parse("{\"a\":1}".getBytes(charset)));
            }
        }

        @Test
        void whatIsNoObjectWhereOneIsAskedFor() {
            for (String text : List.of("[]", "null", "1", "\"{}\"", "true")) {
                assertThatExceptionOfType(JsonException.class)
                        .isThrownBy(() -> Json.parseObject(text.getBytes(StandardCharsets.UTF_8)));
            }
        }
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

    /** Whatever comes, the answer is a value or a JsonException, and what is read can be written and read again. */
    @Test
    void survivesRandomTexts() throws JsonException {
        Random random = new Random(SEED);
        String alphabet = "{}[]:,\"\\u0123456789abcdef+-.eE tnrlsafu\n\ud83d\ude00\u0000";
        int read = 0;
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            read += readsOrRefuses(text.toString().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
        }
        assertThat(read).isPositive();
    }

    @Test
    void survivesChangedTexts() throws JsonException {
        Random random = new Random(SEED);
        byte[] good = "{\"a\":[1,-2.5e3,null,true,\"\\u00e9\\ud83d\\ude00ä\"],\"b\":{\"c\":\"\\n\"}}"
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 200_000; round++) {
            byte[] text = good.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            }
            readsOrRefuses(text);
        }
    }

    private static boolean readsOrRefuses(byte[] text) throws JsonException {
        Object value;
        try {
            value = Json.parse(text);
        } catch (JsonException e) {
            return false;
        }
        assertThat(parse(Json.write(value))).isEqualTo(value);
        return true;
    }

    @Test
    void neverRepeatsTheTextInItsMessages() {
        for (String text : List.of("{\"password\":s3cret}", "\"s3cret", "[s3cret]", "{\"s3cret\":1,\"s3cret\":2}")) {
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> parse(text))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"))
                    .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
        }
    }

    @Nested
    class Writing {
        @Test
        void escapesWhatMeansSomethingInHtmlAndScripts() {
            assertThat(Json.write("<>&\u2028\u2029\"\\\n\r\t\b\u0000\u001f\u007f/'ä"))
                    .isEqualTo(
                            "\"\\u003c\\u003e\\u0026\\u2028\\u2029\\\"\\\\\\n\\r\\t\\u0008\\u0000\\u001f\\u007f/'ä\"");
            assertThat(Json.write(Map.of("</script>", 1))).isEqualTo("{\"\\u003c/script\\u003e\":1}");
        }

        @Test
        void takesEveryTypeItNames() {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("list", List.of(1, 2L, 1.5, 2.5f, new BigDecimal("1E+2")));
            value.put("instant", Instant.EPOCH);
            value.put("present", Optional.of("a"));
            value.put("empty", Optional.empty());
            value.put("null", JsonNull.NULL);
            value.put("object", new JsonObject(Map.of("a", true)));
            assertThat(Json.write(value))
                    .isEqualTo("{\"list\":[1,2,1.5,2.5,1E+2],\"instant\":\"1970-01-01T00:00:00Z\",\"present\":\"a\","
                            + "\"null\":null,\"object\":{\"a\":true}}");
            assertThat(Json.write(List.of(Optional.empty()))).isEqualTo("[null]");
        }

        @Test
        void refusesWhatJsonCanNotSay() {
            for (Object value : List.of(
                    Double.NaN,
                    Double.NEGATIVE_INFINITY,
                    Float.NaN,
                    Float.POSITIVE_INFINITY,
                    'c',
                    new Object(),
                    new int[] {1},
                    Map.of(1, 2),
                    List.of(new Object()))) {
                assertThatIllegalArgumentException().isThrownBy(() -> Json.write(value));
            }
        }
    }

    @Nested
    class Objects {
        private final JsonObject object = new JsonObject(Map.of(
                "s",
                "x",
                "b",
                true,
                "i",
                1L,
                "d",
                1.5,
                "o",
                new JsonObject(Map.of()),
                "l",
                List.of("a"),
                "m",
                List.of("a", 1L),
                "n",
                JsonNull.NULL));

        @Test
        void findMembersOfTheTypeAskedFor() throws JsonException {
            assertThat(object.string("s")).contains("x");
            assertThat(object.bool("b")).contains(true);
            assertThat(object.integer("i")).contains(1L);
            assertThat(object.number("i")).contains(1L);
            assertThat(object.number("d")).contains(1.5);
            assertThat(object.object("o")).isPresent();
            assertThat(object.strings("l")).contains(List.of("a"));
            assertThat(object.string("absent")).isEmpty();
            assertThat(object.strings("absent")).isEmpty();
        }

        @Test
        void neverTakeAnotherTypeForAbsent() {
            for (String name : List.of("b", "i", "d", "o", "l", "n")) {
                assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.string(name));
            }
            for (String name : List.of("s", "b", "d", "o", "l", "n")) {
                assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.integer(name));
            }
            assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.bool("s"));
            assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.object("l"));
            assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.strings("m"));
            assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.strings("s"));
        }

        @Test
        void leaveNullsOut() {
            assertThat(object.has("n")).isTrue();
            assertThat(object.withoutNulls().has("n")).isFalse();
            assertThat(object.withoutNulls().members()).hasSize(7);
        }

        @Test
        void canNotBeChanged() throws JsonException {
            List<Object> values = new ArrayList<>();
            values.add(object);
            values.add(parse("{\"a\":1}"));
            for (Object value : values) {
                assertThatExceptionOfType(UnsupportedOperationException.class)
                        .isThrownBy(() -> ((JsonObject) value).members().put("x", "y"));
            }
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> ((List<?>) parse("[1]")).clear());
        }

        @Test
        void printNothing() {
            assertThat(new JsonObject(Map.of("password", "s3cret"))).hasToString("JsonObject[1 members]");
        }
    }

    private static Object parse(String text) throws JsonException {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
