package io.gatehouse.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes Java keys from the members of a JSON Web Key. What is made is not checked here. */
final class KeyNumbers {
    private static final int ED25519_BYTES = 32;

    private KeyNumbers() {}

    static Key verificationKey(Jwk jwk) throws GeneralSecurityException {
        SignatureAlgorithm algorithm = jwk.algorithm();
        return switch (jwk.keyType()) {
            case "oct" -> new SecretKeySpec(jwk.bytes("k"), "HMAC");
            case "RSA" ->
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(jwk.number("n"), jwk.number("e")));
            case "EC" ->
                KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(
                                new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y")),
                                KeyFaults.named(algorithm.javaCurve())));
            default ->
                KeyFactory.getInstance(algorithm.javaCurve())
                        .generatePublic(new EdECPublicKeySpec(
                                new NamedParameterSpec(algorithm.javaCurve()), point(jwk.bytes("x"))));
        };
    }

    static PrivateKey privateKey(Jwk jwk) throws GeneralSecurityException {
        SignatureAlgorithm algorithm = jwk.algorithm();
        return switch (jwk.keyType()) {
            case "RSA" ->
                KeyFactory.getInstance("RSA")
                        .generatePrivate(new RSAPrivateCrtKeySpec(
                                jwk.number("n"),
                                jwk.number("e"),
                                jwk.number("d"),
                                jwk.number("p"),
                                jwk.number("q"),
                                jwk.number("dp"),
                                jwk.number("dq"),
                                jwk.number("qi")));
            case "EC" ->
                KeyFactory.getInstance("EC")
                        .generatePrivate(new ECPrivateKeySpec(jwk.number("d"), KeyFaults.named(algorithm.javaCurve())));
            default ->
                KeyFactory.getInstance(algorithm.javaCurve())
                        .generatePrivate(
                                new EdECPrivateKeySpec(new NamedParameterSpec(algorithm.javaCurve()), jwk.bytes("d")));
        };
    }

    /** RFC 7518 section 6.2.1.2: the full size of a coordinate, leading zeros included. */
    private static BigInteger coordinate(Jwk jwk, String member) {
        byte[] bytes = jwk.bytes(member);
        if (bytes.length != jwk.algorithm().coordinateLength()) {
            throw new IllegalArgumentException(member + " has the wrong length");
        }
        return new BigInteger(1, bytes);
    }

    /** RFC 8032 section 5.1.2: y in little-endian order, the parity of x in the last bit. */
    private static EdECPoint point(byte[] encoded) {
        if (encoded.length != ED25519_BYTES) {
            throw new IllegalArgumentException("x has the wrong length");
        }
        byte[] big = new byte[ED25519_BYTES];
        for (int i = 0; i < ED25519_BYTES; i++) {
            big[i] = encoded[ED25519_BYTES - 1 - i];
        }
        boolean odd = (big[0] & 0x80) != 0;
        big[0] &= 0x7f;
        return new EdECPoint(odd, new BigInteger(1, big));
    }
}
