package io.gatehouse.token;

import java.security.Key;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The signature algorithms that are implemented, with all that is known about them (RFC 7518 section 3, RFC 8037 section 3.1). No
 * other place lists algorithms. {@code none} is no algorithm.
 *
 * <p>{@link #EDDSA} and {@link #ED25519} are two names of one algorithm: RFC 9864 replaces the first by the second. A token is accepted
 * under the names that its issuer's policy lists; a key made for one name serves the other.
 */
public enum SignatureAlgorithm {
    /** HMAC with SHA-256. */
    HS256("HS256", "oct", "", "", 256, 32),
    /** HMAC with SHA-384. */
    HS384("HS384", "oct", "", "", 384, 48),
    /** HMAC with SHA-512. */
    HS512("HS512", "oct", "", "", 512, 64),
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256("RS256", "RSA", "", "", 256, 0),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RS384("RS384", "RSA", "", "", 384, 0),
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    RS512("RS512", "RSA", "", "", 512, 0),
    /** RSASSA-PSS with SHA-256. */
    PS256("PS256", "RSA", "", "", 256, 0),
    /** RSASSA-PSS with SHA-384. */
    PS384("PS384", "RSA", "", "", 384, 0),
    /** RSASSA-PSS with SHA-512. */
    PS512("PS512", "RSA", "", "", 512, 0),
    /** ECDSA on P-256 with SHA-256. */
    ES256("ES256", "EC", "P-256", "secp256r1", 256, 64),
    /** ECDSA on P-384 with SHA-384. */
    ES384("ES384", "EC", "P-384", "secp384r1", 384, 96),
    /** ECDSA on P-521 with SHA-512. */
    ES512("ES512", "EC", "P-521", "secp521r1", 512, 132),
    /** Ed25519 under the name of RFC 8037. */
    EDDSA("EdDSA", "OKP", "Ed25519", "Ed25519", 512, 64),
    /** Ed25519 under the name of RFC 9864. */
    ED25519("Ed25519", "OKP", "Ed25519", "Ed25519", 512, 64);

    private static final int RSA_BITS_TO_VERIFY = 2048;
    private static final int RSA_BITS_TO_SIGN = 3072;

    private final String joseName;
    private final String keyType;
    private final String curve;
    private final String javaCurve;
    private final int hashBits;
    private final int fixedSignatureLength;

    SignatureAlgorithm(
            String joseName, String keyType, String curve, String javaCurve, int hashBits, int fixedSignatureLength) {
        this.joseName = joseName;
        this.keyType = keyType;
        this.curve = curve;
        this.javaCurve = javaCurve;
        this.hashBits = hashBits;
        this.fixedSignatureLength = fixedSignatureLength;
    }

    /**
     * Finds an algorithm by its name in a header or key.
     *
     * @param joseName the name; case matters (RFC 7515 section 4.1.1)
     * @return the algorithm, or empty if there is none of this name
     */
    public static Optional<SignatureAlgorithm> find(String joseName) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.joseName.equals(joseName)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** The one algorithm of a public key that names none: for RSA the one every OpenID provider must have, RS256. */
    static Optional<SignatureAlgorithm> usualFor(String keyType, String curve) {
        for (SignatureAlgorithm algorithm : values()) {
            if (!algorithm.isHmac() && algorithm.keyType.equals(keyType) && algorithm.curve.equals(curve)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /**
     * The name in headers and keys.
     *
     * @return for instance {@code ES256}
     */
    public String joseName() {
        return joseName;
    }

    /**
     * Whether who can verify can also sign.
     *
     * @return true for HMAC
     */
    public boolean isHmac() {
        return keyType.equals("oct");
    }

    /** The {@code kty} of its keys. */
    String keyType() {
        return keyType;
    }

    /** The {@code crv} of its keys; empty if they have none. */
    String curve() {
        return curve;
    }

    /** The curve's name in Java. */
    String javaCurve() {
        return javaCurve;
    }

    /** How many bytes a coordinate of its curve has: an ECDSA signature is two numbers of that size (RFC 7518 section 3.4). */
    int coordinateLength() {
        return fixedSignatureLength / 2;
    }

    /** How many bits a generated key has, where that is a choice. */
    int generatedKeyBits() {
        return isHmac() ? hashBits : RSA_BITS_TO_SIGN;
    }

    /** The name of the jose4j algorithm; jose4j does not know the newer name of Ed25519. */
    String engineName() {
        return this == ED25519 ? EDDSA.joseName : joseName;
    }

    /** One algorithm per key (RFC 8725 section 3.1); the two names of Ed25519 are one algorithm. */
    boolean sharesKeysWith(SignatureAlgorithm other) {
        return engineName().equals(other.engineName());
    }

    /** The only length that a signature by this key can have, in bytes. */
    int signatureLength(Key key) {
        return key instanceof RSAKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 : fixedSignatureLength;
    }

    /**
     * Says why a key can't verify signatures of this algorithm.
     *
     * @return what is wrong with it; empty if it is fit
     */
    Optional<String> whyNotToVerify(Key key) {
        return Optional.ofNullable(
                switch (keyType) {
                    case "oct" -> hmacFault(key);
                    case "RSA" ->
                        key instanceof RSAPublicKey rsa
                                ? KeyFaults.ofRsa(rsa.getModulus(), rsa.getPublicExponent(), RSA_BITS_TO_VERIFY)
                                : wrongType(key);
                    case "EC" ->
                        key instanceof ECPublicKey ec
                                ? KeyFaults.ofEc(ec.getParams(), ec.getW(), javaCurve)
                                : wrongType(key);
                    default -> key instanceof EdECPublicKey ed ? KeyFaults.ofEd25519(ed) : wrongType(key);
                });
    }

    /**
     * Says why a key can't sign by this algorithm. Stricter than for verifying: who signs chooses the key.
     *
     * @return what is wrong with it; empty if it is fit
     */
    Optional<String> whyNotToSign(Key key) {
        return Optional.ofNullable(
                switch (keyType) {
                    case "oct" -> hmacFault(key);
                    case "RSA" ->
                        key instanceof PrivateKey && key instanceof RSAKey rsa
                                ? KeyFaults.ofRsaModulus(rsa.getModulus(), RSA_BITS_TO_SIGN)
                                : wrongType(key);
                    case "EC" ->
                        key instanceof ECPrivateKey ec
                                ? KeyFaults.ofEcParameters(ec.getParams(), javaCurve)
                                : wrongType(key);
                    default ->
                        key instanceof EdECPrivateKey ed
                                        && ed.getParams().getName().equals(javaCurve)
                                ? null
                                : wrongType(key);
                });
    }

    /** RFC 7518 section 3.2: a key of the same size as the hash output or larger must be used. */
    private @Nullable String hmacFault(Key key) {
        byte[] bytes = key instanceof SecretKey ? key.getEncoded() : null;
        if (bytes == null) {
            return wrongType(key);
        }
        return bytes.length * 8 < hashBits
                ? "an HMAC key for " + joseName + " has at least " + hashBits + " bits"
                : null;
    }

    private String wrongType(Key key) {
        return "a key of type " + key.getAlgorithm() + " does not fit " + joseName;
    }
}
