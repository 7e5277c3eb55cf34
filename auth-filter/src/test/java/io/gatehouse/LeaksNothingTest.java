package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.testkit.TraceLog;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** All that a journey through everything logs, at the finest level, all that listeners hear and all that is stored of it: no secret is in it. */
class LeaksNothingTest {
    private static final String ADA = "ada@example.com";

    /** What does not happen here. */
    private static final EnumSet<AuthEvent.Type> ELSEWHERE = EnumSet.of(
            AuthEvent.Type.FAILED,
            AuthEvent.Type.LOGOUT_BY_PROVIDER,
            AuthEvent.Type.ACCOUNT_LINKED,
            AuthEvent.Type.STARTED,
            AuthEvent.Type.START_REFUSED,
            AuthEvent.Type.SETTINGS_READ,
            AuthEvent.Type.LEFT_OUT);

    @Test
    void aJourneyWithEverySecretThereIs() throws Exception {
        try (TraceLog log = TraceLog.open(Level.TRACE);
                LeakScene scene = new LeakScene()) {
            failToSignIn(scene);
            useTokens(scene);
            useKeys(scene);
            useProvider(scene);
            useSessionAndChangePassword(scene);
            scene.stop();

            assertThat(scene.events).extracting(AuthEvent::type).containsAll(EnumSet.complementOf(ELSEWHERE));
            String rows = scene.rows.after(0, 1_000).toString();
            assertThat(rows).contains("type=LOGIN,", "type=PASSWORD_CHANGED", "type=REFRESH_REUSED");
            assertThat(log.text()).contains("event=LOGIN ", "event=REFRESH_REUSED", "event=API_KEY_FIRST_USED");
            List<String> traces = scene.traces();
            assertThat(traces).hasSizeGreaterThan(300);
            String heard = log.text() + scene.events + rows;
            assertThat(traces.stream().filter(heard::contains)).isEmpty();
        }
    }

    private static void failToSignIn(LeakScene scene) {
        // Typed into the wrong field
        scene.login("/api/auth/login", scene.secret("my secret in the wrong field"), LeakScene.PASSWORD);
        for (int i = 0; i < 12; i++) {
            scene.login("/api/auth/login", ADA, "a wrong password " + i);
        }
        scene.clock.advance(Duration.ofMinutes(10));
        for (String password : List.of("a wrong password = in a form", LeakScene.PASSWORD)) {
            scene.call(own(RequestBuilder.post("/api/auth/form"))
                    .body(
                            "application/x-www-form-urlencoded",
                            "email=ada%40example.com&password="
                                    + URLEncoder.encode(scene.secret(password), StandardCharsets.UTF_8)));
        }
    }

    private static void useTokens(LeakScene scene) {
        Reply login = scene.login("/api/auth/login", ADA, LeakScene.PASSWORD);
        String access = scene.text(login, "accessToken");
        scene.call(RequestBuilder.get("/a").bearer(scene.secret(access.substring(0, access.length() - 6) + "AAAAAA")));
        scene.call(RequestBuilder.get("/a").bearer(scene.secret(access + ".AAAAAA")));
        scene.call(RequestBuilder.get("/a").header("Authorization", "Basic " + scene.secret("YWRhOnNlY3JldA==")));
        scene.call(RequestBuilder.get("/a").query("access_token", access));
        String refresh = scene.text(login, "refreshToken");
        refresh(scene, refresh);
        scene.clock.advance(Duration.ofMinutes(5));
        refresh(scene, refresh);
        refresh(scene, scene.secret(refresh.substring(0, refresh.length() - 4) + "AAAA"));
        scene.clock.advance(Duration.ofHours(1));
        scene.call(RequestBuilder.get("/a").bearer(access));
    }

    private static void refresh(LeakScene scene, String token) {
        scene.call(RequestBuilder.post("/api/auth/refresh").json(Map.of("refreshToken", token)));
    }

