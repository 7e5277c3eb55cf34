package io.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8259 and RFC 7493, in the manner of JSONTestSuite: must be read, must be refused, and what we chose where we may. */
class JsonTest {
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

    private static Object parse(String text) throws JsonException {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
