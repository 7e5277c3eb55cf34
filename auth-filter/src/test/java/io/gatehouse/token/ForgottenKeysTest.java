package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.Rejection;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Remote keys that nobody has asked for since long. */
final class ForgottenKeysTest {
    private final Forge forge = new Forge();
    private JwksServer server;
    private JwtVerifier verifier;

    @BeforeEach
    void start() throws IOException, Rejection {
        server = new JwksServer();
        server.answers(forge.ring.publicJwkSet());
        verifier = JwtVerifier.of(
                new TrustedIssuer(forge.policy, RemoteJwkSet.insecureAllowHttp(server.uri(), forge.clock)));
        verifier.verify(forge.good(), forge.clock.instant());
        forge.clock.advance(RemoteJwkSet.MAX_AGE.plus(RemoteJwkSet.LONG_UNASKED));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void areFetchedBeforeTheNextTokenIsJudged() {
        String token = forge.good();
        server.answers("{\"keys\":[]}");
        assertThatExceptionOfType(Rejection.class).isThrownBy(() -> verifier.verify(token, forge.clock.instant()));
        assertThat(server.requests).hasValue(2);
    }

    @Test
    void areUsedWhileTheServerIsDown() throws Rejection {
        server.close();
        assertThat(verifier.verify(forge.good(), forge.clock.instant()).subject())
                .isEqualTo("ada");
        forge.clock.advance(Duration.ofDays(1));
        assertThat(verifier.verify(forge.good(), forge.clock.instant()).subject())
                .isEqualTo("ada");
    }
}
