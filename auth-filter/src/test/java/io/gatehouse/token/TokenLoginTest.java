package io.gatehouse.token;

import static io.gatehouse.token.TokenScene.code;
import static io.gatehouse.token.TokenScene.object;
import static io.gatehouse.token.TokenScene.part;
import static io.gatehouse.token.TokenScene.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.testkit.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a login by tokens hands out. */
final class TokenLoginTest {
    private final TokenScene scene = new TokenScene();

    @Test
    void handsOutAnAccessTokenAndARefreshToken() {
        JsonObject body = scene.signIn();
        assertThat(body.members().keySet())
                .containsExactly("accessToken", "tokenType", "expiresIn", "refreshToken", "refreshExpiresIn", "user");
        assertThat(body.members())
                .containsEntry("tokenType", "Bearer")
                .containsEntry("expiresIn", 900L)
                .containsEntry("refreshExpiresIn", Duration.ofDays(7).toSeconds());
    }

    /** Else whoever must end it later could only end all of the account's. */
    @Test
    void tellsWhichLoginBegan() throws JsonException {
        Reply granted = scene.granted(TokenScene.ADA);
        String sid = part(text(object(granted), "accessToken"), 1).string("sid").orElseThrow();
        assertThat(granted.facts()).containsExactly(new AuthEvent.Fact(AuthEvent.Type.LOGIN, "u-1", Optional.of(sid)));
    }

    @Test
    void issuesTokensInTheProfileOfRfc9068() throws JsonException {
        String token = text(scene.signIn(), "accessToken");
        JsonObject header = part(token, 0);
        JsonObject claims = part(token, 1);
        assertThat(header.members().keySet()).containsExactlyInAnyOrder("typ", "alg", "kid");
        assertThat(header.members()).containsEntry("typ", "at+jwt").containsEntry("alg", "ES256");
        assertThat(claims.members().keySet())
                .containsExactlyInAnyOrder(
                        "iss", "sub", "aud", "exp", "iat", "auth_time", "jti", "client_id", "scope", "groups", "sid");
        assertThat(claims.members())
                .containsEntry("iss", "https://app.example")
                .containsEntry("sub", "u-1")
                .containsEntry("aud", "https://app.example/api")
                .containsEntry("scope", "data:read orders:read")
                .containsEntry("groups", List.of("user"))
                .containsEntry("exp", scene.clock.instant().getEpochSecond() + 900);
    }

    @Test
    void tokensNeverHoldTheEmailAddress() {
        String token = text(scene.signIn(), "accessToken");
        String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        assertThat(payload).doesNotContain("ada@example.com").doesNotContain("email");
    }

    @Test
    void theAccessTokenSignsIn() {
        Reply me = scene.call(RequestBuilder.get("/api/auth/me").bearer(text(scene.signIn(), "accessToken")));
        assertThat(me.status()).isEqualTo(200);
        assertThat(object(me).members()).containsEntry("scheme", "bearer").containsKeys("user", "expiresAt");
    }

    @Test
    void needsAnIssuerAndAnAudienceThatCanBeVerified() {
        for (String bad : List.of(" ", "http://app.example")) {
            assertThatIllegalArgumentException().isThrownBy(() -> TokenPolicy.of(bad, "api"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> TokenPolicy.of("https://app.example", ""));
    }

    @Test
    void theRefreshTokenIsNoAccessToken() {
        Reply me = scene.call(RequestBuilder.get("/api/auth/me").bearer(text(scene.signIn(), "refreshToken")));
        assertThat(code(me)).isEqualTo("TOKEN_MALFORMED");
    }

    @Test
    void tokenIdsNeverRepeat() throws JsonException {
        Set<Object> ids = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ids.add(part(text(scene.signIn(), "accessToken"), 1).members().get("jti"));
        }
        assertThat(ids).hasSize(200);
    }
}
