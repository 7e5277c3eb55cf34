package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.token.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OpenID Connect Core 1.0 section 3.1.3.7: one token for each check, good but for that. Names after a dash are those of the relying-party
 * modules of the OpenID Foundation's conformance suite.
 */
final class OidcIdTokenTest {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final FakeProvider fake = scene.fake;

    private void refuses(Consumer<Map<String, Object>> claims, String reason) {
        fake.claims(claims);
        scene.refused("PROVIDER_REFUSED");
        assertThat(scene.reason()).contains(reason);
    }

    private void accepts(Consumer<Map<String, Object>> claims) {
        fake.claims(claims);
        OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
    }

    @Test
    void acceptsAGoodToken() {
        accepts(claims -> {});
    }

    @Nested
    class Step1Encryption {
        @Test
        void refusesAnEncryptedToken() {
            fake.tokens(tokens -> tokens.put("id_token", "e30.AA.AA.AA.AA"));
            scene.refused("PROVIDER_REFUSED");
            assertThat(scene.reason()).contains("three parts");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "no token", "a.b", "e30.e30.", "..", "e30.e30.AA"})
        void refusesWhatIsNoToken(String text) {
            fake.tokens(tokens -> tokens.put("id_token", text));
            scene.refused("PROVIDER_REFUSED");
        }
    }

    @Nested
    class Step2Issuer {
        /** invalid-iss. */
        @Test
        void refusesAnotherIssuer() {
            refuses(claims -> claims.put("iss", "https://issuer.example"), "iss");
        }

        @Test
        void refusesTheIssuerInAnotherSpelling() {
            refuses(claims -> claims.put("iss", fake.issuer() + "/"), "iss");
        }

        @Test
        void refusesNoIssuer() {
            refuses(claims -> claims.remove("iss"), "iss");
        }
    }

    @Nested
    class Step3Audience {
        /** invalid-aud. */
        @Test
        void refusesAnotherAudience() {
            refuses(claims -> claims.put("aud", "client-2"), "aud");
        }

        @Test
        void refusesNoAudience() {
            refuses(claims -> claims.remove("aud"), "aud");
            refuses(claims -> claims.put("aud", List.of()), "aud");
            refuses(claims -> claims.put("aud", 1), "aud");
        }

        @Test
        void refusesAFurtherAudienceWhomNobodyTrusts() {
            refuses(claims -> claims.put("aud", List.of("client-1", "client-2")), "aud");
            refuses(
                    claims -> {
                        claims.put("aud", List.of("client-1", "client-2"));
                        claims.put("azp", "client-1");
                    },
                    "aud");
        }

        @Test
        void acceptsAListOfOne() {
            accepts(claims -> claims.put("aud", List.of("client-1")));
        }
    }

    @Nested
    class Steps4And5AuthorizedParty {
        @Test
        void refusesAnotherParty() {
            refuses(claims -> claims.put("azp", "client-2"), "azp");
        }

        @Test
        void acceptsThisApplication() {
            accepts(claims -> claims.put("azp", "client-1"));
        }
    }

    @Nested
    class Step6Signature {
        /** invalid-sig-rs256. */
        @Test
        void refusesAWrongSignature() {
            fake.keys().signature(bytes -> {
                bytes[bytes.length / 2] ^= 1;
                return bytes;
            });
            refuses(claims -> {}, "signature is wrong");
        }

        @Test
        void refusesAKeyThatIsNotPublished() {
            fake.keys().signWithUnpublishedKey();
            refuses(claims -> {}, "signature is wrong");
        }

        /** kid-absent-single-jwks. */
        @Test
        void acceptsATokenWithoutKidIfThereIsOneKey() {
            fake.keys().hideKids();
            accepts(claims -> {});
        }

        /** kid-absent-multiple-jwks. */
        @Test
        void triesTheKeysOfTheAlgorithmForATokenWithoutKid() {
            fake.keys().publishAnother("other-1");
            fake.keys().publishAnother("other-2");
            fake.header(header -> header.remove("kid"));
            accepts(claims -> {});
        }

        /** signing-key-rotation. */
        @Test
        void acceptsANewKeyAfterOthersHaveSigned() {
            accepts(claims -> {});
            fake.keys().rotate("key-2", true);
            scene.clock.advance(Duration.ofSeconds(31));
            accepts(claims -> {});
        }

        /** signing-key-rotation-just-before-signing. */
        @Test
        void fetchesTheKeysOnceMoreIfTheKeyWasChangedJustBeforeSigning() {
            accepts(claims -> {});
            scene.clock.advance(Duration.ofSeconds(31));
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            fake.keys().rotate("key-2", false);
            OAuthScene.assertSignedIn(browser.callback(answer));
            assertThat(fake.received(FakeProvider.JWKS)).hasSize(2);
        }

        @Test
        void keysThatCanNotBeHadAreNoRefusal() {
            fake.answers(FakeProvider.JWKS, FakeProvider.typed(500, "text/plain", ""));
            Reply reply = scene.refused("PROVIDER_UNAVAILABLE");
            assertThat(reply.headers()).containsKey("Retry-After");
        }
    }

    @Nested
    class Steps7And8Algorithm {
        /** idtoken-sig-none. */
        @Test
        void refusesUnsignedTokens() {
            fake.header(header -> header.put("alg", "none"));
            refuses(claims -> {}, "unknown alg none");
            fake.keys().signature(bytes -> new byte[0]);
            refuses(claims -> {}, "empty");
        }

        @Test
        void refusesAnAlgorithmThatIsNotRegistered() {
            fake.header(header -> header.put("alg", "PS256"));
            refuses(claims -> {}, "alg is PS256");
            fake.header(header -> header.put("alg", "HS256"));
            refuses(claims -> {}, "alg is HS256");
        }

        @Test
        void acceptsOnlyWhatIsRegistered() {
            scene.use(provider -> provider.withIdTokenAlgorithms(SignatureAlgorithm.ES256));
            refuses(claims -> {}, "alg is RS256");
        }
    }

    @Nested
    class Steps9And10Times {
        @Test
        void refusesAnExpiredToken() {
            refuses(claims -> claims.put("exp", scene.clock.instant().getEpochSecond() - 60), "expired");
            refuses(claims -> claims.remove("exp"), "exp");
        }

        @Test
        void acceptsATokenThatExpiredWithinTheSkew() {
            accepts(claims -> claims.put("exp", scene.clock.instant().getEpochSecond() - 59));
        }

        @Test
        void refusesATokenIssuedBeforeTheLoginBegan() {
            refuses(claims -> claims.put("iat", scene.clock.instant().getEpochSecond() - 61), "iat");
            refuses(claims -> claims.put("iat", scene.clock.instant().getEpochSecond() + 61), "iat");
            refuses(claims -> claims.remove("iat"), "iat");
        }

        @Test
        void refusesATokenBeforeItsTime() {
            refuses(claims -> claims.put("nbf", scene.clock.instant().getEpochSecond() + 61), "nbf");
        }

        @Test
        void refusesTimesThatAreNone() {
            refuses(claims -> claims.put("exp", "2099"), "exp");
            refuses(claims -> claims.put("exp", 1e300), "exp");
            refuses(claims -> claims.put("iat", -1), "iat");
        }
    }

    @Nested
    class Step11Nonce {
        /** nonce-invalid. */
        @Test
        void refusesAnotherNonce() {
            refuses(claims -> claims.put("nonce", "another"), "nonce");
        }

        @Test
        void refusesNoNonce() {
            refuses(claims -> claims.remove("nonce"), "nonce");
        }

        @Test
        void refusesTheNonceOfAnotherLoginOfTheSameBrowser() {
            Browser browser = scene.browser();
            String other = Browser.query(browser.begin()).get("nonce");
            fake.claims(claims -> claims.put("nonce", other));
            scene.assertRefused(browser.signIn("ada"), "PROVIDER_REFUSED");
            assertThat(scene.reason()).contains("nonce");
        }
    }

    @Nested
    class Step12Context {
        @Test
        void refusesAnotherContextThanWasAskedFor() {
            scene.use(provider -> provider.withAcrValues("phr", "phrh"));
            refuses(claims -> claims.put("acr", "0"), "acr");
            refuses(claims -> {}, "acr is missing");
        }

        @Test
        void acceptsOneOfThem() {
            scene.use(provider -> provider.withAcrValues("phr", "phrh"));
            accepts(claims -> claims.put("acr", "phrh"));
            assertThat(Browser.query(scene.browser().begin())).containsEntry("acr_values", "phr phrh");
        }
    }

    @Nested
    class Step13AuthenticationTime {
        @Test
        void refusesAnOlderSignInThanWasAskedFor() {
            scene.use(provider -> provider.withMaxAge(Duration.ofMinutes(5)));
            refuses(claims -> claims.put("auth_time", scene.clock.instant().getEpochSecond() - 361), "auth_time");
            refuses(claims -> claims.remove("auth_time"), "auth_time");
            accepts(claims -> claims.put("auth_time", scene.clock.instant().getEpochSecond() - 300));
            assertThat(Browser.query(scene.browser().begin())).containsEntry("max_age", "300");
        }

        @Test
        void refusesASignInOfTheFuture() {
            refuses(claims -> claims.put("auth_time", scene.clock.instant().getEpochSecond() + 61), "auth_time");
        }
    }

    @Nested
    class Section3138AccessTokenHash {
        /** invalid-athash. */
        @Test
        void refusesTheHashOfAnotherAccessToken() {
            refuses(claims -> claims.put("at_hash", "77QmUPtjPfzWtF2AnpK9RQ"), "at_hash");
        }

        @Test
        void mayBeMissing() {
            accepts(claims -> claims.remove("at_hash"));
        }

        @Test
        void isTheOneOfTheSpecificationsExample() {
            assertThat(Pkce.leftHalf("SHA-256", "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"))
                    .isEqualTo("77QmUPtjPfzWtF2AnpK9RQ");
        }
    }

    @Nested
    class Section2Subject {
        /** missing-sub. */
        @Test
        void refusesNoSubject() {
            refuses(claims -> claims.remove("sub"), "sub");
        }

        @Test
        void refusesWhatIsNoSubject() {
            refuses(claims -> claims.put("sub", " "), "sub");
            refuses(claims -> claims.put("sub", "s".repeat(256)), "sub");
            refuses(claims -> claims.put("sub", "ad\u00e4"), "sub");
            refuses(claims -> claims.put("sub", 7), "sub");
        }

        @Test
        void caseMatters() {
            fake.claims(claims -> claims.put("sub", "ADA"));
            scene.refused("PROVIDER_REFUSED");
            assertThat(scene.reason()).contains("no account");
        }
    }

    @Test
    void requiredClaimsMustHaveTheirValue() {
        scene.use(provider -> provider.withRequiredClaim("hd", "example.com"));
        refuses(claims -> {}, "hd");
        refuses(claims -> claims.put("hd", "example.com.evil.example"), "hd");
        accepts(claims -> claims.put("hd", "example.com"));
    }

    @Test
    void refusesHeadersThatBringTheirOwnKey() {
        fake.header(header -> header.put("jwk", Map.of("kty", "RSA")));
        refuses(claims -> {}, "jwk");
        fake.header(header -> header.put("crit", List.of("exp")));
        refuses(claims -> {}, "crit");
    }

    @Test
    void refusesATokenThatIsTooLong() {
        refuses(claims -> claims.put("groups", "g".repeat(IdTokenCheck.MAX_LENGTH)), "characters");
    }

    @Test
    void noReasonReachesTheClient() {
        fake.claims(claims -> claims.put("aud", "client-2"));
        assertThat(scene.refused("PROVIDER_REFUSED").body())
                .doesNotContain("aud")
                .doesNotContain("client-2");
    }

    @Test
    void theFakeProviderSignsWhatItSays() {
        String payload = fake.keys().sign(header -> {}, Map.of("a", 1)).split("\\.", -1)[1];
        assertThat(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":1}");
    }
}
