package io.gatehouse.session;

import static io.gatehouse.session.SessionScene.code;
import static io.gatehouse.session.SessionScene.cookie;
import static io.gatehouse.session.SessionScene.sameSite;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.Decision;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a session ends: by itself, by a logout, by another one too many. */
final class SessionEndTest {
    private final SessionScene scene = new SessionScene();

    @Nested
    class ItsLife {
        @Test
        void endsWhenItLiesUnused() {
            String cookie = cookie(scene.signIn());
            scene.clock.advance(Duration.ofHours(1).minusMillis(1));
            assertThat(scene.me(cookie).status()).isEqualTo(200);
            scene.clock.advance(Duration.ofHours(1));
            assertThat(code(scene.me(cookie))).isEqualTo("SESSION_EXPIRED");
        }

        @Test
        void endsAfterATimeHoweverMuchItIsUsed() {
            String cookie = cookie(scene.signIn());
            for (int i = 0; i < 23; i++) {
                scene.clock.advance(Duration.ofMinutes(30));
                assertThat(scene.me(cookie).status()).isEqualTo(200);
            }
            scene.clock.advance(Duration.ofMinutes(30));
            assertThat(code(scene.me(cookie))).isEqualTo("SESSION_EXPIRED");
        }

        @Test
        void isTheSameOnAnotherNodeWithinTheFlushInterval() {
            SessionPolicy policy = SessionPolicy.standard();
            AuthEngine other = scene.otherNode(policy);
            String cookie = cookie(scene.signIn());
            scene.clock.advance(Duration.ofMinutes(50));
            assertThat(scene.me(cookie).status())
                    .as("writes at once, it is long ago")
                    .isEqualTo(200);
            scene.clock.advance(Duration.ofSeconds(59));
            assertThat(scene.me(cookie).status()).as("may wait to be written").isEqualTo(200);
            scene.clock.advance(Duration.ofHours(1).minus(policy.flushInterval()));
            assertThat(status(other, cookie)).isEqualTo(200);
        }

        @Test
        void isWrittenInBatchesNotAtEachRequest() {
            String cookie = cookie(scene.signIn());
            scene.clock.advance(Duration.ofMinutes(2));
            scene.me(cookie);
            var written = scene.store
                    .liveSessionsOf("u-1", scene.clock.instant())
                    .get(0)
                    .lastSeenAt();
            assertThat(written).isEqualTo(scene.clock.instant());
            scene.clock.advance(Duration.ofSeconds(30));
            scene.me(cookie);
            assertThat(scene.store
                            .liveSessionsOf("u-1", scene.clock.instant())
                            .get(0)
                            .lastSeenAt())
                    .isEqualTo(written);
            scene.engine.close();
            assertThat(scene.store
                            .liveSessionsOf("u-1", scene.clock.instant())
                            .get(0)
                            .lastSeenAt())
                    .isEqualTo(scene.clock.instant());
        }
    }

    @Nested
    class ALogout {
        @Test
        void endsTheSessionAndTellsTheBrowser() {
            String cookie = cookie(scene.signIn());
            Reply reply = scene.call(sameSite(logout(cookie)));
            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.cookies().get(0).headerValue()).contains("Max-Age=0");
            assertThat(reply.headers()).containsEntry("Clear-Site-Data", List.of("\"cache\", \"storage\""));
            assertThat(code(scene.me(cookie))).isEqualTo("SESSION_EXPIRED");
        }

        @Test
        void everywhereEndsAllOfTheAccount() {
            String first = cookie(scene.signIn());
            String second = cookie(scene.signIn());
            scene.call(sameSite(logout(first)).json(Map.of("everywhere", true)));
            assertThat(scene.me(first).status()).isEqualTo(401);
            assertThat(scene.me(second).status()).isEqualTo(401);
        }

        @Test
        void byListEndsAnotherOne() {
            String first = cookie(scene.signIn());
            String second = cookie(scene.signIn());
            String id = second.substring(3, second.indexOf('.'));
            RequestBuilder end =
                    RequestBuilder.of("DELETE", "/api/auth/sessions/" + id).cookie(SessionCookie.NAME, first);
            assertThat(scene.call(sameSite(end)).status()).isEqualTo(204);
            assertThat(scene.me(second).status()).isEqualTo(401);
            assertThat(scene.me(first).status()).isEqualTo(200);
        }

