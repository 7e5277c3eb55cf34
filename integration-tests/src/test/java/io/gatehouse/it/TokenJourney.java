package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Client.Tokens;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Login, refresh, logout. */
interface TokenJourney extends Journey {

    @Test
    default void answersAnyoneOnTheOpenPath() throws IOException {
        Answer ping = client().get("/api/public/ping").is(200);
        assertThat(ping.challenges()).isEmpty();
        assertThat(ping.json()).isEqualTo(Map.of("pong", true));
    }

    @Test
    default void invitesAllSchemesWithoutNamingAnError() throws IOException {
        Answer refused = client().get("/api/auth/me").isProblem(401, "CREDENTIALS_MISSING");
        assertThat(refused.challenges()).hasSize(3);
        assertThat(refused.challenges()).anySatisfy(c -> assertThat(c).startsWith("Bearer "));
        assertThat(refused.challenges()).anySatisfy(c -> assertThat(c).startsWith("ApiKey "));
        assertThat(refused.challenges()).anySatisfy(c -> assertThat(c).startsWith("Session "));
        assertThat(refused.challenges()).allSatisfy(c -> assertThat(c).doesNotContain("error"));
    }

    @Test
    default void invitesBearersToTheProfile() throws IOException {
        Answer refused = client().get("/api/profile").isProblem(401, "CREDENTIALS_MISSING");
        assertThat(refused.challenges())
                .anySatisfy(c -> assertThat(c).startsWith("Bearer ").doesNotContain("error"));
    }

    @Test
    default void handsOutTokensAtLogin() throws IOException {
        Answer login = client().tryLogin(ADA, tomcat().password()).is(200).isNotStored();
        Map<String, Object> json = login.json();
        assertThat(json)
                .containsOnlyKeys("accessToken", "tokenType", "expiresIn", "refreshToken", "refreshExpiresIn", "user")
                .containsEntry("tokenType", "Bearer")
                .containsEntry("expiresIn", 900L)
                .containsEntry("user", user("ada", ADA, List.of("user")));
        assertThat((Long) json.get("refreshExpiresIn")).isGreaterThan(900);
        assertThat(login.values("Set-Cookie")).isEmpty();
    }

    @Test
    default void tellsALoginItsAccount() throws IOException {
        assertThat(client().get("/api/profile", login(GRACE).bearer()).is(200).json())
                .isEqualTo(Map.of("user", user("grace", GRACE, List.of("admin", "user"))));
    }

    @Test
    default void tellsALoginWhatItIs() throws IOException {
        Map<String, Object> me = client().get("/api/auth/me", login(ADA).bearer())
                .is(200)
                .isNotStored()
                .json();
        assertThat(me)
                .containsOnlyKeys("user", "scheme", "scopes", "authenticatedAt", "expiresAt")
                .containsEntry("user", user("ada", ADA, List.of("user")))
                .containsEntry("scheme", "bearer")
                .containsEntry("scopes", List.of("data:read", "orders:read", "orders:write"));
        assertThat(Instant.parse((String) me.get("expiresAt")))
                .isAfter(Instant.parse((String) me.get("authenticatedAt")));
    }

    @Test
    default void takesTheSchemeNameInAnyCase() throws IOException {
        String token = login(ADA).access();
        client().get("/api/profile", "Authorization", "bearer " + token).is(200);
        client().get("/api/profile", "authorization", "BEARER " + token).is(200);
    }

    @Test
    default void namesTheErrorOfABadToken() throws IOException {
        Answer refused =
                client().get("/api/profile", "Authorization", "Bearer nonsense").isProblem(401, "TOKEN_MALFORMED");
        assertThat(refused.challenges())
                .anySatisfy(c -> assertThat(c).startsWith("Bearer ").contains("error=\"invalid_token\""));
    }

    @Test
    default void refusesATokenWithAnotherSignature() throws IOException {
        String token = login(ADA).access();
        String other = login(ADA).access();
        String mixed = token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
        client().get("/api/profile", "Authorization", "Bearer " + mixed).isProblem(401, "TOKEN_INVALID");
    }

    @Test
    default void refusesABadTokenOnTheOpenPathToo() throws IOException {
        client().get("/api/public/ping", "Authorization", "Bearer nonsense").isProblem(401, "TOKEN_MALFORMED");
    }

    @Test
    default void refreshesOnceAndRepeatsALostReply() throws IOException {
        Tokens first = login(ADA);
        Answer refreshed = client().refresh(first.refresh()).is(200).isNotStored();
        assertThat(refreshed.json())
                .containsOnlyKeys("accessToken", "tokenType", "expiresIn", "refreshToken", "refreshExpiresIn");
        Tokens second = Tokens.in(refreshed);
        assertThat(second.refresh()).isNotEqualTo(first.refresh());

        Tokens again = Tokens.in(client().refresh(first.refresh()).is(200));
        assertThat(again.refresh()).isEqualTo(second.refresh());
        client().get("/api/profile", again.bearer()).is(200);
        client().get("/api/profile", second.bearer()).is(200);
        client().refresh(second.refresh()).is(200);
    }

    @Test
    default void refusesAnythingElseAsRefreshToken() throws IOException {
        Tokens tokens = login(ADA);
        client().refresh("nonsense").isProblem(401, "REFRESH_TOKEN_INVALID");
        client().refresh(tokens.access()).isProblem(401, "REFRESH_TOKEN_INVALID");
        client().get("/api/profile", "Authorization", "Bearer " + tokens.refresh())
                .isProblem(401, "TOKEN_MALFORMED");
    }

    @Test
    default void endsEverythingOfALoginAtOnce() throws IOException {
        Tokens tokens = login(ADA);
        Tokens other = login(ADA);
        client().get("/api/profile", tokens.bearer()).is(200);
        client().post("/api/auth/logout", tokens.bearer()).is(204);
        client().get("/api/profile", tokens.bearer()).isProblem(401, "TOKEN_REVOKED");
        client().refresh(tokens.refresh()).isProblem(401, "REFRESH_TOKEN_INVALID");
        client().get("/api/profile", other.bearer()).is(200);
        client().refresh(other.refresh()).is(200);
    }

    @Test
    default void endsALoginByItsRefreshTokenAlone() throws IOException {
        Tokens tokens = login(ADA);
        Map<String, String> body = Map.of("refreshToken", tokens.refresh());
        client().postJson("/api/auth/logout", body).is(204);
        client().get("/api/profile", tokens.bearer()).isProblem(401, "TOKEN_REVOKED");
        client().refresh(tokens.refresh()).isProblem(401, "REFRESH_TOKEN_INVALID");
        client().postJson("/api/auth/logout", body).is(204);
    }

    @Test
    default void endsEveryLoginOfTheAccount() throws IOException {
        Tokens one = login(ADA);
        Tokens two = login(ADA);
        Tokens somebodyElse = login(GRACE);
        client().postJson("/api/auth/logout", Map.of("everywhere", true), one.bearer())
                .is(204);
        for (Tokens ended : List.of(one, two)) {
            client().get("/api/profile", ended.bearer()).isProblem(401, "TOKEN_REVOKED");
            client().refresh(ended.refresh()).isProblem(401, "REFRESH_TOKEN_INVALID");
        }
        client().get("/api/profile", somebodyElse.bearer()).is(200);
    }

    @Test
    default void endsNothingForNobody() throws IOException {
        client().post("/api/auth/logout").isProblem(401, "CREDENTIALS_MISSING");
    }

    private static Map<String, Object> user(String id, String email, List<String> roles) {
        return Map.of("id", id, "email", email, "roles", roles);
    }
}
