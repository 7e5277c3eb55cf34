package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Rejection;
import io.gatehouse.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Web Signature. */
final class Rfc7515Test {
    private final Forge forge = new Forge();

    @Test
    void acceptsGoodToken() throws Rejection {
        VerifiedJwt token = forge.accepts(forge.good());
        assertThat(token.subject()).isEqualTo("ada");
        assertThat(token.issuer()).isEqualTo(Forge.ISSUER);
        assertThat(token.audience()).containsExactly(Forge.AUDIENCE);
        assertThat(token.id()).contains("t1");
        assertThat(token.claims().members()).containsEntry("jti", "t1");
        assertThat(token).hasToString("VerifiedJwt[ada of https://issuer.example]");
    }

    @Nested
    class Section4Header {
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
            assertThat(forge.refusal(forge.withHeader(forge.header("alg", name))))
                    .startsWith("TOKEN_INVALID: unknown alg");
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
            String token =
                    Forge.signed(Forge.bytes(Json.write(header)), Forge.bytes(Json.write(forge.claims())), other);
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
            return forge.signed(
                    header.substring(0, header.length() - 1) + "," + members + "}", Json.write(forge.claims()));
        }
    }

    @Nested
    class Section7CompactSerialization {
        @Test
        void refusesOtherNumbersOfParts() {
            String good = forge.good();
            String[] parts = good.split("\\.", -1);
            for (String token : List.of(
                    "",
                    ".",
                    "..",
                    "...",
                    parts[0],
                    parts[0] + "." + parts[1],
                    good + ".",
                    good + "." + parts[2],
                    "." + good,
                    good + ".a.b")) {
                assertThat(forge.refusal(token)).as(token).startsWith("TOKEN_MALFORMED");
            }
        }

        @Test
        void refusesEmptyParts() {
            String[] parts = forge.good().split("\\.", -1);
            for (String token : List.of(
                    "." + parts[1] + "." + parts[2],
                    parts[0] + ".." + parts[2],
                    parts[0] + "." + parts[1] + ".",
                    "..")) {
                assertThat(forge.refusal(token)).contains("is empty or not base64url");
            }
        }

        @Test
        void refusesJsonSerialization() {
            String[] parts = forge.good().split("\\.", -1);
            String json = "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\""
                    + parts[2] + "\"}";
            assertThat(forge.refusal(json)).isEqualTo("TOKEN_MALFORMED: not exactly three parts");
        }

        @Test
        void refusesEncryptedTokenBeforeAnything() {
            assertThat(forge.refusal("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aaaa.bbbb.cccc"))
                    .isEqualTo("TOKEN_MALFORMED: not exactly three parts");
        }

        @Test
        void refusesTooLongTokenBeforeReadingIt() {
            String long8k = "a".repeat(8193);
            assertThat(forge.refusal(long8k)).isEqualTo("TOKEN_MALFORMED: 8193 characters, more than 8192");
        }

        @Test
        void holdsEachIssuerToItsOwnLength() {
            Forge other = new Forge();
            other.policy = JwtPolicy.of("https://other.example", Forge.AUDIENCE, other.policy.algorithms())
                    .withMaxTokenLength(16384);
            JwtVerifier both = JwtVerifier.of(
                    new TrustedIssuer(forge.policy, forge.ring), new TrustedIssuer(other.policy, other.ring));
            String token = forge.token(forge.claims("pad", "a".repeat(9000)));
            assertThat(forge.refusal(both, token)).contains("more than 8192");
        }
    }

    @Nested
    class Section2Base64url {
        @ParameterizedTest
        @ValueSource(strings = {"=", "==", " ", "\n", "\r\n", "\t", "+", "/", "%3D", "é", "\u0000", "Ā", "!"})
        void refusesOtherCharactersInEveryPart(String extra) {
            String[] parts = forge.good().split("\\.", -1);
            for (int i = 0; i < 3; i++) {
                String[] changed = parts.clone();
                changed[i] += extra;
                assertThat(forge.refusal(String.join(".", changed))).contains("not base64url");
                changed[i] = extra + parts[i];
                assertThat(forge.refusal(String.join(".", changed))).contains("not base64url");
            }
        }

        @Test
        void refusesSecondSpellingOfTheSameSignature() {
            String good = forge.good();
            char last = good.charAt(good.length() - 1);
            String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            String respelled = good.substring(0, good.length() - 1) + alphabet.charAt(alphabet.indexOf(last) + 1);
            int dot = good.lastIndexOf('.') + 1;
            assertThat(Base64.getUrlDecoder().decode(respelled.substring(dot)))
                    .isEqualTo(Base64.getUrlDecoder().decode(good.substring(dot)));
            assertThat(forge.refusal(respelled)).contains("not base64url");
        }

        @Test
        void refusesImpossibleLength() {
            assertThat(Base64Url.decode("A")).isNull();
            assertThat(Base64Url.decode("AAAAA")).isNull();
            assertThat(Base64Url.decode("AA")).containsExactly(0);
            assertThat(Base64Url.decode("AB")).isNull();
            assertThat(Base64Url.decode("AAB")).isNull();
        }
    }

    @Nested
    class Section5Verification {
        @Test
        void refusesEveryChangedPart() {
            String[] parts = forge.good().split("\\.", -1);
            String payload = Base64Url.encode(Forge.bytes(Json.write(forge.claims("sub", "admin"))));
            assertThat(forge.refusal(parts[0] + "." + payload + "." + parts[2])).contains("the signature is wrong");
            String header = Base64Url.encode(Forge.bytes(Json.write(forge.header("x", "y"))));
            assertThat(forge.refusal(header + "." + parts[1] + "." + parts[2])).contains("the signature is wrong");
        }

        @Test
        void refusesEveryFlippedBitOfTheSignature() {
            String good = forge.good();
            int dot = good.lastIndexOf('.') + 1;
            byte[] signature = Base64.getUrlDecoder().decode(good.substring(dot));
            for (int i = 0; i < signature.length; i += 7) {
                byte[] changed = signature.clone();
                changed[i] ^= 1;
                assertThat(forge.refusal(good.substring(0, dot) + Base64Url.encode(changed)))
                        .contains("the signature is wrong");
            }
        }

        @Test
        void judgesTheSignatureBeforeTheClaims() {
            String token = forge.token(forge.claims("exp", forge.now() - 1000));
            String broken = token.substring(0, token.length() - 4) + "AAAA";
            assertThat(forge.refusal(token)).startsWith("TOKEN_EXPIRED");
            assertThat(forge.refusal(broken)).isEqualTo("TOKEN_INVALID: the signature is wrong");
        }
    }

    /** The published examples; their payloads are no access tokens, so the signatures alone are checked. */
    @Nested
    class AppendixA {
        private static final String PAYLOAD =
                "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

        @Test
        void a1Hmac() throws Rejection {
            VerificationKey key = VerificationKey.fromJwk(
                    "{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow\"}");
            holds(
                    key,
                    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + PAYLOAD
                            + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        }

        @Test
        void a2Rsa() throws Rejection {
            VerificationKey key = VerificationKey.fromJwk(
                    "{\"kty\":\"RSA\",\"n\":\"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ\",\"e\":\"AQAB\"}");
            holds(
                    key,
                    "eyJhbGciOiJSUzI1NiJ9." + PAYLOAD
                            + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw");
        }

        @Test
        void a3Ecdsa() throws Rejection {
            VerificationKey key = VerificationKey.fromJwk(
                    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}");
            holds(
                    key,
                    "eyJhbGciOiJFUzI1NiJ9." + PAYLOAD
                            + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
        }

        @Test
        void a4EcdsaP521() throws Rejection {
            VerificationKey key = VerificationKey.fromJwk(
                    "{\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":\"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk\",\"y\":\"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2\"}");
            holds(
                    key,
                    "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn");
        }

        @Test
        void rfc8037A4EdDsa() throws Rejection {
            VerificationKey key = VerificationKey.fromJwk(
                    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");
            holds(
                    key,
                    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
        }

        @Test
        void rfc7520Section42Pss() throws Rejection {
            VerificationKey key = VerificationKey.fromJwk(
                    "{\"kty\":\"RSA\",\"alg\":\"PS384\",\"n\":\"n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw\",\"e\":\"AQAB\"}");
            holds(
                    key,
                    "eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9." + COOKBOOK
                            + ".cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2IpN6-tPid6VrklHkqsGqDqHCdP6O8TTB5dDDItllVo6_1OLPpcbUrhiUSMxbbXUvdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8ZnyPEgVFn442ZdNqiVJRmBqrYRXe8P_ijQ7p8Vdz0TTrxUeT3lm8d9shnr2lfJT8ImUjvAA2Xez2Mlp8cBE5awDzT0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmFAAjVKPbByi7xho0uTOcbH510a6GYmJUAfmWjwZ6oD4ifKo8DYM-X72Eaw");
        }

        @Test
        void rfc7520Section44Hmac() throws Rejection {
            VerificationKey key = VerificationKey.fromJwk(
                    "{\"kty\":\"oct\",\"kid\":\"018c0ae5-4d9b-471b-bfd6-eef314bc7037\",\"use\":\"sig\",\"alg\":\"HS256\",\"k\":\"hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg\"}");
            holds(
                    key,
                    "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9." + COOKBOOK
                            + ".s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0");
        }

        private static final String COOKBOOK =
                "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4";

        private void holds(VerificationKey key, String token) throws Rejection {
            CompactJws jws = CompactJws.parse(token);
            assertThat(Signatures.ofPlatform().verify(key, jws.input(), jws.signature()))
                    .isTrue();
            byte[] changed = jws.input();
            changed[0] ^= 1;
            assertThat(Signatures.ofPlatform().verify(key, changed, jws.signature()))
                    .isFalse();
        }
    }

    @Nested
    class AsciiOnly {
        @Test
        void refusesHeaderInOtherEncodings() {
            String header = Json.write(forge.header());
            byte[] claims = Forge.bytes(Json.write(forge.claims()));
            for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
                assertThat(forge.refusal(Forge.signed(header.getBytes(charset), claims, forge.key)))
                        .startsWith("TOKEN_MALFORMED: header");
            }
            assertThat(forge.refusal(Forge.signed(Forge.bytes("\ufeff" + header), claims, forge.key)))
                    .startsWith("TOKEN_MALFORMED: header");
        }
    }
}
