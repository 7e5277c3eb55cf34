package io.gatehouse.session;

import static io.gatehouse.session.SessionScene.code;
import static io.gatehouse.session.SessionScene.cookie;
import static io.gatehouse.session.SessionScene.object;
import static io.gatehouse.session.SessionScene.sameSite;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.Decision;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import io.gatehouse.login.Account;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.testkit.RequestBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sessions through the whole engine. */
final class SessionsTest {
    private final SessionScene scene = new SessionScene();

    @Nested
    class ALogin {
        @Test
        void answersTheUserAndSetsTheCookie() {
            Reply reply = scene.signIn();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(object(reply).members()).containsOnlyKeys("user", "expiresIn");
            assertThat(object(reply).members()).containsEntry("expiresIn", 3600L);
            SetCookie cookie = reply.cookies().get(0);
            assertThat(cookie.headerValue())
                    .startsWith("__Host-gatehouse=gs_")
                    .endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure")
                    .doesNotContain("Domain");
            assertThat(reply.body()).doesNotContain(cookie.value());
        }

        @Test
        void getsAnIdOfItsOwnAndEndsWhatTheBrowserHadBefore() {
            String first = cookie(scene.signIn());
            String second = cookie(scene.signIn(
                    sameSite(RequestBuilder.post(Sessions.LOGIN_PATH).cookie(SessionCookie.NAME, first))));
            assertThat(second).isNotEqualTo(first);
            assertThat(code(scene.me(first))).isEqualTo("SESSION_EXPIRED");
            assertThat(scene.me(second).status()).isEqualTo(200);
        }

        @Test
        void takesNoIdThatTheBrowserBrought() {
            String planted = OpaqueToken.issue("gs", new SecureRandom()).reveal();
            String cookie = cookie(scene.signIn(
                    sameSite(RequestBuilder.post(Sessions.LOGIN_PATH).cookie(SessionCookie.NAME, planted))));
            assertThat(cookie).isNotEqualTo(planted);
            assertThat(scene.me(planted).status()).isEqualTo(401);
        }

        @Test
        void isRefusedToAnotherSite() {
            Reply reply = scene.signIn(RequestBuilder.post(Sessions.LOGIN_PATH).header("Sec-Fetch-Site", "cross-site"));
            assertThat(code(reply)).isEqualTo("CSRF_REFUSED");
            assertThat(reply.cookies()).isEmpty();
        }

        @Test
        void isRefusedOverPlainHttpUnlessItIsAllowedOnLocalhost() {
            RequestBuilder local = RequestBuilder.post(Sessions.LOGIN_PATH)
                    .origin("http://localhost:8080")
                    .from("127.0.0.1");
            assertThat(code(scene.signIn(local))).isEqualTo("HTTPS_REQUIRED");
            SessionScene development = new SessionScene(SessionPolicy.standard().allowInsecureHttpOnLocalhost());
            Reply reply = development.signIn(RequestBuilder.post(Sessions.LOGIN_PATH)
                    .origin("http://localhost:8080")
                    .from("127.0.0.1"));
            assertThat(reply.cookies().get(0).headerValue())
                    .startsWith("gatehouse=gs_")
                    .doesNotContain("Secure");
            Reply elsewhere = development.signIn(RequestBuilder.post(Sessions.LOGIN_PATH)
                    .origin("http://localhost.example")
                    .from("127.0.0.1"));
            assertThat(code(elsewhere)).isEqualTo("HTTPS_REQUIRED");
            assertThat(cookie(development.signIn()))
                    .as("https keeps the prefix")
                    .startsWith("gs_");
        }

        @Test
        void thatFailsSetsNoCookie() {
            Reply reply = scene.call(RequestBuilder.post(Sessions.LOGIN_PATH)
                    .json(Map.of("email", "ada@example.com", "password", "wrong")));
            assertThat(reply.cookies()).isEmpty();
            assertThat(scene.store.liveSessionsOf("u-1", scene.clock.instant())).isEmpty();
        }
    }

    @Nested
    class AGoodCookie {
        @Test
        void isItsAccountWithItsRolesAndScopesOfThisMoment() {
            String cookie = cookie(scene.signIn());
            assertThat(identity(cookie).roles()).containsExactly("user");
            scene.accounts.put(new Account("u-1", "ada@example.com", Set.of("admin"), Set.of(), true));
            Identity identity = identity(cookie);
            assertThat(identity.roles()).containsExactly("admin");
            assertThat(identity.scopes()).isEmpty();
            assertThat(identity.scheme()).isEqualTo("session");
            assertThat(identity.loginId()).isPresent();
        }

        @Test
        void tellsWhoItIsAndWhenItEnds() {
            String cookie = cookie(scene.signIn());
            scene.clock.advance(Duration.ofMinutes(10));
            Map<String, Object> me = object(scene.me(cookie)).members();
            assertThat(me).containsEntry("scheme", "session");
            assertThat(me.get("expiresAt"))
                    .isEqualTo(scene.clock.instant().plus(Duration.ofHours(1)).toString());
        }

