package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The key server is down, or comes and goes. */
final class KeyServerFailureTest {
    @AutoClose
    private final RemoteKeysScene scene = new RemoteKeysScene();

    private final Forge forge = scene.forge;
    private final JwksServer server = scene.server;

    @Test
    void isUnavailableWithoutAnyKeys() {
        server.answers(JwksServer.typed(500, "application/json", forge.ring.publicJwkSet()));
        scene.assertUnavailable();
    }

    @Test
    void coolsDownAfterAFailureToo() {
        server.answers(JwksServer.typed(500, "application/json", ""));
        scene.assertUnavailable();
        scene.assertUnavailable();
        assertThat(server.requests).hasValue(1);
        forge.clock.advance(RemoteJwkSet.COOL_DOWN);
        scene.assertUnavailable();
        assertThat(server.requests).hasValue(2);
    }

    @Test
    void recoversWhenTheServerDoes() throws Rejection {
        server.answers(JwksServer.typed(503, "text/plain", "down"));
        scene.assertUnavailable();
        server.answers(forge.ring.publicJwkSet());
        forge.clock.advance(RemoteJwkSet.COOL_DOWN);
        scene.verifier.verify(forge.good(), forge.clock.instant());
    }

    @Test
    void goesOnUsingOldKeysWhileTheServerIsDown() throws Exception {
        scene.verifier.verify(forge.good(), forge.clock.instant());
        server.answers(JwksServer.typed(500, "application/json", ""));
        for (int hour = 0; hour < 24; hour++) {
            forge.clock.advance(Duration.ofHours(1));
            scene.verifier.verify(forge.good(), forge.clock.instant());
        }
        server.close();
        forge.clock.advance(Duration.ofHours(1));
        scene.verifier.verify(forge.good(), forge.clock.instant());
    }

    @Test
    void isUnavailableForUnknownKidWhileTheServerIsDown() throws Rejection {
        scene.verifier.verify(forge.good(), forge.clock.instant());
        server.answers(JwksServer.typed(500, "application/json", ""));
        forge.clock.advance(RemoteJwkSet.COOL_DOWN);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> scene.remote.find(Optional.of("unknown"), SignatureAlgorithm.ES256));
    }

    @Test
    void isUnavailableWhenNobodyListens() {
        server.close();
        scene.assertUnavailable();
    }

    @Test
    void survivesFlapping() throws Rejection {
        for (int i = 0; i < 6; i++) {
            server.answers(
                    i % 2 == 0
                            ? JwksServer.json(forge.ring.publicJwkSet())
                            : JwksServer.typed(502, "text/html", "<html>"));
            forge.clock.advance(RemoteJwkSet.MAX_AGE);
            scene.verifier.verify(forge.good(), forge.clock.instant());
        }
    }
}
