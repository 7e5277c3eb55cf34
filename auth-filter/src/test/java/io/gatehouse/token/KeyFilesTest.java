package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys as operators keep them: PEM (RFC 7468) and JSON Web Key (RFC 7517). */
final class KeyFilesTest {
    @Nested
    class PrivacyEnhancedMail {
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "HS.*")
        void readsBothHalves(SignatureAlgorithm algorithm) {
            SigningKey key = SigningKey.generate(algorithm, Forge.RANDOM);
            String both = pem("PRIVATE KEY", key.secret())
                    + pem("PUBLIC KEY", key.verificationKey().key());
            assertThat(SigningKey.fromPem(algorithm, both).kid()).isEqualTo(key.kid());
            VerificationKey half = VerificationKey.fromPem(
                    algorithm, pem("PUBLIC KEY", key.verificationKey().key()));
            assertThat(half).isEqualTo(key.verificationKey());
        }

        @Test
        void needsOnlyThePrivateHalfOfAnRsaKey() {
            SigningKey key = SigningKey.generate(SignatureAlgorithm.PS256, Forge.RANDOM);
            String pem = pem("PRIVATE KEY", key.secret());
            assertThat(SigningKey.fromPem(SignatureAlgorithm.PS256, pem).kid()).isEqualTo(key.kid());
        }

        @Test
        void refusesHalvesOfDifferentPairs() {
            for (SignatureAlgorithm algorithm :
                    new SignatureAlgorithm[] {SignatureAlgorithm.ES256, SignatureAlgorithm.EDDSA}) {
                SigningKey one = SigningKey.generate(algorithm, Forge.RANDOM);
                SigningKey two = SigningKey.generate(algorithm, Forge.RANDOM);
                String mixed = pem("PRIVATE KEY", one.secret())
                        + pem("PUBLIC KEY", two.verificationKey().key());
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> SigningKey.fromPem(algorithm, mixed))
                        .withMessageContaining("do not belong together");
            }
        }

        @Test
        void refusesOtherBlocksAndBrokenOnes() {
            SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM);
            String publicBlock = pem("PUBLIC KEY", key.verificationKey().key());
            for (String text : new String[] {
                "",
                "hello",
                publicBlock.replace("PUBLIC KEY", "CERTIFICATE"),
                publicBlock.replace("PUBLIC KEY", "RSA PUBLIC KEY"),
                publicBlock.replace("-----END PUBLIC KEY-----", ""),
                publicBlock + publicBlock,
                "-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"
            }) {
                assertThatIllegalArgumentException()
                        .as(text)
                        .isThrownBy(() -> VerificationKey.fromPem(SignatureAlgorithm.ES256, text));
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SigningKey.fromPem(SignatureAlgorithm.ES256, publicBlock))
                    .withMessageContaining("no block PRIVATE KEY");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> VerificationKey.fromPem(SignatureAlgorithm.HS256, publicBlock));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> VerificationKey.fromPem(SignatureAlgorithm.RS256, publicBlock));
        }

        private String pem(String label, Key key) {
            String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(key.getEncoded());
            return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
        }
    }

    @Nested
    class Rfc7638Thumbprint {
        @Test
        void ofThePublishedExample() {
            VerificationKey key = VerificationKey.fromJwk(
                    "{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\",\"alg\":\"RS256\"}");
            assertThat(key.kid()).contains("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        }

        @Test
        void neverOfASecret() {
            String secret = Base64Url.encode(new byte[32]);
            assertThat(VerificationKey.fromJwk("{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"" + secret + "\"}")
                            .kid())
                    .isEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> SigningKey.fromJwk("{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"" + secret + "\"}"))
                    .withMessageContaining("needs a kid");
        }
    }

    @Nested
    class Rfc7517Keys {
        private final SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM);

        @Test
        void readsPrivateKeys() {
            Map<String, Object> members = members();
            members.put("d", scalar());
            members.put("kid", "mine");
            SigningKey read = SigningKey.fromJwk(Json.write(members));
            assertThat(read.kid()).isEqualTo("mine");
            assertThat(read.algorithm()).isEqualTo(SignatureAlgorithm.ES256);
        }

        @Test
        void signsOnlyWithKeysThatAreMeantFor() {
            Map<String, Object> members = members();
            members.put("d", scalar());
            members.put("key_ops", java.util.List.of("verify"));
            assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.fromJwk(Json.write(members)));
            members.put("key_ops", java.util.List.of("sign", "verify"));
            SigningKey.fromJwk(Json.write(members));
        }

        @Test
        void refusesWhatIsNoKey() {
            for (String text : new String[] {"", "{}", "[]", "{\"kty\":\"EC\"}", "{\"kty\":1}", "{\"kty\":\"oct\"}"}) {
                assertThatIllegalArgumentException().isThrownBy(() -> VerificationKey.fromJwk(text));
            }
        }

        private Map<String, Object> members() {
            return new LinkedHashMap<>(Jwk.publicMembers(key.verificationKey()));
        }

        private String scalar() {
            byte[] bytes = ((java.security.interfaces.ECPrivateKey) key.secret())
                    .getS()
                    .toByteArray();
            return Base64Url.encode(bytes);
        }
    }
}
