package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import io.gatehouse.SetCookie;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Back-Channel Logout 1.0. */
final class BackChannelLogoutTest {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final FakeProvider fake = scene.fake;
    private final AtomicInteger number = new AtomicInteger();
    private Consumer<Map<String, Object>> header = it -> it.put("typ", "logout+jwt");

    @BeforeEach
    void signIn() {
        scene.useBackChannel();
        signIn("sid-1");
        signIn("sid-2");
    }

    private void signIn(String sid) {
        String loginId = "login-of-" + sid;
        fake.claims(claims -> claims.put("sid", sid));
        var cookie = new SetCookie("__Host-session", "x", Optional.empty(), SetCookie.SameSite.LAX, true);
        scene.grant = (account, request) -> Reply.noContent().withCookie(cookie).withLogin(account.id(), loginId);
        OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
    }

    private Map<String, Object> claims() {
        long now = scene.clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", fake.issuer());
        claims.put("aud", "client-1");
        claims.put("iat", now);
        claims.put("exp", now + 120);
        claims.put("jti", "token-" + number.incrementAndGet());
        claims.put("events", Map.of(EVENT, Map.of()));
        claims.put("sub", "ada");
        claims.put("sid", "sid-1");
        return claims;
    }

    private String token(Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = claims();
        change.accept(claims);
        return fake.keys().sign(header, claims);
    }

