package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.token.JwtSignatures;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.ParsedJwt;
import io.gatehouse.token.SignatureAlgorithm;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749: the token request and its answer, with the client authentications of OpenID Connect Core section 9. */
final class Rfc6749TokenTest {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final FakeProvider fake = scene.fake;

    private FakeProvider.Received request() {
        OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
        return fake.received(FakeProvider.TOKEN).get(scene.tokenRequests() - 1);
    }

    private void useAuthentication(ClientAuthentication authentication) {
        scene.use(OAuthProvider.oidc("fake", "Fake", fake.issuer(), "a client:1%", authentication)
                .insecureAllowHttp());
    }

    @Nested
    class Section413Request {
        @Test
        void hasWhatTheCodeWasGivenFor() {
            assertThat(request().form())
                    .containsOnlyKeys("grant_type", "code", "redirect_uri", "code_verifier")
                    .containsEntry("grant_type", "authorization_code")
                    .containsEntry("redirect_uri", "https://app.example/api/auth/fake/callback");
        }
    }

    @Nested
    class Section231ClientAuthentication {
        @Test
        void basicEncodesBothPartsFirst() {
            useAuthentication(ClientAuthentication.secretBasic(OAuthScene.SECRET));
            String header = request().authorization();
            assertThat(header).startsWith("Basic ");
            String pair = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.US_ASCII);
            assertThat(pair).isEqualTo("a+client%3A1%25:a+client+secret%3A+with%25signs");
            assertThat(URLDecoder.decode(pair.split(":", -1)[1], StandardCharsets.UTF_8))
                    .isEqualTo(OAuthScene.SECRET);
        }

        @Test
        void postPutsThemIntoTheBodyOnly() {
            useAuthentication(ClientAuthentication.secretPost(OAuthScene.SECRET));
            FakeProvider.Received request = request();
            assertThat(request.authorization()).isEmpty();
            assertThat(request.form())
                    .containsEntry("client_id", "a client:1%")
                    .containsEntry("client_secret", OAuthScene.SECRET);
        }

        @Test
        void secretsAreNeverPrinted() {
            assertThat(ClientAuthentication.secretBasic("s3cret").toString()).doesNotContain("s3cret");
            assertThat(OAuthProvider.oidc("a", "A", "https://a.example", "c", ClientAuthentication.secretPost("s3cret"))
                            .toString())
                    .doesNotContain("s3cret");
        }

        @Test
        void aSecretIsNotBlank() {
            assertThatIllegalArgumentException().isThrownBy(() -> ClientAuthentication.secretBasic(" "));
            assertThatIllegalArgumentException().isThrownBy(() -> ClientAuthentication.secretPost(""));
        }
    }

    @Nested
    class Rfc7523PrivateKeyJwt {
        private final KeyRing keys = KeyRing.generate(SignatureAlgorithm.ES256, scene.clock, new SecureRandom());

        private JsonObject claims(String assertion) throws JsonException {
            return Json.parseObject(Base64.getUrlDecoder().decode(assertion.split("\\.", -1)[1]));
        }

        @Test
        void isForTheIssuerAloneAndForAMinute() throws Exception {
            useAuthentication(ClientAuthentication.privateKeyJwt(keys));
            FakeProvider.Received request = request();
            assertThat(request.authorization()).isEmpty();
            assertThat(request.form())
                    .containsEntry("client_id", "a client:1%")
                    .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                    .doesNotContainKey("client_secret");
            JsonObject claims = claims(request.form().get("client_assertion"));
            assertThat(claims.string("iss")).contains("a client:1%");
            assertThat(claims.string("sub")).contains("a client:1%");
            assertThat(claims.string("aud")).contains(fake.issuer());
            assertThat(claims.integer("exp")).contains(scene.clock.instant().getEpochSecond() + 60);
        }

        @Test
        void isSignedByTheRing() throws Exception {
            useAuthentication(ClientAuthentication.privateKeyJwt(keys));
            String assertion = request().form().get("client_assertion");
            new JwtSignatures().verify(ParsedJwt.parse(assertion, 8192), keys, scene.clock.instant());
        }

        @Test
        void isNeverTheSameTwice() throws Exception {
            useAuthentication(ClientAuthentication.privateKeyJwt(keys));
            Set<Optional<String>> ids = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                ids.add(claims(request().form().get("client_assertion")).string("jti"));
            }
            assertThat(ids).hasSize(5).doesNotContain(Optional.empty());
        }

        @Test
        void takesNoSharedSecret() {
            KeyRing hmac = KeyRing.generate(SignatureAlgorithm.HS256, scene.clock, new SecureRandom());
            assertThatIllegalArgumentException().isThrownBy(() -> ClientAuthentication.privateKeyJwt(hmac));
        }
    }

    @Nested
    class Section5Answer {
        @Test
        void theTypeIsBearerInAnyCase() {
            fake.tokens(tokens -> tokens.put("token_type", "bEARER"));
            request();
        }

        @ParameterizedTest
        @ValueSource(strings = {"DPoP", "mac", ""})
        void otherTypesAreRefused(String type) {
            fake.tokens(tokens -> tokens.put("token_type", type));
            scene.refused("PROVIDER_REFUSED");
            assertThat(scene.reason()).contains("token_type");
        }

        @Test
        void anAccessTokenAloneSignsNobodyIn() {
            fake.tokens(tokens -> tokens.remove("id_token"));
            scene.refused("PROVIDER_REFUSED");
            assertThat(scene.reason()).contains("id_token is missing");
        }

        @Test
        void withoutAnAccessTokenIsRefused() {
            fake.tokens(tokens -> tokens.remove("access_token"));
            scene.refused("PROVIDER_REFUSED");
        }

        @Test
        void anErrorIsRefusedEvenWithStatus200() {
            fake.tokens(tokens -> tokens.put("error", "bad_verification_code"));
            scene.refused("PROVIDER_REFUSED");
            assertThat(scene.reason()).contains("bad_verification_code");
        }

        @Test
        void anErrorIsNotRepeatedInFull() {
            String error = Json.write(Map.of("error", "x<script>", "error_description", "secret things"));
            fake.answers(FakeProvider.TOKEN, FakeProvider.typed(400, "application/json", error));
            assertThat(scene.refused("PROVIDER_REFUSED").body())
                    .doesNotContain("script")
                    .doesNotContain("secret things");
            assertThat(scene.reason()).doesNotContain("script");
        }

        @Test
        void whatIsNotJsonIsRefused() {
            fake.answers(FakeProvider.TOKEN, FakeProvider.typed(200, "text/plain", "access_token=a&token_type=bearer"));
            scene.refused("PROVIDER_REFUSED");
        }

        @Test
        void membersOfAnotherTypeAreRefused() {
            fake.tokens(tokens -> tokens.put("access_token", 7));
            scene.refused("PROVIDER_REFUSED");
        }
    }
}
