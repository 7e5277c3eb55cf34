package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.jspecify.annotations.Nullable;

/** Keys as the platform makes them, good and bad. */
final class Keys {
    private Keys() {}

    static void assertRefused(SignatureAlgorithm algorithm, java.security.@Nullable Key key, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerificationKey.of(algorithm, key))
                .withMessageContaining(why);
    }

    static KeyPair rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    static KeyPair ec(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
