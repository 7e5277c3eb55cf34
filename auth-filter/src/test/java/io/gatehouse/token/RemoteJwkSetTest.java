package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.testkit.MutableClock;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where keys may be fetched from. */
final class RemoteJwkSetTest {
    private static final Clock CLOCK = MutableClock.create();

    @Nested
    class Address {
        @ParameterizedTest
        @ValueSource(
                strings = {"http://keys.example/k", "http://127.0.0.1/k", "ftp://keys.example/k", "file:///k", "/k"})
        void mustBeHttps(String address) {
            assertThatIllegalArgumentException().isThrownBy(() -> RemoteJwkSet.of(URI.create(address), CLOCK));
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://keys.example/k", "http://127.0.0.1.evil.example/k", "http://10.0.0.1/k"})
        void mayBeHttpOnThisMachineOnly(String address) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RemoteJwkSet.insecureAllowHttp(URI.create(address), CLOCK));
        }
    }
}