    private static void useKeys(LeakScene scene) {
        String access = scene.text(scene.login("/api/auth/login", ADA, LeakScene.PASSWORD), "accessToken");
        String key = create(scene, access);
        scene.call(RequestBuilder.get("/a").header("X-API-Key", key));
        scene.call(RequestBuilder.get("/a")
                .header("X-API-Key", scene.secret(key.substring(0, key.length() - 4) + "AAAA")));
        scene.call(RequestBuilder.get("/a").query("api_key", key));
        // The key where its id belongs
        scene.call(RequestBuilder.of("DELETE", "/api/apikeys/" + key).bearer(access));
        String id = key.split("_", -1)[1];
        String next = scene.text(
                scene.call(RequestBuilder.post("/api/apikeys/" + id + "/rotate").bearer(access)), "apiKey");
        scene.call(RequestBuilder.get("/a").header("X-API-Key", key));
        String nextId = next.split("_", -1)[1];
        scene.call(RequestBuilder.of("DELETE", "/api/apikeys/" + nextId).bearer(access));
        scene.call(RequestBuilder.get("/a").header("X-API-Key", next));
        scene.call(RequestBuilder.post("/api/auth/logout").bearer(access));
    }

    private static String create(LeakScene scene, String access) {
        return scene.text(
                scene.call(RequestBuilder.post("/api/apikeys").bearer(access).json(Map.of("name", "a key"))), "apiKey");
    }

    private static void useProvider(LeakScene scene) {
        for (String subject : List.of("ada", "mallory")) {
            Reply start = scene.call(RequestBuilder.get("/api/auth/fake"));
            URI there = URI.create(start.headers().get("Location").get(0));
            FakeProvider.parameters(there.getRawQuery()).forEach((name, value) -> {
                if (List.of("state", "nonce", "code_challenge").contains(name)) {
                    scene.secret(value);
                }
            });
            Map<String, String> answer = new LinkedHashMap<>(scene.provider.authorize(there, subject));
            scene.secret(answer.get("code"));
            for (int i = 0; i < 2; i++) {
                RequestBuilder callback = RequestBuilder.get("/api/auth/fake/callback");
                start.cookies().forEach(cookie -> callback.cookie(cookie.name(), cookie.value()));
                answer.forEach(callback::query);
                scene.call(callback);
            }
        }
        scene.provider.received(FakeProvider.TOKEN).forEach(it -> {
            scene.secret(it.authorization());
            scene.secret(it.form().getOrDefault("code_verifier", ""));
        });
    }

    private static void useSessionAndChangePassword(LeakScene scene) {
        SetCookie device = session(scene, LeakScene.PASSWORD).get(1);
        session(scene, LeakScene.PASSWORD, device);
        session(scene, "a wrong password on a known device", device);
        SetCookie first = session(scene, LeakScene.PASSWORD).get(0);
        SetCookie cookie = session(scene, LeakScene.PASSWORD, first).get(0);
        scene.call(own(RequestBuilder.get("/admin"), cookie));
        scene.call(own(RequestBuilder.get("/a"), first));
        scene.call(own(RequestBuilder.get("/a"), tampered(scene, cookie)));
        scene.call(
                RequestBuilder.post("/a").cookie(cookie.name(), cookie.value()).header("Sec-Fetch-Site", "cross-site"));
        Reply changed = scene.call(own(RequestBuilder.post("/api/auth/password"), cookie)
                .json(Map.of("currentPassword", LeakScene.PASSWORD, "newPassword", LeakScene.NEW_PASSWORD)));
        SetCookie renewed = changed.cookies().get(0);
        assertThat(renewed.name()).isEqualTo(cookie.name());
        scene.call(own(RequestBuilder.get("/admin"), renewed));
        scene.call(own(RequestBuilder.get("/admin"), tampered(scene, renewed)));
        scene.call(own(RequestBuilder.post("/api/auth/logout"), renewed).json(Map.of("everywhere", true)));
        scene.call(own(RequestBuilder.get("/admin"), renewed));
    }

    /** The cookies of the session and of the device. */
    private static List<SetCookie> session(LeakScene scene, String password, SetCookie... cookies) {
        // So that of too many sessions the oldest is another than the newest
        scene.clock.advance(Duration.ofSeconds(1));
        RequestBuilder request = own(RequestBuilder.post("/api/auth/session"), cookies)
                .json(Map.of("email", ADA, "password", scene.secret(password)));
        return scene.call(request).cookies();
    }

    private static SetCookie tampered(LeakScene scene, SetCookie cookie) {
        return new SetCookie(
                cookie.name(),
                scene.secret(cookie.value() + "AAAA"),
                cookie.maxAge(),
                cookie.sameSite(),
                cookie.secure());
    }

    private static RequestBuilder own(RequestBuilder request, SetCookie... cookies) {
        for (SetCookie cookie : cookies) {
            request.cookie(cookie.name(), cookie.value());
        }
        return request.header("Sec-Fetch-Site", "same-origin");
    }
}
