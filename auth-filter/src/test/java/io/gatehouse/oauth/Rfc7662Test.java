package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.json.JsonNull;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.IntrospectedIssuer;
import io.gatehouse.token.IntrospectionPolicy;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.SignatureAlgorithm;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opaque bearer tokens, by RFC 7662. */
@Timeout(60)
final class Rfc7662Test {
    @AutoClose
    private final IntrospectionScene scene = new IntrospectionScene();

    private final FakeProvider fake = scene.fake;

    private void answers(Consumer<Map<String, Object>> change) {
        // What was answered before is forgotten
        scene.clock.advance(Duration.ofMinutes(1));
        fake.introspection(change);
    }

    private void refusedFor(String member, Object value, String reason) {
        answers(it -> it.put(member, value));
        scene.invalid();
        assertThat(scene.reason()).contains(reason);
    }

    private long seconds(long offset) {
        return scene.clock.instant().plus(Duration.ofMinutes(1)).getEpochSecond() + offset;
    }

    @Nested
    class Section21Request {
        @Test
        void isAFormWithTheClientsProof() {
            scene.identity(IntrospectionScene.TOKEN);
            FakeProvider.Received request =
                    fake.received(FakeProvider.INTROSPECT).get(0);
            assertThat(request.form())
                    .containsOnly(
                            Map.entry("token", IntrospectionScene.TOKEN), Map.entry("token_type_hint", "access_token"));
            assertThat(request.authorization()).startsWith("Basic ");
        }

        @Test
        void isMadeToAFixedServerToo() {
            KeyRing keys = KeyRing.generate(SignatureAlgorithm.ES256, scene.clock, new SecureRandom());
            for (ClientAuthentication proof : List.of(
                    ClientAuthentication.secretPost(OAuthScene.SECRET), ClientAuthentication.privateKeyJwt(keys))) {
                IntrospectionClient server = IntrospectionClient.insecureAllowHttp(
                                fake.issuer(), endpoint(), "api", proof)
                        .withTimeout(Duration.ofSeconds(10))
                        .with(scene.clock, new SecureRandom());
                scene.use(BearerAuthentication.introspecting(
                        new IntrospectedIssuer(IntrospectionPolicy.of(fake.issuer(), "shop-api"), server),
                        scene.clock));
                assertThat(scene.identity(IntrospectionScene.TOKEN).subject()).isEqualTo("ada");
                assertThat(server.toString()).doesNotContain(OAuthScene.SECRET);
            }
            List<FakeProvider.Received> requests = fake.received(FakeProvider.INTROSPECT);
            assertThat(requests.get(0).form()).containsEntry("client_secret", OAuthScene.SECRET);
            assertThat(requests.get(1).form()).containsKey("client_assertion");
        }

        @Test
        void goesToHttpsOnly() {
            ClientAuthentication proof = ClientAuthentication.secretBasic(OAuthScene.SECRET);
            for (String address :
                    List.of("http://as.example/i", "http://127.0.0.1/i", "https://a@as.example/i", "https:/i", "/i")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> IntrospectionClient.of("as", URI.create(address), "api", proof));
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> IntrospectionClient.insecureAllowHttp(
                            "as", URI.create("http://as.example/i"), "api", proof));
        }

        @Test
        void isNotMadeAboutWhatHasNoFormOfAToken() {
            for (String token : List.of(
                    "fifteen-charact",
                    "with\"quotation-marks-inside",
                    "spaces inside of the token",
                    "=".repeat(30),
                    "a".repeat(8193),
                    "umlaut-ä-in-the-middle-of-it",
                    "a=b-padding-in-the-middle")) {
                scene.refused(token, "TOKEN_MALFORMED");
            }
            assertThat(scene.asked()).isZero();
        }

