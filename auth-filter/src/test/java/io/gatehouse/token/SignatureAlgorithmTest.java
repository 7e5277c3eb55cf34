package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.Rejection;
import io.gatehouse.json.Json;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Web Algorithms (RFC 7518), Ed25519 (RFC 8037, RFC 9864). */
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
    class Section32Hmac {
        @Test
        void refusesKeysShorterThanTheHash() {
            for (SignatureAlgorithm algorithm :
                    Set.of(SignatureAlgorithm.HS256, SignatureAlgorithm.HS384, SignatureAlgorithm.HS512)) {
                int bytes = algorithm.generatedKeyBits() / 8;
                VerificationKey.of(algorithm, new SecretKeySpec(new byte[bytes], "HMAC"));
                assertRefused(algorithm, new SecretKeySpec(new byte[bytes - 1], "HMAC"), "has at least");
            }
        }

        @Test
        void refusesPublicKeyAsSecret() throws GeneralSecurityException {
            assertRefused(SignatureAlgorithm.HS256, rsa(2048).getPublic(), "does not fit HS256");
        }

        /** The classic: what everybody knows, the public key, taken for the secret of an HMAC. */
        @Test
        void refusesTokenSignedWithThePublicKeyAsSecret() {
            Forge forge = new Forge(SignatureAlgorithm.RS256);
            PublicKey known = (PublicKey) forge.key.verificationKey().key();
            SecretKeySpec secret = new SecretKeySpec(known.getEncoded(), "HMAC");
            SigningKey evil = SigningKey.of(
                    VerificationKey.of(SignatureAlgorithm.HS256, secret).withKid(forge.key.kid()), secret);
            String token = Forge.signed(
                    Forge.bytes(Json.write(forge.header("alg", "HS256"))),
                    Forge.bytes(Json.write(forge.claims())),
                    evil);
            assertThat(forge.refusal(token)).contains("alg HS256 is not accepted");
            // Even a policy that made this mistake finds no key, since the key is bound to RS256
            forge.policy = JwtPolicy.of(Forge.ISSUER, Forge.AUDIENCE, Set.of(SignatureAlgorithm.HS256));
            assertThat(forge.refusal(token)).contains("no HS256 key");
        }
    }

    @Nested
    class Sections33And35Rsa {
        @Test
        void refusesShortKeys() throws GeneralSecurityException {
            assertRefused(SignatureAlgorithm.RS256, rsa(1024).getPublic(), "1024 bits, not 2048");
            VerificationKey.of(SignatureAlgorithm.RS256, rsa(2048).getPublic());
        }

        @Test
        void signsWithLongerKeysOnly() throws GeneralSecurityException {
            KeyPair pair = rsa(2048);
            VerificationKey half = VerificationKey.of(SignatureAlgorithm.PS256, pair.getPublic())
                    .withKid("k");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SigningKey.of(half, pair.getPrivate()))
                    .withMessageContaining("2048 bits, not 3072");
        }

        @Test
        void refusesExponentsThatAreNone() throws GeneralSecurityException {
            BigInteger modulus =
                    ((java.security.interfaces.RSAPublicKey) rsa(2048).getPublic()).getModulus();
            for (String exponent : new String[] {"0", "1", "2", "65536"}) {
                assertThat(KeyFaults.ofRsa(modulus, new BigInteger(exponent), 2048))
                        .contains("exponent is not");
            }
            assertThat(KeyFaults.ofRsa(modulus, modulus.subtract(BigInteger.TWO), 2048))
                    .contains("exponent is not");
            assertThat(KeyFaults.ofRsa(modulus, BigInteger.valueOf(3), 2048)).isNull();
            assertThat(KeyFaults.ofRsa(modulus.subtract(BigInteger.ONE), BigInteger.valueOf(3), 2048))
                    .contains("even");
            assertThat(KeyFaults.ofRsa(
                            BigInteger.ONE.shiftLeft(20000).add(BigInteger.ONE), BigInteger.valueOf(3), 2048))
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
            PublicKey key = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)));
            assertRefused(SignatureAlgorithm.RS256, key, "CVE-2017-15361");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PS256", "RS384", "RS512", "PS384", "PS512"})
        void keepsOneAlgorithmPerKey(String other) {
            Forge forge = new Forge(SignatureAlgorithm.RS256);
            SignatureAlgorithm algorithm = SignatureAlgorithm.find(other).orElseThrow();
            SigningKey same = SigningKey.of(
                    VerificationKey.of(algorithm, forge.key.verificationKey().key())
                            .withKid(forge.key.kid()),
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

    @Nested
    class Section34Ecdsa {
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
            assertThat(KeyFaults.ofEc(p256, ECPoint.POINT_INFINITY, "secp256r1"))
                    .contains("not on");
            PublicKey off = KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(new ECPoint(x, y.add(BigInteger.ONE)), p256));
            assertRefused(SignatureAlgorithm.ES256, off, "not on");
        }

        @Test
        void refusesSpecialParametersUnderAGoodName() {
            ECPublicKey good = (ECPublicKey) key.verificationKey().key();
            ECParameterSpec p256 = good.getParams();
            // CVE-2020-0601: the attacker's own generator
            ECParameterSpec own =
                    new ECParameterSpec(p256.getCurve(), good.getW(), p256.getOrder(), p256.getCofactor());
            assertThat(KeyFaults.ofEcParameters(own, "secp256r1")).contains("not on");
            assertThat(KeyFaults.ofEcParameters(p256, "secp256r1")).isNull();
        }

        private byte[] concat(byte[] a, byte[] b) {
            byte[] both = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, both, a.length, b.length);
            return both;
        }
    }

    @Nested
    class Ed25519 {
        @Test
        void acceptsEitherNameOnlyWhereListed() throws Rejection {
            Forge forge = new Forge(SignatureAlgorithm.ED25519);
            forge.accepts(forge.good());
            String underTheOldName = forge.withHeader(forge.header("alg", "EdDSA"));
            assertThat(forge.refusal(underTheOldName)).contains("alg EdDSA is not accepted");
            forge.policy = JwtPolicy.of(
                    Forge.ISSUER, Forge.AUDIENCE, Set.of(SignatureAlgorithm.EDDSA, SignatureAlgorithm.ED25519));
            forge.accepts(underTheOldName);
            forge.accepts(forge.good());
        }

        @Test
        void refusesOtherCurves() throws GeneralSecurityException {
            PublicKey ed448 =
                    KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPublic();
            assertRefused(SignatureAlgorithm.EDDSA, ed448, "not on Ed25519");
            PublicKey x25519 =
                    KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic();
            assertRefused(SignatureAlgorithm.EDDSA, x25519, "does not fit");
        }

        @Test
        void refusesPointsOfLowOrderAndOffTheCurve() throws GeneralSecurityException {
            BigInteger p = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
            assertRefused(SignatureAlgorithm.EDDSA, point(BigInteger.ZERO), "low order");
            assertRefused(SignatureAlgorithm.EDDSA, point(BigInteger.ONE), "low order");
            assertRefused(SignatureAlgorithm.EDDSA, point(p.subtract(BigInteger.ONE)), "low order");
            BigInteger ofOrderEight =
                    new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);
            assertRefused(SignatureAlgorithm.EDDSA, point(ofOrderEight), "low order");
            assertRefused(SignatureAlgorithm.EDDSA, point(p.subtract(ofOrderEight)), "low order");
            assertRefused(SignatureAlgorithm.EDDSA, point(BigInteger.TWO), "not on Ed25519");
            assertRefused(SignatureAlgorithm.EDDSA, point(p.add(BigInteger.ONE)), "not on Ed25519");
        }

        private PublicKey point(BigInteger y) throws GeneralSecurityException {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(false, y)));
        }
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

    private static void assertRefused(SignatureAlgorithm algorithm, java.security.@Nullable Key key, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerificationKey.of(algorithm, key))
                .withMessageContaining(why);
    }

    private static KeyPair rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static KeyPair ec(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
