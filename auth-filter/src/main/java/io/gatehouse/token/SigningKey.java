package io.gatehouse.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that signs by exactly one algorithm, with the key that verifies what it signed. Checked when it is made: type, strength (RSA of
 * at least 3072 bits, more than is asked for verifying) and that the two halves belong together. Immutable; never shows its secret.
 */
public final class SigningKey {
    private final VerificationKey half;
    private final Key secret;

    private SigningKey(VerificationKey half, Key secret) {
        this.half = half;
        this.secret = secret;
    }

    static SigningKey of(VerificationKey half, Key secret) {
        if (half.kid().isEmpty()) {
            throw new IllegalArgumentException("a signing key needs a kid");
        }
        Optional<String> fault = half.algorithm().whyNotToSign(secret);
        if (fault.isPresent()) {
            throw new IllegalArgumentException(fault.get());
        }
        SigningKey key = new SigningKey(half, secret);
        key.requireThatHalvesMatch();
        return key;
    }

    /**
     * Makes a key.
     *
     * @param algorithm what it signs by
     * @param random where its bits come from
     * @return a key that did not exist before; its kid is its thumbprint (RFC 7638), for HMAC a random text
     */
    public static SigningKey generate(SignatureAlgorithm algorithm, SecureRandom random) {
        try {
            if (algorithm.isHmac()) {
                byte[] secret = new byte[algorithm.generatedKeyBits() / 8];
                random.nextBytes(secret);
                byte[] name = new byte[16];
                random.nextBytes(name);
                Key key = new SecretKeySpec(secret, "HMAC");
                return of(VerificationKey.of(algorithm, key).withKid(Base64Url.encode(name)), key);
            }
            KeyPair pair = generator(algorithm, random).generateKeyPair();
            return of(named(VerificationKey.of(algorithm, pair.getPublic())), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key generator for " + algorithm.joseName(), e);
        }
    }

    /**
     * Reads a key pair of a PEM text. An RSA key needs its private block only.
     *
     * @param algorithm what it signs by
     * @param pem a text with the blocks {@code PRIVATE KEY} (PKCS #8, not encrypted) and {@code PUBLIC KEY} (X.509)
     * @return the key; its kid is its thumbprint (RFC 7638)
     * @throws IllegalArgumentException if a block is missing or broken, the blocks are not of one pair, or the key does not fit or is
     *     too weak
     */
    public static SigningKey fromPem(SignatureAlgorithm algorithm, String pem) {
        Pem blocks = Pem.parse(pem);
        VerificationKey half = named(VerificationKey.of(algorithm, blocks.publicKey(algorithm)));
        return of(half, blocks.privateKey(algorithm));
    }

    /**
     * Reads a private or HMAC key in the form of a JSON Web Key. Without {@code alg}, its algorithm is as of {@link
     * VerificationKey#fromJwk}.
     *
     * @param json the key's JSON; an HMAC key needs {@code kid} and {@code alg}
     * @return the key; named by its {@code kid}, or else its thumbprint
     * @throws IllegalArgumentException if it is no such key, is not meant for signing, or is too weak
     */
    public static SigningKey fromJwk(String json) {
        return Jwk.parse(json).toSigningKey();
    }

    /**
     * Names the key.
     *
     * @param value the name
     * @return a changed copy
     */
    public SigningKey withKid(String value) {
        return new SigningKey(half.withKid(value), secret);
    }

    /**
     * The key's name in headers.
     *
     * @return the kid
     */
    public String kid() {
        return half.kid().orElseThrow();
    }

    /**
     * What it signs by.
     *
     * @return the algorithm
     */
    public SignatureAlgorithm algorithm() {
        return half.algorithm();
    }

    /**
     * What verifies its signatures.
     *
     * @return the public key, or the HMAC key itself
     */
    public VerificationKey verificationKey() {
        return half;
    }

    Key secret() {
        return secret;
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "SigningKey[" + algorithm().joseName() + ", kid " + kid() + "]";
    }

    private void requireThatHalvesMatch() {
        byte[] probe = "gatehouse key pair".getBytes(StandardCharsets.US_ASCII);
        Signatures signatures = Signatures.ofPlatform();
        if (!signatures.verify(half, probe, signatures.sign(this, probe))) {
            throw new IllegalArgumentException("the private and the public key do not belong together");
        }
    }

    private static VerificationKey named(VerificationKey key) {
        return key.withKid(Jwk.thumbprint(key));
    }

    private static KeyPairGenerator generator(SignatureAlgorithm algorithm, SecureRandom random)
            throws GeneralSecurityException {
        String type = algorithm.keyType();
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type.equals("OKP") ? algorithm.javaCurve() : type);
        if (type.equals("EC")) {
            generator.initialize(new ECGenParameterSpec(algorithm.javaCurve()), random);
        } else {
            generator.initialize(type.equals("RSA") ? algorithm.generatedKeyBits() : 255, random);
        }
        return generator;
    }
}