        @Test
        void byListOfOnesOwnTellsTheBrowserToo() {
            String cookie = cookie(scene.signIn());
            String id = cookie.substring(3, cookie.indexOf('.'));
            Reply reply = scene.call(sameSite(
                    RequestBuilder.of("DELETE", "/api/auth/sessions/" + id).cookie(SessionCookie.NAME, cookie)));
            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.cookies().get(0).headerValue()).contains("Max-Age=0");
            assertThat(scene.me(cookie).status()).isEqualTo(401);
        }

        @Test
        void byPasswordChangeEndsAllOthers() {
            String first = cookie(scene.signIn());
            String second = cookie(scene.signIn());
            Reply reply = scene.call(sameSite(
                            RequestBuilder.post("/api/auth/password").cookie(SessionCookie.NAME, first))
                    .json(Map.of("currentPassword", SessionScene.PASSWORD, "newPassword", "quite another password 7")));
            assertThat(reply.status()).isEqualTo(204);
            assertThat(scene.me(cookie(reply)).status()).isEqualTo(200);
            assertThat(scene.me(second).status()).isEqualTo(401);
        }
    }

    @Test
    void everywhereEndsASessionToWhoseLastUseIsNotYetWritten() {
        String quiet = cookie(scene.signIn());
        scene.clock.advance(Duration.ofSeconds(30));
        assertThat(scene.me(quiet).status()).as("noted, and not yet written").isEqualTo(200);
        scene.clock.advance(Duration.ofHours(1).minusSeconds(20));
        // on another node, which can't know of that use
        RequestBuilder everywhere = sameSite(logout(cookie(scene.signIn()))).json(Map.of("everywhere", true));
        scene.otherNode(SessionPolicy.standard()).decide(everywhere.build(), Requirement.anyone());
        assertThat(code(scene.me(quiet))).isEqualTo("SESSION_EXPIRED");
    }

    @Nested
    class TheLimit {
        @Test
        void endsTheOldest() {
            SessionScene two =
                    new SessionScene(SessionPolicy.standard().withMaxSessions(2, SessionPolicy.AtLimit.END_OLDEST));
            String first = cookie(two.signIn());
            two.clock.advance(Duration.ofSeconds(1));
            String second = cookie(two.signIn());
            two.clock.advance(Duration.ofSeconds(1));
            String third = cookie(two.signIn());
            assertThat(two.me(first).status()).isEqualTo(401);
            assertThat(two.me(second).status()).isEqualTo(200);
            assertThat(two.me(third).status()).isEqualTo(200);
        }

        @Test
        void refusesTheLogin() {
            SessionScene one =
                    new SessionScene(SessionPolicy.standard().withMaxSessions(1, SessionPolicy.AtLimit.REFUSE_LOGIN));
            String first = cookie(one.signIn());
            Reply refused = one.signIn();
            assertThat(code(refused)).isEqualTo("FORBIDDEN");
            assertThat(refused.cookies()).isEmpty();
            assertThat(one.me(first).status()).isEqualTo(200);
            one.call(sameSite(logout(first)));
            assertThat(one.signIn().status()).isEqualTo(200);
        }

        @Test
        void doesNotCountTheSessionThatTheLoginReplaces() {
            for (SessionPolicy.AtLimit then : SessionPolicy.AtLimit.values()) {
                SessionScene two = new SessionScene(SessionPolicy.standard().withMaxSessions(2, then));
                String other = cookie(two.signIn());
                String own = cookie(two.signIn());
                Reply again = two.signIn(
                        sameSite(RequestBuilder.post(Sessions.LOGIN_PATH).cookie(SessionCookie.NAME, own)));
                assertThat(again.status()).isEqualTo(200);
                assertThat(two.me(other).status()).isEqualTo(200);
            }
        }

        @Test
        void holdsForManyLoginsAtOnce() {
            SessionScene three =
                    new SessionScene(SessionPolicy.standard().withMaxSessions(3, SessionPolicy.AtLimit.END_OLDEST));
            Race.run(() -> {
                three.grantDirectly();
                return true;
            });
            assertThat(three.store.liveSessionsOf("u-1", three.clock.instant())).hasSizeLessThanOrEqualTo(3);
            three.signIn();
            assertThat(three.store.liveSessionsOf("u-1", three.clock.instant())).hasSizeBetween(1, 3);
        }
    }

    private static RequestBuilder logout(String cookie) {
        return RequestBuilder.post("/api/auth/logout").cookie(SessionCookie.NAME, cookie);
    }

    private static int status(AuthEngine engine, String cookie) {
        Decision decision = engine.decide(
                RequestBuilder.get("/api/auth/me")
                        .cookie(SessionCookie.NAME, cookie)
                        .build(),
                Requirement.anyone());
        return ((Decision.Answer) decision).reply().status();
    }
}