        @Test
        void isNotReadWhereTheRuleNamesOtherSchemes() {
            AuthEngine engine = AuthEngine.builder()
                    .use(Sessions.of(
                            scene.store, scene.accounts, SessionPolicy.standard(), scene.clock, new SecureRandom()))
                    .use(new BasicLike())
                    .protect("/api", Requirement.signedIn(), new BasicLike())
                    .clock(scene.clock)
                    .build();
            String cookie = cookie(scene.signIn());
            Decision decision = engine.decide(
                    RequestBuilder.get("/api")
                            .cookie(SessionCookie.NAME, cookie)
                            .build(),
                    Requirement.anyone());
            assertThat(code(((Decision.Answer) decision).reply())).isEqualTo("CREDENTIALS_MISSING");
        }

        @Test
        void needsSameSiteProofToChangeAnything() {
            String cookie = cookie(scene.signIn());
            for (RequestBuilder request : List.of(
                    logout(cookie),
                    logout(cookie).header("Sec-Fetch-Site", "cross-site"),
                    logout(cookie).header("Sec-Fetch-Site", "same-site"),
                    logout(cookie).header("Origin", "https://evil.example"),
                    logout(cookie).header("Origin", "null"),
                    logout(cookie).header("Referer", "https://evil.example/"))) {
                assertThat(code(scene.call(request))).isEqualTo("CSRF_REFUSED");
            }
            assertThat(scene.me(cookie).status()).isEqualTo(200);
            assertThat(scene.call(sameSite(logout(cookie))).status()).isEqualTo(204);
        }

        @Test
        void opensNoSocketForAnotherSite() {
            String cookie = cookie(scene.signIn());
            Decision decision = scene.decide(RequestBuilder.get("/page")
                    .cookie(SessionCookie.NAME, cookie)
                    .header("Upgrade", "websocket")
                    .header("Origin", "https://evil.example"));
            assertThat(code(((Decision.Answer) decision).reply())).isEqualTo("CSRF_REFUSED");
        }
    }

    @Nested
    class ABadCookie {
        @Test
        void isRefusedAndClearedWhateverIsWrongWithIt() {
            String cookie = cookie(scene.signIn());
            String unknown = OpaqueToken.issue("gs", new SecureRandom()).reveal();
            String wrong = cookie.substring(0, cookie.length() - 1) + (cookie.endsWith("A") ? "E" : "A");
            for (String bad :
                    List.of("", "x", unknown, wrong, cookie + "x", cookie.toUpperCase(java.util.Locale.ROOT))) {
                Reply reply = scene.me(bad);
                assertThat(code(reply)).as(bad).isEqualTo("SESSION_EXPIRED");
                assertThat(reply.cookies().get(0).headerValue())
                        .isEqualTo("__Host-gatehouse=; Path=/; HttpOnly; Max-Age=0; SameSite=Lax; Secure");
            }
            assertThat(scene.me(cookie).status()).isEqualTo(200);
        }

        @Test
        void meansNobodyOnAnOpenPathAndIsCleared() {
            Decision.Allow allow =
                    (Decision.Allow) scene.decide(RequestBuilder.get("/open").cookie(SessionCookie.NAME, "gs_stale"));
            assertThat(allow.identity()).isEmpty();
            assertThat(allow.cookies()).hasSize(1);
        }

        @Test
        void isOneOfTwo() {
            String cookie = cookie(scene.signIn());
            Reply reply = scene.call(RequestBuilder.get("/api/auth/me")
                    .cookie(SessionCookie.NAME, cookie)
                    .cookie(SessionCookie.NAME, cookie));
            assertThat(code(reply)).isEqualTo("CREDENTIALS_AMBIGUOUS");
        }

        @Test
        void ofAnotherCaseOrWithoutThePrefixIsNotOurs() {
            String cookie = cookie(scene.signIn());
            for (String name : List.of("__host-gatehouse", "gatehouse", "__Host-Gatehouse")) {
                assertThat(code(scene.call(RequestBuilder.get("/api/auth/me").cookie(name, cookie))))
                        .isEqualTo("CREDENTIALS_MISSING");
            }
        }

        @Test
        void isOfAnAccountThatIsDisabled() {
            String cookie = cookie(scene.signIn());
            scene.accounts.put(new Account("u-1", "ada@example.com", Set.of(), Set.of(), false));
            assertThat(code(scene.me(cookie))).isEqualTo("SESSION_EXPIRED");
        }
    }

    private static RequestBuilder logout(String cookie) {
        return RequestBuilder.post("/api/auth/logout").cookie(SessionCookie.NAME, cookie);
    }

    private Identity identity(String cookie) {
        Decision decision = scene.decide(RequestBuilder.get("/page").cookie(SessionCookie.NAME, cookie));
        return ((Decision.Allow) decision).identity().orElseThrow();
    }
}
