package io.gatehouse.token;

import static io.gatehouse.token.TokenScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.testkit.RequestBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The keys by which others verify our tokens. */
final class PublishedKeysTest {
    private final TokenScene scene = new TokenScene();

    @Test
    void arePublicOnlyAndMayBeCached() {
        Reply reply = scene.call(RequestBuilder.get("/.well-known/jwks.json"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("Cache-Control", List.of("public, max-age=300"));
        assertThat(reply.body()).contains("\"kty\":\"EC\"").doesNotContain("\"d\":");
    }

    @Test
    void mayRotateToAnotherAlgorithmWhileTokensLive() {
        String old = text(scene.signIn(), "accessToken");
        scene.keys.rotate(
                SigningKey.generate(SignatureAlgorithm.EDDSA, new SecureRandom()),
                scene.clock.instant().plus(Duration.ofHours(1)));
        for (String token : List.of(old, text(scene.signIn(), "accessToken"))) {
            assertThat(scene.call(RequestBuilder.get("/api/auth/me").bearer(token))
                            .status())
                    .isEqualTo(200);
        }
    }
}
