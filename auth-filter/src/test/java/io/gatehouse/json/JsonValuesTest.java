package io.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is written, and what was read. */
class JsonValuesTest {
    private static Object parse(String text) throws JsonException {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
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
                            + "\"empty\":null,\"null\":null,\"object\":{\"a\":true}}");
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
}
