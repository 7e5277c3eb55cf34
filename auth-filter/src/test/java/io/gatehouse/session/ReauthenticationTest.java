package io.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.cache.LastUses;
import io.gatehouse.testkit.RequestBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OWASP ASVS 7.2.4: who proves itself again gets another cookie; here by changing the password. */
final class ReauthenticationTest {
    private static final String NEW_PASSWORD = "another password of some length";

    private final SessionScene scene = new SessionScene();
    private final String before = SessionScene.cookie(scene.signIn());

    @Test
    void replacesTheCookieAndTheOldOneStopsWorking() {
        Reply reply = change(SessionScene.PASSWORD);
        assertThat(reply.status()).isEqualTo(204);
        String after = SessionScene.cookie(reply);
        assertThat(scene.me(before).status()).isEqualTo(401);
        assertThat(scene.me(after).status()).isEqualTo(200);
    }

    @Test
    void isTheSameLoginStill() {
        Session login = only();
        change(SessionScene.PASSWORD);
        assertThat(only().hash()).isNotEqualTo(login.hash());
        assertThat(only().renewed(login.hash())).isEqualTo(login);
    }

    @Test
    void aWrongPasswordReplacesNothing() {
        Reply reply = change("not the password of ada");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.cookies()).isEmpty();
        assertThat(scene.me(before).status()).isEqualTo(200);
    }

    @Test
    void theOldCookieIsNotTakenForTheSessionAtTheNextLogin() {
        String after = SessionScene.cookie(change(SessionScene.PASSWORD));
        scene.call(RequestBuilder.post(Sessions.LOGIN_PATH)
                .cookie(SessionCookie.NAME, before)
                .json(Map.of("email", SessionScene.ADA.email(), "password", NEW_PASSWORD)));
        assertThat(scene.me(after).status()).isEqualTo(200);
    }

    private Session only() {
        return scene.store.liveSessionsOf(SessionScene.ADA.id(), scene.clock.instant()).stream()
                .findFirst()
                .orElseThrow();
    }

    private Reply change(String current) {
        return scene.call(SessionScene.sameSite(RequestBuilder.post("/api/auth/password"))
                .cookie(SessionCookie.NAME, before)
                .json(Map.of("currentPassword", current, "newPassword", NEW_PASSWORD)));
    }

    /** That node has read the session a moment ago, and will believe for seconds what it read. */
    @Test
    void theNewCookieWorksAtOnceOnANodeThatRemembersTheOldOne() {
        SessionStore remembering = CachedSessionStore.of(scene.store, CachedSessionStore.DEFAULT_KEPT_FOR, scene.clock);
        SessionVerifier elsewhere = new SessionVerifier(
                remembering,
                scene.accounts,
                SessionPolicy.standard(),
                new LastUses(seen -> {}, SessionPolicy.standard().flushInterval(), scene.clock.instant()),
                scene.clock);
        assertThat(elsewhere.find(before)).isPresent();
        String after = SessionScene.cookie(change(SessionScene.PASSWORD));
        assertThat(elsewhere.find(after)).isPresent();
        assertThat(elsewhere.find(before)).isEmpty();
    }
}
