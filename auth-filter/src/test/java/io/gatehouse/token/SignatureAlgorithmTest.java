package io.gatehouse.token;

import static io.gatehouse.token.Keys.rsa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.Rejection;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every algorithm, and who computes it. */
final class SignatureAlgorithmTest {
    @ParameterizedTest
    @EnumSource
    void everyAlgorithmVerifiesWhatItSigned(SignatureAlgorithm algorithm) throws Rejection {
        Forge forge = new Forge(algorithm);
        forge.accepts(forge.good());
        assertThat(SignatureAlgorithm.find(algorithm.joseName())).contains(algorithm);
    }

    @ParameterizedTest
    @EnumSource
    void everySignatureHasOneLength(SignatureAlgorithm algorithm) {
        Forge forge = new Forge(algorithm);
        VerificationKey key = forge.key.verificationKey();
        byte[] input = {1, 2, 3};
        byte[] signature = Signatures.ofPlatform().sign(forge.key, input);
        assertThat(signature).hasSize(algorithm.signatureLength(key.key()));
        for (int length : new int[] {0, 1, signature.length / 2, signature.length - 1, signature.length + 1, 5000}) {
            assertThat(Signatures.ofPlatform().verify(key, input, Arrays.copyOf(signature, length)))
                    .isFalse();
        }
        byte[] zeroBefore = new byte[signature.length + 1];
        System.arraycopy(signature, 0, zeroBefore, 1, signature.length);
        assertThat(Signatures.ofPlatform().verify(key, input, zeroBefore)).isFalse();
    }

    @Nested
    class Providers {
        @Test
        void refusesProviderThatIsNotRegistered() {
            Forge forge = new Forge();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> forge.verifier().withSignatureProvider("NoSuchProvider"))
                    .withMessageContaining("NoSuchProvider");
        }

        @Test
        void verifiesByTheChosenProvider() throws Rejection {
            Forge forge = new Forge();
            forge.verifier().withSignatureProvider("SunEC").verify(forge.good(), forge.clock.instant());
            Forge rsa = new Forge(SignatureAlgorithm.RS256);
            rsa.verifier().withSignatureProvider("SunEC").verify(rsa.good(), rsa.clock.instant());
        }
    }
}