    private Reply send(String token) {
        return scene.call(RequestBuilder.post("/api/auth/fake/backchannel-logout")
                .body(
                        "application/x-www-form-urlencoded",
                        "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
    }

    private void refuses(Consumer<Map<String, Object>> change, String reason) {
        Reply reply = send(token(change));
        assertThat(OAuthScene.code(reply)).isEqualTo("LOGOUT_TOKEN_INVALID");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(scene.reason()).contains(reason);
        assertThat(scene.logins.ended).isEmpty();
    }

    private void ends(Consumer<Map<String, Object>> change, String... logins) {
        Reply reply = send(token(change));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("Cache-Control", List.of("no-store"));
        assertThat(scene.logins.ended).containsExactlyInAnyOrder(logins);
    }

    @Nested
    class WhatEnds {
        @Test
        void oneSessionBySid() {
            ends(claims -> claims.remove("sub"), "u-1 login-of-sid-1");
        }

        @Test
        void everySessionOfAPersonBySub() {
            ends(claims -> claims.remove("sid"), "u-1 login-of-sid-1", "u-1 login-of-sid-2");
        }

        @Test
        void oneSessionByBoth() {
            ends(claims -> {}, "u-1 login-of-sid-1");
            assertThat(scene.events).extracting(AuthEvent::type).contains(AuthEvent.Type.LOGOUT_BY_PROVIDER);
        }

        @Test
        void nothingIfTheSessionIsAnotherPersons() {
            ends(claims -> claims.put("sub", "grace"));
        }

        @Test
        void nothingIfTheSessionIsUnknown() {
            ends(claims -> claims.put("sid", "sid-9"));
        }

        @Test
        void theSameSessionOnce() {
            ends(claims -> {}, "u-1 login-of-sid-1");
            ends(claims -> {}, "u-1 login-of-sid-1");
        }

        @Test
        void everyLoginOfTheAccountIfTheGrantDoesNotTellWhich() {
            scene.grant = (account, request) -> Reply.noContent()
                    .withCookie(new SetCookie("__Host-session", "x", Optional.empty(), SetCookie.SameSite.LAX, true));
            fake.claims(claims -> claims.put("sid", "sid-3"));
            OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
            ends(claims -> claims.put("sid", "sid-3"), "u-1 all");
        }

        @Test
        void whateverCookiesComeWithIt() {
            Reply reply = scene.call(RequestBuilder.post("/api/auth/fake/backchannel-logout")
                    .header("X-Test", "grace")
                    .body("application/x-www-form-urlencoded", "logout_token=" + token(claims -> {})));
            assertThat(reply.status()).isEqualTo(200);
        }
    }

    @Nested
    class Section26Validation {
        @Test
        void refusesAWrongSignature() {
            fake.keys().signature(bytes -> {
                bytes[0] ^= 1;
                return bytes;
            });
            refuses(claims -> {}, "signature is wrong");
        }

        @Test
        void refusesUnsignedTokens() {
            header = it -> {
                it.put("typ", "logout+jwt");
                it.put("alg", "none");
            };
            refuses(claims -> {}, "unknown alg none");
        }

        @Test
        void refusesAnAlgorithmThatIsNotRegistered() {
            header = it -> {
                it.put("typ", "logout+jwt");
                it.put("alg", "PS256");
            };
            refuses(claims -> {}, "alg is PS256");
        }

        @ParameterizedTest
        @ValueSource(strings = {"JWT", "at+jwt", "", "logout"})
        void refusesAnotherType(String type) {
            header = it -> it.put("typ", type);
            refuses(claims -> {}, "typ");
        }

        @Test
        void refusesAnotherIssuer() {
            refuses(claims -> claims.put("iss", "https://issuer.example"), "iss");
            refuses(claims -> claims.remove("iss"), "iss");
        }

        @Test
        void refusesAnotherAudience() {
            refuses(claims -> claims.put("aud", "client-2"), "aud");
            refuses(claims -> claims.remove("aud"), "aud");
        }

        @Test
        void refusesOldExpiredAndFutureTokens() {
            long now = scene.clock.instant().getEpochSecond();
            refuses(claims -> claims.put("exp", now - 60), "expired");
            refuses(claims -> claims.remove("exp"), "exp");
            refuses(claims -> claims.put("iat", now - 361), "iat");
            refuses(claims -> claims.put("iat", now + 61), "iat");
            refuses(claims -> claims.remove("iat"), "iat");
        }

        @Test
        void refusesATokenThatNamesNobody() {
            refuses(
                    claims -> {
                        claims.remove("sub");
                        claims.remove("sid");
                    },
                    "neither sub nor sid");
            refuses(claims -> claims.put("sid", ""), "neither sub nor sid");
        }

        @Test
        void refusesATokenWithoutTheEvent() {
            refuses(claims -> claims.remove("events"), "events");
            refuses(claims -> claims.put("events", Map.of("other", Map.of())), "events");
            refuses(claims -> claims.put("events", EVENT), "events");
            refuses(claims -> claims.put("events", Map.of(EVENT, true)), EVENT);
        }

        @Test
        void refusesANonce() {
            refuses(claims -> claims.put("nonce", "n"), "nonce");
        }

        @Test
        void refusesATokenWithoutAName() {
            refuses(claims -> claims.remove("jti"), "jti");
            refuses(claims -> claims.put("jti", "j".repeat(256)), "jti");
        }

        @Test
        void aTokenCountsOnce() {
            String token = token(claims -> {});
            assertThat(send(token).status()).isEqualTo(200);
            assertThat(OAuthScene.code(send(token))).isEqualTo("LOGOUT_TOKEN_INVALID");
            assertThat(scene.reason()).contains("used before");
        }

        @Test
        void ofManyAtOnceOneCounts() {
            String token = token(claims -> {});
            assertThat(Race.run(() -> send(token).status())).containsOnlyOnce(200);
            assertThat(scene.logins.ended).hasSize(1);
        }

        @Test
        void anIdTokenIsNoLogoutToken() {
            header = it -> {};
            refuses(
                    claims -> {
                        claims.remove("events");
                        claims.put("nonce", "n");
                    },
                    "typ");
        }
    }

    @Nested
    class Section25Request {
        @Test
        void isAForm() {
            Reply reply = scene.call(RequestBuilder.post("/api/auth/fake/backchannel-logout")
                    .json(Map.of("logout_token", token(claims -> {}))));
            assertThat(OAuthScene.code(reply)).isEqualTo("REQUEST_MALFORMED");
            assertThat(scene.logins.ended).isEmpty();
        }

        @Test
        void isAPost() {
            Reply reply = scene.call(RequestBuilder.get("/api/auth/fake/backchannel-logout"));
            assertThat(OAuthScene.code(reply)).isEqualTo("METHOD_NOT_ALLOWED");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a=b", "logout_token=a&logout_token=b", "logout_token=%zz", "Logout_token=a"})
        void hasOneToken(String body) {
            Reply reply = scene.call(RequestBuilder.post("/api/auth/fake/backchannel-logout")
                    .body("application/x-www-form-urlencoded", body));
            assertThat(OAuthScene.code(reply)).isEqualTo("REQUEST_MALFORMED");
        }

        @Test
        void isNotLong() {
            Reply reply = scene.call(RequestBuilder.post("/api/auth/fake/backchannel-logout")
                    .body("application/x-www-form-urlencoded", "logout_token=" + "a".repeat(16 * 1024)));
            assertThat(OAuthScene.code(reply)).isEqualTo("REQUEST_TOO_LARGE");
            assertThat(OAuthScene.code(send("a".repeat(LogoutTokenCheck.MAX_LENGTH + 1))))
                    .isEqualTo("LOGOUT_TOKEN_INVALID");
        }
    }

    @Test
    void whatFailedMayBeSentAgain() {
        String token = token(claims -> {});
        scene.logins.down = true;
        assertThat(send(token).status()).isEqualTo(503);
        scene.logins.down = false;
        assertThat(send(token).status()).isEqualTo(200);
        assertThat(scene.logins.ended).containsExactly("u-1 login-of-sid-1");
    }

    @Test
    void keysThatCanNotBeHadAre503() {
        fake.answers(FakeProvider.JWKS, FakeProvider.typed(500, "text/plain", ""));
        scene.restart();
        assertThat(OAuthScene.code(send(token(claims -> {})))).isEqualTo("PROVIDER_UNAVAILABLE");
    }
}
