package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Rejection;
import io.gatehouse.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Web Signature, section 4: the header. */
final class Rfc7515HeaderTest {
    private final Forge forge = new Forge();

    @Test
    void refusesMissingAlgorithm() {
        Map<String, Object> header = forge.header();
        header.remove("alg");
        assertThat(forge.refusal(forge.withHeader(header))).isEqualTo("TOKEN_INVALID: alg is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "None",
                "NONE",
                "nOnE",
                "noNE",
                "none\u0000",
                "ｎｏｎｅ",
                "es256",
                "ES256 ",
                " ES256",
                "ES256K",
                "ES256\u0000",
                "HS1",
                "RS1",
                "",
                "Ed448",
                "A128KW",
                "dir",
                "RSA1_5"
            })
    void refusesUnknownAlgorithm(String name) {
        assertThat(forge.refusal(forge.withHeader(forge.header("alg", name)))).startsWith("TOKEN_INVALID: unknown alg");
    }

    @Test
    void refusesAlgorithmThatIsNoString() {
        for (Object value : List.of(1, true, List.of("ES256"), Map.of("a", "ES256"))) {
            assertThat(forge.refusal(forge.withHeader(forge.header("alg", value))))
                    .isEqualTo("TOKEN_INVALID: header: alg is not a string");
        }
    }

    @Test
    void refusesAlgorithmOutsideThePolicy() {
        SigningKey other = SigningKey.generate(SignatureAlgorithm.HS256, Forge.RANDOM);
        Map<String, Object> header = forge.header("alg", "HS256");
        String token = Forge.signed(Forge.bytes(Json.write(header)), Forge.bytes(Json.write(forge.claims())), other);
        assertThat(forge.refusal(token)).contains("alg HS256 is not accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"crit\":[\"exp\"]",
                "\"crit\":[]",
                "\"crit\":\"b64\"",
                "\"crit\":[\"b64\"],\"b64\":true",
                "\"crit\":[\"b64\"],\"b64\":false",
                "\"crit\":[\"unknown\"],\"unknown\":1",
                "\"crit\":[\"unknown\"]",
                "\"crit\":null",
                "\"crit\":[null]"
            })
    void refusesCriticalExtensions(String members) {
        assertThat(forge.refusal(withMembers(members))).isEqualTo("TOKEN_INVALID: header member crit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"b64\":false",
                "\"b64\":true",
                "\"zip\":\"DEF\"",
                "\"enc\":\"A256GCM\"",
                "\"cty\":\"JWT\"",
                "\"cty\":\"at+jwt\"",
                "\"jku\":\"https://evil.example/keys\"",
                "\"x5u\":\"https://evil.example/cert\"",
                "\"x5c\":[\"MIIB\"]",
                "\"jwk\":null"
            })
    void refusesMembersThatChangeMeaningOrKey(String member) {
        assertThat(forge.refusal(withMembers(member))).startsWith("TOKEN_INVALID: header member ");
    }

    @Test
    void neverTakesTheKeyThatTheTokenBrings() {
        SigningKey evil = SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM);
        Map<String, Object> header = forge.header("jwk", Jwk.publicMembers(evil.verificationKey()));
        String token = Forge.signed(Forge.bytes(Json.write(header)), Forge.bytes(Json.write(forge.claims())), evil);
        assertThat(forge.refusal(token)).isEqualTo("TOKEN_INVALID: header member jwk");
        header.remove("jwk");
        token = Forge.signed(Forge.bytes(Json.write(header)), Forge.bytes(Json.write(forge.claims())), evil);
        assertThat(forge.refusal(token)).isEqualTo("TOKEN_INVALID: the signature is wrong");
    }

    @Test
    void ignoresThumbprintsOfCertificates() throws Rejection {
        forge.accepts(withMembers("\"x5t\":\"abc\",\"x5t#S256\":\"abc\""));
    }

    private String withMembers(String members) {
        String header = Json.write(forge.header());
        return forge.signed(header.substring(0, header.length() - 1) + "," + members + "}", Json.write(forge.claims()));
    }
}
