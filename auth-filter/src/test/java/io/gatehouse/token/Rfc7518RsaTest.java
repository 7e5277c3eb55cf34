package io.gatehouse.token;

import static io.gatehouse.token.Keys.assertRefused;
import static io.gatehouse.token.Keys.rsa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.json.Json;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Web Algorithms, sections 3.3 and 3.5: RSA. */
final class Rfc7518RsaTest {
    @Test
    void refusesShortKeys() throws GeneralSecurityException {
        assertRefused(SignatureAlgorithm.RS256, rsa(1024).getPublic(), "1024 bits, not 2048");
        VerificationKey.of(SignatureAlgorithm.RS256, rsa(2048).getPublic());
    }

    @Test
    void signsWithLongerKeysOnly() throws GeneralSecurityException {
        KeyPair pair = rsa(2048);
        VerificationKey half =
                VerificationKey.of(SignatureAlgorithm.PS256, pair.getPublic()).withKid("k");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(half, pair.getPrivate()))
                .withMessageContaining("2048 bits, not 3072");
    }

    @Test
    void refusesExponentsThatAreNone() throws GeneralSecurityException {
        BigInteger modulus = ((java.security.interfaces.RSAPublicKey) rsa(2048).getPublic()).getModulus();
        for (String exponent : new String[] {"0", "1", "2", "65536"}) {
            assertThat(KeyFaults.ofRsa(modulus, new BigInteger(exponent), 2048)).contains("exponent is not");
        }
        assertThat(KeyFaults.ofRsa(modulus, modulus.subtract(BigInteger.TWO), 2048))
                .contains("exponent is not");
        assertThat(KeyFaults.ofRsa(modulus, BigInteger.valueOf(3), 2048)).isNull();
        assertThat(KeyFaults.ofRsa(modulus.subtract(BigInteger.ONE), BigInteger.valueOf(3), 2048))
                .contains("even");
        assertThat(KeyFaults.ofRsa(BigInteger.ONE.shiftLeft(20000).add(BigInteger.ONE), BigInteger.valueOf(3), 2048))
                .contains("20001 bits");
    }

    @Test
    void refusesKeysOfTheFlawedGenerator() throws GeneralSecurityException {
        // A modulus that is 65537^n modulo the product of all the primes, as the flawed generator makes them
        BigInteger product = BigInteger.ONE;
        for (int prime = 2; prime <= 167; prime++) {
            if (BigInteger.valueOf(prime).isProbablePrime(20)) {
                product = product.multiply(BigInteger.valueOf(prime));
            }
        }
        BigInteger base = BigInteger.valueOf(65537).modPow(BigInteger.valueOf(123457), product);
        BigInteger modulus = product.shiftLeft(2047 - product.bitLength())
                .multiply(BigInteger.TWO)
                .add(base);
        assertThat(modulus.bitLength()).isEqualTo(2048);
        PublicKey key =
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)));
        assertRefused(SignatureAlgorithm.RS256, key, "CVE-2017-15361");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "RS384", "RS512", "PS384", "PS512"})
    void keepsOneAlgorithmPerKey(String other) {
        Forge forge = new Forge(SignatureAlgorithm.RS256);
        SignatureAlgorithm algorithm = SignatureAlgorithm.find(other).orElseThrow();
        SigningKey same = SigningKey.of(
                VerificationKey.of(algorithm, forge.key.verificationKey().key()).withKid(forge.key.kid()),
                forge.key.secret());
        forge.policy = JwtPolicy.of(Forge.ISSUER, Forge.AUDIENCE, Set.of(SignatureAlgorithm.RS256, algorithm));
        String token = Forge.signed(
                Forge.bytes(Json.write(forge.header("alg", other))), Forge.bytes(Json.write(forge.claims())), same);
        assertThat(forge.refusal(token)).contains("no " + other + " key");
    }

    @Test
    void refusesSaltOfAnotherLength() throws GeneralSecurityException {
        SigningKey key = SigningKey.generate(SignatureAlgorithm.PS512, Forge.RANDOM);
        byte[] input = {1, 2, 3};
        for (int salt : new int[] {0, 32, 64}) {
            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(new java.security.spec.PSSParameterSpec(
                    "SHA-512", "MGF1", java.security.spec.MGF1ParameterSpec.SHA512, salt, 1));
            pss.initSign((java.security.PrivateKey) key.secret());
            pss.update(input);
            assertThat(Signatures.ofPlatform().verify(key.verificationKey(), input, pss.sign()))
                    .isEqualTo(salt == 64);
        }
    }
}
