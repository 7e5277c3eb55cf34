package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RequestBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What events tell of signing in and of what people do then. */
class SignInEventsTest {
    private static final String ADA = "ada@example.com";

    private final LeakScene scene;

    SignInEventsTest() throws Rejection {
        scene = new LeakScene();
    }

    @AfterEach
    void close() {
        scene.stop();
        scene.close();
    }

    @Test
    void nameAccountLoginAndPath() {
        scene.login("/api/auth/login", ADA, LeakScene.PASSWORD);
        scene.login("/api/auth/session", ADA, LeakScene.PASSWORD);
        assertThat(of(AuthEvent.Type.LOGIN))
                .allSatisfy(event -> assertThat(event.subject()).contains("u-1"))
                .allSatisfy(event -> assertThat(event.accountId()).contains("u-1"))
                .allSatisfy(event -> assertThat(event.credentialId()).isPresent())
                .extracting(event -> event.rule().orElseThrow())
                .containsExactly("/api/auth/login", "/api/auth/session");
    }

    @Test
    void nameTheAccountThatAWrongPasswordWasAimedAtAndNoNameAsTyped() {
        scene.login("/api/auth/login", ADA, "wrong");
        scene.login("/api/auth/login", "nobody@example.com", "wrong");
        assertThat(of(AuthEvent.Type.LOGIN_FAILED))
                .extracting(AuthEvent::subject)
                .containsExactly(Optional.of("u-1"), Optional.empty());
        assertThat(scene.events.toString()).doesNotContain("nobody@example.com");
    }

    @Test
    void tellOfThrottlingByAnotherTypeThanOfAWrongPassword() {
        for (int i = 0; i < 12; i++) {
            scene.login("/api/auth/login", ADA, "wrong");
        }
        assertThat(of(AuthEvent.Type.LOGIN_FAILED)).hasSize(10);
        assertThat(of(AuthEvent.Type.THROTTLED))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.code()).contains("LOGIN_THROTTLED"))
                .allSatisfy(event -> assertThat(event.clientAddress()).isEqualTo("203.0.113.7"));
    }

    @Test
    void tellOfARefreshAndOfARefreshTokenThatComesAgain() {
        Reply login = scene.login("/api/auth/login", ADA, LeakScene.PASSWORD);
        String token = scene.text(login, "refreshToken");
        refresh(token);
        scene.clock.advance(Duration.ofMinutes(5));
        refresh(token);
        Optional<String> loginId = of(AuthEvent.Type.LOGIN).get(0).credentialId();
        assertThat(of(AuthEvent.Type.REFRESH)).singleElement().satisfies(event -> {
            assertThat(event.subject()).contains("u-1");
            assertThat(event.credentialId()).isEqualTo(loginId);
        });
        assertThat(of(AuthEvent.Type.REFRESH_REUSED)).singleElement().satisfies(event -> {
            assertThat(event.subject()).contains("u-1");
            assertThat(event.rule()).contains("/api/auth/refresh");
            assertThat(event.reason().orElseThrow()).contains(loginId.orElseThrow());
        });
    }

    @Test
    void tellOfTheFirstUseOfAKeyOnce() {
        String key = newKey(access());
        for (int i = 0; i < 3; i++) {
            scene.call(RequestBuilder.get("/a").header("X-API-Key", key));
        }
        assertThat(of(AuthEvent.Type.API_KEY_FIRST_USED)).singleElement().satisfies(event -> {
            assertThat(event.credentialId())
                    .isEqualTo(of(AuthEvent.Type.API_KEY_CREATED).get(0).credentialId());
            assertThat(event.scheme()).contains("api-key");
            assertThat(event.subject()).contains("u-1");
        });
    }

    @Test
    void tellOfTheFirstUseOfAKeyThoughItWasRefused() {
        String key = newKey(access());
        for (int i = 0; i < 2; i++) {
            scene.call(RequestBuilder.get("/admin").header("X-API-Key", key));
        }
        assertThat(scene.events)
                .extracting(AuthEvent::type)
                .endsWith(AuthEvent.Type.API_KEY_FIRST_USED, AuthEvent.Type.REFUSED, AuthEvent.Type.REFUSED);
    }

    @Test
    void nameTheKeyThatWasMadeReplacedAndRevokedAndTheLoginThatDidIt() {
        String access = access();
        String id = newKey(access).split("_", -1)[1];
        String next = scene.text(
                scene.call(RequestBuilder.post("/api/apikeys/" + id + "/rotate").bearer(access)), "apiKey");
        String nextId = next.split("_", -1)[1];
        scene.call(RequestBuilder.of("DELETE", "/api/apikeys/" + nextId).bearer(access));
        List<AuthEvent> told = new ArrayList<>(of(AuthEvent.Type.API_KEY_CREATED));
        told.addAll(of(AuthEvent.Type.API_KEY_ROTATED));
        told.addAll(of(AuthEvent.Type.API_KEY_REVOKED));
        assertThat(told)
                .allSatisfy(event -> assertThat(event.subject()).contains("u-1"))
                .allSatisfy(event -> assertThat(event.scheme()).contains("bearer"))
                .extracting(event -> event.credentialId().orElseThrow())
                .containsExactly(id, id, nextId);
        assertThat(told.get(1).reason().orElseThrow()).contains(nextId);
    }

    @Test
    void nameTheLoginThatWasRefused() {
        String access = access();
        scene.call(RequestBuilder.of("DELETE", "/api/apikeys/none").bearer(access));
        assertThat(of(AuthEvent.Type.REFUSED)).last().satisfies(event -> {
            assertThat(event.credentialId())
                    .isEqualTo(of(AuthEvent.Type.LOGIN).get(0).credentialId());
            assertThat(event.scheme()).contains("bearer");
            assertThat(event.rule()).contains("/api/apikeys/{id}");
        });
    }

    @Test
    void sayWhichSchemeABadCredentialWantedToBeAndNotWhose() {
        scene.call(RequestBuilder.get("/a").bearer(access() + "A"));
        assertThat(of(AuthEvent.Type.REFUSED)).singleElement().satisfies(event -> {
            assertThat(event.scheme()).contains("bearer");
            assertThat(event.subject()).isEmpty();
        });
    }

    @Test
    void tellOfAChangedPasswordAndOfALogout() {
        String access = access();
        scene.call(RequestBuilder.post("/api/auth/password")
                .bearer(access)
                .json(Map.of("currentPassword", LeakScene.PASSWORD, "newPassword", LeakScene.NEW_PASSWORD)));
        assertThat(of(AuthEvent.Type.PASSWORD_CHANGED))
                .singleElement()
                .satisfies(event -> assertThat(event.subject()).contains("u-1"));
        scene.call(RequestBuilder.post("/api/auth/logout").bearer(access));
        assertThat(of(AuthEvent.Type.LOGOUT))
                .singleElement()
                .satisfies(event -> assertThat(event.credentialId())
                        .isEqualTo(of(AuthEvent.Type.LOGIN).get(0).credentialId()));
    }

    private String access() {
        return scene.text(scene.login("/api/auth/login", ADA, LeakScene.PASSWORD), "accessToken");
    }

    private String newKey(String access) {
        return scene.text(
                scene.call(RequestBuilder.post("/api/apikeys").bearer(access).json(Map.of("name", "a key"))), "apiKey");
    }

    private void refresh(String token) {
        scene.call(RequestBuilder.post("/api/auth/refresh").json(Map.of("refreshToken", token)));
    }

    private List<AuthEvent> of(AuthEvent.Type type) {
        return scene.events.stream().filter(event -> event.type() == type).toList();
    }
}
