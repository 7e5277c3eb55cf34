package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A key server, and a verifier that gets its keys there. */
final class RemoteKeysScene implements AutoCloseable {
    final Forge forge = new Forge();
    final JwksServer server = server();
    RemoteJwkSet remote;
    JwtVerifier verifier;

    RemoteKeysScene() {
        server.answers(forge.ring.publicJwkSet());
        remote = RemoteJwkSet.insecureAllowHttp(server.uri(), forge.clock);
        verifier = verifier();
    }

    private static JwksServer server() {
        try {
            return new JwksServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JwtVerifier verifier() {
        return JwtVerifier.of(new TrustedIssuer(forge.policy, remote));
    }

    /** For servers that never answer, so that the tests need not wait for 5 s. */
    void useShortTimeout() {
        remote = new RemoteJwkSet(server.uri(), forge.clock, Duration.ofMillis(300));
        verifier = verifier();
    }

    @Override
    public void close() {
        server.close();
    }

    void assertUnavailable() {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> verifier.verify(forge.good(), forge.clock.instant()));
    }
}
