package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Rejection;
import io.gatehouse.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Web Token claims, and RFC 9068 for access tokens. All signatures here hold. */
final class Rfc7519Test {
    private final Forge forge = new Forge();

    @Nested
    class Section411Issuer {
        @Test
        void refusesMissingIssuer() {
            assertThat(refusal(forge.without("iss"))).startsWith("TOKEN_INVALID: not of a trusted issuer");
        }

        @Test
        void comparesTheIssuerCharacterByCharacter() {
            for (Object issuer : List.of(
                    Forge.ISSUER + "/",
                    "HTTPS://issuer.example",
                    "https://issuer.example:443",
                    "https://issuer.exampl",
                    " " + Forge.ISSUER,
                    "",
                    1,
                    true,
                    List.of(Forge.ISSUER),
                    Map.of("iss", Forge.ISSUER))) {
                assertThat(refusal(forge.claims("iss", issuer))).startsWith("TOKEN_INVALID: not of a trusted issuer");
            }
        }
    }

    @Nested
    class Section412Subject {
        @Test
        void refusesMissingBlankAndLongSubject() {
            assertThat(refusal(forge.without("sub"))).endsWith("sub is missing");
            assertThat(refusal(forge.claims("sub", " "))).endsWith("sub is blank");
            assertThat(refusal(forge.claims("sub", "a".repeat(256)))).endsWith("sub is longer than 255");
        }

        @Test
        void refusesSubjectThatIsNoString() {
            for (Object value : List.of(1, true, List.of("ada"), Map.of())) {
                assertThat(refusal(forge.claims("sub", value))).endsWith("sub is not a string");
            }
            String payload = Json.write(forge.claims("sub", "X")).replace("\"X\"", "null");
            assertThat(forge.refusal(forge.signed(Json.write(forge.header()), payload)))
                    .endsWith("sub is not a string");
        }
    }

    @Nested
    class Section413Audience {
        @Test
        void rejectsTokenForAnotherAudience() {
            for (Object audience : List.of(
                    "https://other.example",
                    "https://orders.exampl",
                    "https://ORDERS.example",
                    Forge.AUDIENCE + "/",
                    "",
                    List.of(),
                    List.of("https://other.example"))) {
                assertThat(refusal(forge.claims("aud", audience))).startsWith("TOKEN_INVALID: aud is");
            }
        }

        @Test
        void refusesMissingAudience() {
            assertThat(refusal(forge.without("aud"))).endsWith("aud is missing");
        }

        @Test
        void refusesAudienceOfAnotherType() {
            for (Object audience : List.of(1, true, Map.of("a", Forge.AUDIENCE), List.of(Forge.AUDIENCE, 1))) {
                assertThat(refusal(forge.claims("aud", audience))).contains("aud is not an array");
            }
        }

        @Test
        void acceptsUsAmongOthers() throws Rejection {
            List<String> audience = List.of("https://other.example", Forge.AUDIENCE, Forge.AUDIENCE);
            assertThat(accepts(forge.claims("aud", audience)).audience())
                    .containsExactlyInAnyOrder("https://other.example", Forge.AUDIENCE);
        }
    }

    @Nested
    class Sections414To416Times {
        @Test
        void refusesMissingExpiry() {
            assertThat(refusal(forge.without("exp"))).endsWith("exp is missing");
        }

        @Test
        void endsExactlyWhenExpiryAndSkewArePast() throws Rejection {
            String token = forge.good();
            forge.clock.advance(Duration.ofSeconds(359));
            forge.accepts(token);
            forge.clock.advance(Duration.ofSeconds(1));
            assertThat(forge.refusal(token)).startsWith("TOKEN_EXPIRED");
        }

        @Test
        void addsNoSkewWhereNoneIsAllowed() {
            forge.policy = forge.policy.withSkew(Duration.ZERO);
            String token = forge.good();
            forge.clock.advance(Duration.ofMinutes(5));
            assertThat(forge.refusal(token)).startsWith("TOKEN_EXPIRED");
        }

        @Test
        void refusesTokenBeforeItsTime() throws Rejection {
            accepts(forge.claims("nbf", forge.now() + 60));
            assertThat(refusal(forge.claims("nbf", forge.now() + 61))).startsWith("TOKEN_NOT_YET_VALID: nbf");
            accepts(forge.claims("iat", forge.now() + 60));
            assertThat(refusal(forge.claims("iat", forge.now() + 61))).startsWith("TOKEN_NOT_YET_VALID: iat");
            assertThat(refusal(forge.claims("auth_time", forge.now() + 61))).startsWith("TOKEN_INVALID: auth_time");
        }

