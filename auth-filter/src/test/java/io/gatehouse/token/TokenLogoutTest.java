package io.gatehouse.token;

import static io.gatehouse.token.TokenScene.code;
import static io.gatehouse.token.TokenScene.object;
import static io.gatehouse.token.TokenScene.part;
import static io.gatehouse.token.TokenScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Account;
import io.gatehouse.testkit.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Logins by tokens end. */
final class TokenLogoutTest {
    private final TokenScene scene = new TokenScene();

    @Test
    void endsAccessAndRefreshTokensAtOnce() {
        JsonObject login = scene.signIn();
        assertThat(scene.call(RequestBuilder.post("/api/auth/logout").bearer(text(login, "accessToken")))
                        .status())
                .isEqualTo(204);
        assertThat(code(scene.call(RequestBuilder.get("/api/auth/me").bearer(text(login, "accessToken")))))
                .isEqualTo("TOKEN_REVOKED");
        assertThat(code(scene.refresh(text(login, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
    }

    @Test
    void takesTheRefreshTokenAlone() {
        JsonObject login = scene.signIn();
        assertThat(scene.logout(Map.of("refreshToken", text(login, "refreshToken")))
                        .status())
                .isEqualTo(204);
        assertThat(code(scene.call(RequestBuilder.get("/api/auth/me").bearer(text(login, "accessToken")))))
                .isEqualTo("TOKEN_REVOKED");
    }

    @Test
    void takesAUsedUpRefreshTokenToo() {
        JsonObject login = scene.signIn();
        JsonObject next = object(scene.refresh(text(login, "refreshToken")));
        scene.logout(Map.of("refreshToken", text(login, "refreshToken")));
        assertThat(code(scene.refresh(text(next, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
    }

    @Test
    void everywhereEndsEveryLoginOfTheAccountOnly() {
        Account grace = new Account("u-2", "grace@example.com", Set.of(), Set.of(), true);
        scene.accounts.put(grace);
        JsonObject here = scene.signIn();
        JsonObject there = scene.signIn();
        JsonObject hers = scene.signIn(grace);
        scene.call(RequestBuilder.post("/api/auth/logout")
                .bearer(text(here, "accessToken"))
                .json(Map.of("everywhere", true)));
        assertThat(code(scene.refresh(text(there, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
        assertThat(scene.refresh(text(hers, "refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void listsLoginsAndEndsOneOfThem() throws JsonException {
        JsonObject here = scene.signIn();
        scene.clock.advance(Duration.ofSeconds(1));
        JsonObject there = scene.signIn();
        Reply list = scene.call(RequestBuilder.get("/api/auth/sessions").bearer(text(here, "accessToken")));
        List<?> logins = (List<?>) Json.parse(list.body().getBytes(StandardCharsets.UTF_8));
        assertThat(logins).hasSize(2);
        JsonObject newest = (JsonObject) logins.get(0);
        assertThat(newest.members())
                .containsEntry("current", false)
                .containsEntry("kind", "token")
                .containsEntry("address", "203.0.113.7");
        Reply ended = scene.call(RequestBuilder.of("DELETE", "/api/auth/sessions/" + text(newest, "id"))
                .bearer(text(here, "accessToken")));
        assertThat(ended.status()).isEqualTo(204);
        assertThat(code(scene.refresh(text(there, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
        assertThat(scene.refresh(text(here, "refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void byTheAccessTokenCanBeRepeatedWhicheverStepFailed() {
        JsonObject login = scene.signIn();
        RequestBuilder logout = RequestBuilder.post("/api/auth/logout").bearer(text(login, "accessToken"));
        scene.store.refusesToRevoke.set(true);
        assertThat(scene.call(logout).status()).isEqualTo(503);
        scene.store.refusesToRevoke.set(false);
        scene.call(RequestBuilder.get("/api/auth/me").bearer(text(login, "accessToken")));
        scene.revocationStore.down.set(true);
        assertThat(scene.call(logout).status()).isEqualTo(503);
        scene.revocationStore.down.set(false);
        assertThat(scene.call(logout).status()).isEqualTo(204);
        assertThat(code(scene.call(logout))).isEqualTo("TOKEN_REVOKED");
        assertThat(code(scene.refresh(text(login, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
    }

    @Test
    void everywhereCanBeRepeatedWhicheverStepFailed() {
        JsonObject other = scene.signIn();
        scene.clock.advance(Duration.ofSeconds(1));
        JsonObject login = scene.signIn();
        RequestBuilder logout = RequestBuilder.post("/api/auth/logout")
                .bearer(text(login, "accessToken"))
                .json(Map.of("everywhere", true));
        scene.store.refusesToRevoke.set(true);
        assertThat(scene.call(logout).status()).isEqualTo(503);
        scene.store.refusesToRevoke.set(false);
        assertThat(scene.call(logout).status()).isEqualTo(204);
        for (JsonObject tokens : List.of(login, other)) {
            assertThat(code(scene.refresh(text(tokens, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
        }
    }

    @Test
    void endingTheCurrentLoginByItsIdCanBeRepeatedToo() throws JsonException {
        JsonObject login = scene.signIn();
        String sid = text(part(text(login, "accessToken"), 1), "sid");
        RequestBuilder end =
                RequestBuilder.of("DELETE", "/api/auth/sessions/" + sid).bearer(text(login, "accessToken"));
        scene.store.refusesToRevoke.set(true);
        assertThat(scene.call(end).status()).isEqualTo(503);
        scene.store.refusesToRevoke.set(false);
        assertThat(scene.call(end).status()).isEqualTo(204);
        assertThat(code(scene.refresh(text(login, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
    }

    @Test
    void isUnavailableRatherThanHalfDone() {
        JsonObject login = scene.signIn();
        assertThat(scene.call(RequestBuilder.get("/api/auth/me").bearer(text(login, "accessToken")))
                        .status())
                .isEqualTo(200);
        scene.revocationStore.down.set(true);
        assertThat(scene.logout(Map.of("refreshToken", text(login, "refreshToken")))
                        .status())
                .isEqualTo(503);
        scene.revocationStore.down.set(false);
        assertThat(scene.refresh(text(login, "refreshToken")).status()).isEqualTo(200);
    }
}
