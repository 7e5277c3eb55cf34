package io.gatehouse.token;

import java.security.Key;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that verifies signatures of exactly one algorithm. The key's type and strength are checked when it is made: whoever holds one
 * need not check again. Immutable.
 *
 * @param kid its name within its issuer, if it has one
 * @param algorithm the only algorithm that it is used with (RFC 8725 section 3.1)
 * @param key a public key, or the secret of an HMAC
 * @param notAfter the instant from which on it verifies nothing, if set
 */
public record VerificationKey(Optional<String> kid, SignatureAlgorithm algorithm, Key key, Optional<Instant> notAfter) {
    /**
     * Checks type and strength.
     *
     * @throws IllegalArgumentException if the key does not fit the algorithm or is too weak, or the kid is blank
     */
    public VerificationKey {
        if (kid.isPresent() && kid.get().isBlank()) {
            throw new IllegalArgumentException("a kid must not be blank");
        }
        Optional<String> fault = algorithm.whyNotToVerify(key);
        if (fault.isPresent()) {
            throw new IllegalArgumentException(fault.get());
        }
    }

    /**
     * A key without a name or an end.
     *
     * @param algorithm the only algorithm that it is used with
     * @param key a public key, or the secret of an HMAC
     * @return the key
     * @throws IllegalArgumentException if the key does not fit the algorithm or is too weak
     */
    public static VerificationKey of(SignatureAlgorithm algorithm, Key key) {
        return new VerificationKey(Optional.empty(), algorithm, key, Optional.empty());
    }

    /**
     * Reads the public key of a PEM text; its name is its thumbprint (RFC 7638).
     *
     * @param algorithm the only algorithm that it is used with
     * @param pem a text with one block {@code PUBLIC KEY} (X.509 SubjectPublicKeyInfo)
     * @return the key
     * @throws IllegalArgumentException if there is no such block, or the key does not fit or is too weak
     */
    public static VerificationKey fromPem(SignatureAlgorithm algorithm, String pem) {
        VerificationKey key = of(algorithm, Pem.parse(pem).publicKey(algorithm));
        return key.withKid(Jwk.thumbprint(key));
    }

    /**
     * Reads a public or HMAC key in the form of a JSON Web Key. A key without {@code alg} is one of RS256, ES256/384/512 or EdDSA,
     * by its type; an HMAC key must have {@code alg}.
     *
     * @param json the key's JSON
     * @return the key; named by its {@code kid}, or else its thumbprint unless it is an HMAC key
     * @throws IllegalArgumentException if it is no such key, is not meant for signatures, or is too weak
     */
    public static VerificationKey fromJwk(String json) {
        return Jwk.parse(json).toVerificationKey();
    }

    /**
     * Names the key.
     *
     * @param value the name
     * @return a changed copy
     */
    public VerificationKey withKid(String value) {
        return new VerificationKey(Optional.of(value), algorithm, key, notAfter);
    }

    /**
     * Ends the key.
     *
     * @param value the instant from which on it verifies nothing
     * @return a changed copy
     */
    public VerificationKey withNotAfter(Instant value) {
        return new VerificationKey(kid, algorithm, key, Optional.of(value));
    }

    boolean isLive(Instant now) {
        return notAfter.isEmpty() || now.isBefore(notAfter.get());
    }

    boolean isFor(SignatureAlgorithm wanted) {
        return algorithm.sharesKeysWith(wanted);
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "VerificationKey[" + algorithm.joseName() + ", kid " + kid.orElse("none") + "]";
    }
}