        @Test
        void refusesTimesAfterTheEnd() {
            for (String name : List.of("nbf", "iat", "auth_time")) {
                assertThat(refusal(forge.claims(name, forge.now() + 301))).endsWith(name + " is after exp");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"exp", "nbf", "iat", "auth_time"})
        void refusesTimesOfAnotherType(String name) {
            String later = Long.toString(forge.now() + 10);
            for (Object value : List.of(later, true, List.of(forge.now()), Map.of("n", 1))) {
                assertThat(refusal(forge.claims(name, value))).endsWith(name + " is not a number");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "-1",
                    "-0.5",
                    "253402300800",
                    "999999999999999999",
                    "9999999999999999999",
                    "1e30",
                    "1e308",
                    "-1e308",
                    "9223372036854775807",
                    "18446744073709551616"
                })
        void refusesTimesOutOfBounds(String number) {
            for (String name : List.of("exp", "nbf", "iat")) {
                String payload = Json.write(forge.claims(name, "X")).replace("\"X\"", number);
                assertThat(forge.refusal(forge.signed(Json.write(forge.header()), payload)))
                        .endsWith(name + " is no time");
            }
        }

        @Test
        void readsFractionsOfSeconds() throws Rejection {
            VerifiedJwt token = accepts(forge.claims("exp", forge.now() + 10.25));
            assertThat(token.expiresAt())
                    .isEqualTo(Instant.ofEpochSecond(forge.now(), 250_000_000).plusSeconds(10));
        }

        @Test
        void neverOverflowsAtTheEndOfTime() throws Rejection {
            assertThat(accepts(forge.claims("exp", 253_402_300_799L)).expiresAt())
                    .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
        }
    }

    @Nested
    class Section417Ids {
        @Test
        void refusesIdsOfAnotherType() {
            for (String name : List.of("jti", "sid")) {
                assertThat(refusal(forge.claims(name, 1))).endsWith(name + " is not a string");
                assertThat(refusal(forge.claims(name, ""))).endsWith(name + " is blank");
            }
        }
    }

    @Nested
    class Rfc9068Section2Type {
        @ParameterizedTest
        @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+jwt"})
        void comparesTheTypeAsMediaType(String type) throws Rejection {
            forge.accepts(forge.withHeader(forge.header("typ", type)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "JWT",
                    "at+jwtx",
                    "xat+jwt",
                    "at+jwt ",
                    "",
                    "text/at+jwt",
                    "application/application/at+jwt",
                    "dpop+jwt",
                    "logout+jwt",
                    "id+jwt",
                    "secevent+jwt"
                })
        void refusesOtherTypes(String type) {
            assertThat(forge.refusal(forge.withHeader(forge.header("typ", type))))
                    .startsWith("TOKEN_INVALID: typ is");
        }

        @Test
        void refusesMissingType() {
            Map<String, Object> header = forge.header();
            header.remove("typ");
            assertThat(forge.refusal(forge.withHeader(header))).endsWith("typ is missing");
            assertThat(forge.refusal(forge.withHeader(forge.header("typ", 1)))).endsWith("typ is not a string");
        }

        @Test
        void acceptsTheUsualTypesWhereThatIsAllowed() throws Rejection {
            forge.policy = forge.policy.allowAnyType();
            Map<String, Object> untyped = forge.header();
            untyped.remove("typ");
            forge.accepts(forge.withHeader(untyped));
            forge.accepts(forge.withHeader(forge.header("typ", "JWT")));
            forge.accepts(forge.withHeader(forge.header("typ", "at+jwt")));
            assertThat(forge.refusal(forge.withHeader(forge.header("typ", "logout+jwt"))))
                    .contains("typ is");
        }

        @ParameterizedTest
        @ValueSource(strings = {"nonce", "at_hash", "c_hash", "events"})
        void refusesIdTokensAndLogoutTokensAmongUntypedTokens(String claim) throws Rejection {
            accepts(forge.claims(claim, "x"));
            forge.policy = forge.policy.allowAnyType();
            assertThat(refusal(forge.claims(claim, "x"))).endsWith("has " + claim + ", so it is no access token");
            forge.policy = forge.policy.withRequiredType("JWT");
            String token = forge.signed(Json.write(forge.header("typ", "JWT")), Json.write(forge.claims(claim, "x")));
            assertThat(forge.refusal(token)).endsWith("so it is no access token");
        }

        @Test
        void refusesRefreshTokensAmongUntypedTokens() throws Rejection {
            forge.policy = forge.policy.allowAnyType();
            accepts(forge.claims("typ", "Bearer"));
            for (String kind : List.of("Refresh", "Offline", "ID", "Logout", "DPoP")) {
                assertThat(refusal(forge.claims("typ", kind))).endsWith("its claim typ is " + kind);
            }
        }

        @Test
        void refusesTokensThatAreBoundToAKey() {
            assertThat(refusal(forge.claims("cnf", Map.of("jkt", "abc")))).contains("bound to a key");
        }
    }

    private String refusal(Map<String, Object> claims) {
        return forge.refusal(forge.token(claims));
    }

    private VerifiedJwt accepts(Map<String, Object> claims) throws Rejection {
        return forge.accepts(forge.token(claims));
    }
}