        private URI endpoint() {
            return URI.create(fake.issuer() + FakeProvider.INTROSPECT);
        }
    }

    @Nested
    class Section22Response {
        @Test
        void namesWhoBearsTheToken() {
            Identity identity = scene.identity(IntrospectionScene.TOKEN);
            assertThat(identity.subject()).isEqualTo("ada");
            assertThat(identity.issuer()).contains(fake.issuer());
            assertThat(identity.accountId()).isEmpty();
            assertThat(identity.scheme()).isEqualTo("bearer");
            assertThat(identity.roles()).containsExactly("user");
            assertThat(identity.scopes()).containsExactlyInAnyOrder("orders:read", "orders:write");
            assertThat(identity.attributes()).containsEntry("client_id", "spa");
            assertThat(identity.expiresAt()).contains(scene.clock.instant().plusSeconds(300));
            assertThat(identity.authenticatedAt()).isEqualTo(scene.clock.instant());
        }

        @Test
        void mayLackWhatIsOptional() {
            answers(it -> it.keySet().retainAll(List.of("active", "sub", "aud")));
            Identity identity = scene.identity(IntrospectionScene.TOKEN);
            assertThat(identity.issuer()).contains(fake.issuer());
            assertThat(identity.expiresAt()).isEmpty();
            assertThat(identity.roles()).isEmpty();
        }

        @Test
        void thatIsNotActiveIsRefused() {
            Reply reply = scene.refused("another-token-nobody-issued", "TOKEN_INVALID");
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.headers().get("WWW-Authenticate").get(0)).contains("error=\"invalid_token\"");
            assertThat(scene.reason()).contains("not active");
        }

        @Test
        void isActiveByTheBooleanTrueOnly() {
            for (Object value : Arrays.asList("true", "false", 1, List.of(true), Map.of())) {
                refusedFor("active", value, "no boolean");
            }
        }

        @Test
        void withoutActiveSaysNothing() {
            answers(it -> it.remove("active"));
            scene.unavailable();
            answers(it -> it.put("active", JsonNull.NULL));
            scene.unavailable();
        }

        @Test
        void isAboutTheIssuerIfItNamesOne() {
            refusedFor("iss", "https://other.example", "another issuer");
            refusedFor("iss", fake.issuer() + "/", "another issuer");
        }

        @Test
        void isAboutSomebody() {
            answers(it -> it.remove("sub"));
            scene.invalid();
            refusedFor("sub", " ", "sub is blank");
            refusedFor("sub", 7, "sub is not");
            refusedFor("sub", "s".repeat(256), "sub is longer");
        }

        @Test
        void isAboutABearerToken() {
            refusedFor("token_type", "DPoP", "token_type");
            refusedFor("token_type", "refresh_token", "token_type");
            answers(it -> it.put("token_type", "bearer"));
            scene.identity(IntrospectionScene.TOKEN);
        }

        @Test
        void isNotAboutTokensOfAnotherKind() {
            refusedFor("typ", "Refresh", "typ");
            refusedFor("typ", "ID", "typ");
            refusedFor("token_use", "refresh_token", "token_use");
            refusedFor("nonce", "n", "nonce");
            refusedFor("at_hash", "h", "at_hash");
            answers(it -> {
                it.put("typ", "Bearer");
                it.put("token_use", "access_token");
            });
            scene.identity(IntrospectionScene.TOKEN);
        }

        @Test
        void isNotAboutATokenThatIsBoundToAKey() {
            refusedFor("cnf", Map.of("jkt", "thumbprint"), "cnf");
        }

        @Test
        void hasScopesAndRolesOfTheRightType() {
            refusedFor("scope", 1, "scope");
            refusedFor("scope", "a\"b", "scope");
            refusedFor("groups", List.of(1), "groups");
        }
    }

    @Nested
    class Section4Validation {
        @Test
        void theAudienceMustBeThisApplication() {
            refusedFor("aud", "other-api", "aud is");
            refusedFor("aud", List.of(), "aud is");
            refusedFor("aud", "SHOP-API", "aud is");
            answers(it -> it.remove("aud"));
            scene.invalid();
            assertThat(scene.reason()).contains("aud is missing");
        }

        @Test
        void anyAudienceDoesOnlyIfThatIsAllowed() {
            scene.use(IntrospectionPolicy::allowAnyAudience);
            answers(it -> it.remove("aud"));
            scene.identity(IntrospectionScene.TOKEN);
        }

        @Test
        void theTimesAreChecked() {
            long expired = seconds(-60);
            answers(it -> it.put("exp", expired));
            scene.refused(IntrospectionScene.TOKEN, "TOKEN_EXPIRED");
            for (String name : List.of("nbf", "iat", "auth_time")) {
                long at = seconds(61);
                answers(it -> it.put(name, at));
                scene.refused(IntrospectionScene.TOKEN, "TOKEN_NOT_YET_VALID");
            }
            refusedFor("exp", "soon", "exp");
            refusedFor("exp", -1, "exp");
        }

        @Test
        void theTimesAreCheckedWithinTheSkew() {
            long expired = seconds(-59);
            answers(it -> it.put("exp", expired));
            scene.identity(IntrospectionScene.TOKEN);
            long later = seconds(60);
            answers(it -> it.put("nbf", later));
            scene.identity(IntrospectionScene.TOKEN);
        }
    }

    @Nested
    class Server {
        @Test
        void thatFailsIs503AndNeverAJudgement() {
            List<FakeProvider.Answer> failures = new ArrayList<>();
            for (int status : List.of(201, 204, 307, 400, 401, 403, 404, 429, 500, 503)) {
                failures.add(FakeProvider.typed(status, "application/json", status == 204 ? "" : "{\"active\":true}"));
            }
            for (String body : List.of(
                    "", "null", "[]", "true", "<html>", "{\"active\":true", "{\"active\":true,\"active\":true}")) {
                failures.add(FakeProvider.typed(200, "application/json", body));
            }
            failures.add(FakeProvider.typed(200, "text/html", "{\"active\":true}"));
            failures.add(FakeProvider.typed(200, "application/json", "{\"a\":\"" + " ".repeat(256 * 1024) + "\"}"));
            for (FakeProvider.Answer failure : failures) {
                fake.answers(FakeProvider.INTROSPECT, failure);
                scene.unavailable();
            }
            // Nothing of it was remembered
            fake.answersWell(FakeProvider.INTROSPECT);
            scene.identity(IntrospectionScene.TOKEN);
        }

        @Test
        void isNotFollowedElsewhere() {
            try (FakeProvider elsewhere = FakeProvider.start(scene.clock)) {
                fake.answers(FakeProvider.INTROSPECT, exchange -> {
                    exchange.getResponseHeaders().set("Location", elsewhere.issuer() + FakeProvider.INTROSPECT);
                    exchange.sendResponseHeaders(307, -1);
                });
                scene.unavailable();
                assertThat(elsewhere.received(FakeProvider.INTROSPECT)).isEmpty();
            }
        }

        @Test
        void withoutTheEndpointIs503() {
            fake.metadata(it -> it.remove("introspection_endpoint"));
            scene.unavailable();
            assertThat(scene.asked()).isZero();
        }

        @Test
        void whoseEndpointIsElsewhereByPlainHttpIsNotAsked() {
            fake.metadata(it -> it.put("introspection_endpoint", "http://as.example/introspect"));
            scene.unavailable();
        }

        @Test
        void thatIsDownIs503() {
            fake.close();
            scene.unavailable();
        }

        @Test
        void thatIsUnknownStopsTheStart() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scene.login(scene.provider()).introspectedIssuer("other", "shop-api"));
        }
    }
}
