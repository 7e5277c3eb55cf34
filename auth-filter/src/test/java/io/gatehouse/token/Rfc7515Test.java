package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Rejection;
import io.gatehouse.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
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
