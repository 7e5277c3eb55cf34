package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Rejection;
import io.gatehouse.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header and payload are JSON by RFC 8259 and nothing else (RFC 7515 section 4, RFC 7519 section 4): all signatures here hold. */
final class StrictJsonTest {
    private final Forge forge = new Forge();

    /** {@code H} stands for the members of a good header. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[H]",
                "\"H\"",
                "1",
                "null",
                "true",
                "",
                " ",
                "{",
                "}",
                "{H",
                "H}",
                "{H}}",
                "{{H}}",
                "{H},",
                "{H}{H}",
                "{H}x",
                "{H}\u0000",
                "{H} #",
                "{H}//c",
                "{H}/**/",
                "/**/{H}",
                "{,H}",
                "{H,}",
                "{H,,}",
                "{H,\"a\"}",
                "{H,\"a\":}",
                "{H,\"a\" 1}",
                "{H,\"a\":1 \"b\":2}",
                "{H,\"a\"::1}",
                "{H,a:1}",
                "{H,'a':1}",
                "{H,1:1}",
                "{H,null:1}",
                "{H,\"a\":'b'}",
                "{H,\"a\":b}",
                "{H,\"a\":True}",
                "{H,\"a\":nul}",
                "{H,\"a\":NaN}",
                "{H,\"a\":Infinity}",
                "{H,\"a\":-}",
                "{H,\"a\":+1}",
                "{H,\"a\":01}",
                "{H,\"a\":-01}",
                "{H,\"a\":.5}",
                "{H,\"a\":1.}",
                "{H,\"a\":1e}",
                "{H,\"a\":1e+}",
                "{H,\"a\":0x1}",
                "{H,\"a\":1_0}",
                "{H,\"a\":1e999}",
                "{H,\"a\":[1,]}",
                "{H,\"a\":[,1]}",
                "{H,\"a\":[1 2]}",
                "{H,\"a\":[1}",
                "{H,\"a\":[}",
                "{H,\"a\":\"b}",
                "{H,\"a\":\"\\x41\"}",
                "{H,\"a\":\"\\u12\"}",
                "{H,\"a\":\"\\u00G1\"}",
                "{H,\"a\":\"\\\"}",
                "{H,\"a\":\"\t\"}",
                "{H,\"a\":\"\n\"}",
                "{H,\"a\":\"\u0000\"}",
                "{H,\"a\":\"\\ud800\"}",
                "{H,\"a\":\"\\udc00\\ud800\"}",
                "{H,\"\\ud800\":1}",
                "{H,\"a\":1,\"a\":2}",
                "{H,\"a\":1,\"\\u0061\":1}",
                "{H,\"alg\":\"ES256\"}",
                "{\"alg\":\"none\",H}",
                "\ufeff{H}",
                "{\u00a0H}",
                "{\u000cH}",
                "{H\u2028}"
            })
    void refusesHeaderThatIsNotJson(String pattern) {
        String header = pattern.replace("H", members(Json.write(forge.header())));
        assertThat(forge.refusal(forge.signed(header, Json.write(forge.claims()))))
                .startsWith("TOKEN_MALFORMED: ")
                .contains("header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "\"P\"",
                "{P}{P}",
                "{P}x",
                "{P,}",
                "{P,\"sub\":\"admin\"}",
                "{\"sub\":\"admin\",P}",
                "{P,\"\\u0073ub\":\"admin\"}",
                "{P,\"exp\":1e999}",
                "{P,'a':1}",
                "{P,\"a\":\"\\ud800\"}"
            })
    void refusesPayloadThatIsNotJson(String pattern) {
        String payload = pattern.replace("P", members(Json.write(forge.claims())));
        assertThat(forge.refusal(forge.signed(Json.write(forge.header()), payload)))
                .startsWith("TOKEN_MALFORMED: payload");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] header = Forge.bytes(Json.write(forge.header("x", "????")));
        byte[] claims = Forge.bytes(Json.write(forge.claims()));
        int[][] sequences = {
            {0xff}, {0xc0, 0xaf}, {0xe0, 0x80, 0xaf}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0x80}
        };
        for (int[] sequence : sequences) {
            byte[] changed = header.clone();
            int at = new String(header, java.nio.charset.StandardCharsets.US_ASCII).indexOf("????");
            for (int i = 0; i < sequence.length; i++) {
                changed[at + i] = (byte) sequence[i];
            }
            assertThat(forge.refusal(Forge.signed(changed, claims, forge.key)))
                    .isEqualTo("TOKEN_MALFORMED: header: not UTF-8");
        }
    }

    @Test
    void boundsTheDepth() throws Rejection {
        String header = members(Json.write(forge.header()));
        String claims = Json.write(forge.claims());
        forge.accepts(forge.signed("{" + header + ",\"a\":" + "[".repeat(15) + "]".repeat(15) + "}", claims));
        assertThat(forge.refusal(
                        forge.signed("{" + header + ",\"a\":" + "[".repeat(2000) + "]".repeat(2000) + "}", claims)))
                .contains("nested too deep");
    }

    private static String members(String object) {
        return object.substring(1, object.length() - 1);
    }
}
