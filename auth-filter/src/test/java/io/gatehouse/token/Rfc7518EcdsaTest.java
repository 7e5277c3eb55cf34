package io.gatehouse.token;

import static io.gatehouse.token.Keys.assertRefused;
import static io.gatehouse.token.Keys.ec;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** JSON Web Algorithms, section 3.4: ECDSA. */
final class Rfc7518EcdsaTest {
    private final SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM);
    private final byte[] input = {1, 2, 3};

    @Test
    void refusesZeroAndOutOfRangeSignatures() {
        BigInteger order =
                ((ECPublicKey) key.verificationKey().key()).getParams().getOrder();
        byte[] good = Signatures.ofPlatform().sign(key, input);
        byte[] r = Arrays.copyOf(good, 32);
        byte[] s = Arrays.copyOfRange(good, 32, 64);
        byte[] zero = new byte[32];
        byte[] n = Arrays.copyOfRange(order.toByteArray(), 1, 33);
        byte[] ones = new byte[32];
        Arrays.fill(ones, (byte) 0xff);
        byte[][] bad = {
            concat(zero, zero),
            concat(zero, s),
            concat(r, zero),
            concat(n, s),
            concat(r, n),
            concat(n, n),
            concat(ones, ones),
            concat(s, r)
        };
        for (byte[] signature : bad) {
            assertThat(Signatures.ofPlatform().verify(key.verificationKey(), input, signature))
                    .isFalse();
        }
        assertThat(Signatures.ofPlatform().verify(key.verificationKey(), input, concat(r, s)))
                .isTrue();
    }

    @Test
    void refusesDerSignature() throws GeneralSecurityException {
        Signature der = Signature.getInstance("SHA256withECDSA");
        der.initSign((java.security.PrivateKey) key.secret());
        der.update(input);
        byte[] signature = der.sign();
        assertThat(Signatures.ofPlatform().verify(key.verificationKey(), input, signature))
                .isFalse();
        assertThat(Signatures.ofPlatform().verify(key.verificationKey(), input, Arrays.copyOf(signature, 64)))
                .isFalse();
    }

    @Test
    void refusesKeysOnAnotherCurve() throws GeneralSecurityException {
        PublicKey p384 = ec("secp384r1").getPublic();
        assertRefused(SignatureAlgorithm.ES256, p384, "not on secp256r1");
        assertRefused(SignatureAlgorithm.ES512, p384, "not on secp521r1");
        VerificationKey.of(SignatureAlgorithm.ES384, p384);
    }

    @Test
    void refusesPointsThatAreNotOnTheCurve() throws GeneralSecurityException {
        ECPublicKey good = (ECPublicKey) key.verificationKey().key();
        ECParameterSpec p256 = good.getParams();
        BigInteger x = good.getW().getAffineX();
        BigInteger y = good.getW().getAffineY();
        assertThat(KeyFaults.ofEc(p256, new ECPoint(x, y.add(BigInteger.ONE)), "secp256r1"))
                .contains("not on");
        assertThat(KeyFaults.ofEc(p256, new ECPoint(BigInteger.ZERO, BigInteger.ZERO), "secp256r1"))
                .contains("not on");
        assertThat(KeyFaults.ofEc(p256, ECPoint.POINT_INFINITY, "secp256r1")).contains("not on");
        PublicKey off = KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(new ECPoint(x, y.add(BigInteger.ONE)), p256));
        assertRefused(SignatureAlgorithm.ES256, off, "not on");
    }

    @Test
    void refusesSpecialParametersUnderAGoodName() {
        ECPublicKey good = (ECPublicKey) key.verificationKey().key();
        ECParameterSpec p256 = good.getParams();
        // CVE-2020-0601: the attacker's own generator
        ECParameterSpec own = new ECParameterSpec(p256.getCurve(), good.getW(), p256.getOrder(), p256.getCofactor());
        assertThat(KeyFaults.ofEcParameters(own, "secp256r1")).contains("not on");
        assertThat(KeyFaults.ofEcParameters(p256, "secp256r1")).isNull();
    }

    private byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
