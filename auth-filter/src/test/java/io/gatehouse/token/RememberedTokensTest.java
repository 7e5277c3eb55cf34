package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A token that was verified is not verified again, and yet no longer believed than it deserves. */
final class RememberedTokensTest {
    private final BearerScene scene = new BearerScene();
    private final Forge forge = scene.forge;

    @Test
    void verifiesATokenOnce() {
        String token = forge.good();
        assertThat(scene.identity(token)).isSameAs(scene.identity(token));
        assertThat(scene.looked).hasValue(1);
    }

    @Test
    void remembersNothingOfAnotherToken() {
        String token = forge.good();
        scene.identity(token);
        assertThat(scene.code(token.substring(0, token.length() - 4) + "AAAA")).isEqualTo("TOKEN_INVALID");
        assertThat(scene.code(token.replace('.', 'Ā'))).isEqualTo("TOKEN_MALFORMED");
    }

    @Test
    void remembersNoRefusal() {
        String token = forge.token(forge.claims("nbf", forge.now() + 100));
        assertThat(scene.code(token)).isEqualTo("TOKEN_NOT_YET_VALID");
        forge.clock.advance(Duration.ofSeconds(100));
        scene.identity(token);
    }

    @Test
    void diesWithTheExpiry() {
        String token = forge.token(forge.claims("exp", forge.now() + 10));
        scene.identity(token);
        forge.clock.advance(Duration.ofSeconds(69));
        scene.identity(token);
        assertThat(scene.looked).hasValue(1);
        forge.clock.advance(Duration.ofSeconds(1));
        assertThat(scene.code(token)).isEqualTo("TOKEN_EXPIRED");
        assertThat(scene.looked)
                .as("refused without another check of the signature")
                .hasValue(1);
    }

    @Test
    void diesWithTheKey() {
        String token = forge.good();
        scene.identity(token);
        forge.ring.rotate(
                SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM),
                forge.clock.instant().plusSeconds(100));
        scene.identity(token);
        forge.ring.remove(forge.key.kid());
        assertThat(scene.code(token)).isEqualTo("TOKEN_INVALID");
    }

    @Test
    void diesWithTheEndOfARetiredKey() {
        String token = forge.good();
        forge.ring.rotate(
                SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM),
                forge.clock.instant().plusSeconds(100));
        scene.identity(token);
        forge.clock.advance(Duration.ofSeconds(99));
        scene.identity(token);
        forge.clock.advance(Duration.ofSeconds(1));
        assertThat(scene.code(token)).isEqualTo("TOKEN_INVALID");
    }

    @Test
    void diesWithTheRevocation() {
        String token = forge.good();
        scene.identity(token);
        scene.revoked.set(true);
        assertThat(scene.code(token)).isEqualTo("TOKEN_REVOKED");
        scene.revoked.set(false);
        scene.identity(token);
        assertThat(scene.looked).hasValue(1);
    }

    @Test
    void refusesRevokedTokenAtFirstSight() {
        scene.revoked.set(true);
        assertThat(scene.code(forge.good())).isEqualTo("TOKEN_REVOKED");
    }

    @Test
    void isCheckedFromScratchAfterFiveMinutes() {
        String token = forge.token(forge.claims("exp", forge.now() + 3600));
        scene.identity(token);
        forge.clock.advance(Duration.ofMinutes(5).minusMillis(1));
        scene.identity(token);
        assertThat(scene.looked).hasValue(1);
        forge.clock.advance(Duration.ofMillis(1));
        scene.identity(token);
        assertThat(scene.looked).hasValue(2);
    }

    @Test
    void checksFromScratchWhenTheClockGoesBack() {
        String token = forge.good();
        scene.identity(token);
        forge.clock.advance(Duration.ofSeconds(-61));
        assertThat(scene.code(token)).isEqualTo("TOKEN_NOT_YET_VALID");
    }

    @Test
    void isBoundedAndMayBeSwitchedOff() {
        scene.bearer = scene.bearer.withRememberedTokens(0);
        String token = forge.good();
        scene.identity(token);
        scene.identity(token);
        assertThat(scene.looked).hasValue(2);
        assertThatIllegalArgumentException().isThrownBy(() -> scene.bearer.withRememberedTokens(-1));
    }
}
