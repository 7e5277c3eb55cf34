package io.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random texts from a fixed seed. */
class JsonFuzzTest {
    private static final int SEED = 8259;

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

    private static Object parse(String text) throws JsonException {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
