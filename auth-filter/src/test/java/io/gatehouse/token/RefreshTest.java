package io.gatehouse.token;

import static io.gatehouse.token.TokenScene.ADA;
import static io.gatehouse.token.TokenScene.code;
import static io.gatehouse.token.TokenScene.object;
import static io.gatehouse.token.TokenScene.part;
import static io.gatehouse.token.TokenScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Account;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A refresh token is exchanged for the next. */
final class RefreshTest {
    private final TokenScene scene = new TokenScene();

    @Test
    void exchangesATokenForTheNext() {
        JsonObject login = scene.signIn();
        Reply reply = scene.refresh(text(login, "refreshToken"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(object(reply).members().keySet())
                .containsExactly("accessToken", "tokenType", "expiresIn", "refreshToken", "refreshExpiresIn");
        assertThat(text(object(reply), "refreshToken")).isNotEqualTo(text(login, "refreshToken"));
    }

    @Test
    void keepsTheLoginAndItsTime() throws JsonException {
        JsonObject login = scene.signIn();
        Instant signedInAt = scene.clock.instant();
        scene.clock.advance(Duration.ofMinutes(30));
        JsonObject next = object(scene.refresh(text(login, "refreshToken")));
        JsonObject before = part(text(login, "accessToken"), 1);
        JsonObject after = part(text(next, "accessToken"), 1);
        assertThat(after.members())
                .containsEntry("sid", before.members().get("sid"))
                .containsEntry("auth_time", signedInAt.getEpochSecond())
                .containsEntry("iat", scene.clock.instant().getEpochSecond());
    }

    @Test
    void takesRolesAndScopesFromTheAccountAsItIsNow() throws JsonException {
        String refreshToken = text(scene.signIn(), "refreshToken");
        scene.accounts.put(new Account(ADA.id(), ADA.email(), Set.of(), Set.of("data:read"), true));
        JsonObject claims = part(text(object(scene.refresh(refreshToken)), "accessToken"), 1);
        assertThat(claims.members()).containsEntry("groups", List.of()).containsEntry("scope", "data:read");
    }

    @Test
    void expiresWhenItLiesUnused() {
        String token = text(scene.signIn(), "refreshToken");
        scene.clock.advance(Duration.ofDays(7));
        assertThat(code(scene.refresh(token))).isEqualTo("REFRESH_TOKEN_INVALID");
    }

    @Test
    void worksUntilTheMomentItExpires() {
        String token = text(scene.signIn(), "refreshToken");
        scene.clock.advance(Duration.ofDays(7).minusMillis(1));
        assertThat(scene.refresh(token).status()).isEqualTo(200);
    }

    @Test
    void endsAfterTheAbsoluteLifetimeHoweverMuchItIsUsed() {
        String token = text(scene.signIn(), "refreshToken");
        for (int day = 0; day < 29; day++) {
            scene.clock.advance(Duration.ofDays(1));
            token = text(object(scene.refresh(token)), "refreshToken");
        }
        assertThat(object(scene.refresh(token)).members()).containsEntry("refreshExpiresIn", 86_400L);
        scene.clock.advance(Duration.ofDays(1));
        assertThat(code(scene.refresh(token))).isEqualTo("REFRESH_TOKEN_INVALID");
    }

    @Test
    void handsOutNoAccessTokenThatOutlivesTheLogin() throws JsonException {
        scene.use(TokenPolicy.of("https://app.example", "https://app.example/api")
                .withRefreshAbsolute(Duration.ofMinutes(20)));
        JsonObject first = scene.signIn();
        Instant end = scene.clock.instant().plus(Duration.ofMinutes(20));
        scene.clock.advance(Duration.ofMinutes(10));
        JsonObject last = object(scene.refresh(text(first, "refreshToken")));
        assertThat(last.members()).containsEntry("expiresIn", 600L).containsEntry("refreshExpiresIn", 600L);
        assertThat(part(text(last, "accessToken"), 1).members()).containsEntry("exp", end.getEpochSecond());
    }

    @Test
    void refusesADisabledAccountAndEndsItsLogin() {
        JsonObject login = scene.signIn();
        scene.accounts.put(new Account(ADA.id(), ADA.email(), ADA.roles(), ADA.scopes(), false));
        assertThat(code(scene.refresh(text(login, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
        scene.accounts.put(ADA);
        assertThat(code(scene.refresh(text(login, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
    }

    @Test
    void refusesTokensThatWereNeverIssuedWithoutTouchingTheStore() {
        String token = text(scene.signIn(), "refreshToken");
        for (String bad : List.of(
                "",
                "x",
                token + " ",
                token.substring(1),
                token.replace("gr_", "gs_"),
                token.toUpperCase(Locale.ROOT),
                "gr_" + "A".repeat(22) + "." + "A".repeat(43),
                "\u0000".repeat(68),
                "A".repeat(10_000))) {
            assertThat(code(scene.refresh(bad))).isEqualTo("REFRESH_TOKEN_INVALID");
        }
        assertThat(scene.refresh(token).status()).isEqualTo(200);
    }

    @Test
    void refusesTheRightIdWithAnotherSecret() {
        String mine = text(scene.signIn(), "refreshToken");
        String other = text(scene.signIn(), "refreshToken");
        String mixed = mine.substring(0, mine.indexOf('.')) + other.substring(other.indexOf('.'));
        assertThat(code(scene.refresh(mixed))).isEqualTo("REFRESH_TOKEN_INVALID");
        assertThat(scene.refresh(mine).status()).isEqualTo(200);
    }

    @Test
    void doesNotMindAnExpiredAccessTokenBesideIt() {
        JsonObject login = scene.signIn();
        scene.clock.advance(Duration.ofHours(1));
        Reply reply = scene.call(RequestBuilder.post("/api/auth/refresh")
                .bearer(text(login, "accessToken"))
                .json(Map.of("refreshToken", text(login, "refreshToken"))));
        assertThat(reply.status()).isEqualTo(200);
    }
}
