package io.gatehouse.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The blocks of a PEM text (RFC 7468): at most one {@code PRIVATE KEY} (PKCS #8) and one {@code PUBLIC KEY} (X.509). */
final class Pem {
    private final byte @Nullable [] privateBlock;
    private final byte @Nullable [] publicBlock;

    private Pem(byte @Nullable [] privateBlock, byte @Nullable [] publicBlock) {
        this.privateBlock = privateBlock;
        this.publicBlock = publicBlock;
    }

    static Pem parse(String text) {
        Pem pem = new Pem(block(text, "PRIVATE KEY"), block(text, "PUBLIC KEY"));
        if (pem.privateBlock == null && pem.publicBlock == null) {
            throw new IllegalArgumentException(
                    "a PEM text needs a block PUBLIC KEY (X.509) or PRIVATE KEY (PKCS #8, not encrypted)");
        }
        return pem;
    }

    PrivateKey privateKey(SignatureAlgorithm algorithm) {
        if (privateBlock == null) {
            throw new IllegalArgumentException("the PEM text has no block PRIVATE KEY (PKCS #8)");
        }
        try {
            return factory(algorithm).generatePrivate(new PKCS8EncodedKeySpec(privateBlock));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a PKCS #8 key for " + algorithm.joseName());
        }
    }

    /** The public block, or for RSA the public half of the private one. */
    PublicKey publicKey(SignatureAlgorithm algorithm) {
        try {
            if (publicBlock != null) {
                return factory(algorithm).generatePublic(new X509EncodedKeySpec(publicBlock));
            }
            if (privateKey(algorithm) instanceof RSAPrivateCrtKey rsa) {
                return factory(algorithm)
                        .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an X.509 key for " + algorithm.joseName());
        }
        throw new IllegalArgumentException("the PEM text needs a block PUBLIC KEY beside its PRIVATE KEY");
    }

    private static KeyFactory factory(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        if (algorithm.isHmac()) {
            throw new IllegalArgumentException("HMAC keys are not kept as PEM");
        }
        return KeyFactory.getInstance(algorithm.keyType().equals("OKP") ? algorithm.javaCurve() : algorithm.keyType());
    }

    private static byte @Nullable [] block(String text, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int start = text.indexOf(begin);
        if (start < 0) {
            return null;
        }
        int end = text.indexOf("-----END " + label + "-----", start);
        if (end < 0 || text.indexOf(begin, end) >= 0) {
            throw new IllegalArgumentException("a PEM text has one complete block " + label);
        }
        StringBuilder base64 = new StringBuilder();
        text.substring(start + begin.length(), end)
                .chars()
                .filter(c -> !Character.isWhitespace(c))
                .forEach(c -> base64.append((char) c));
        try {
            return Base64.getDecoder().decode(base64.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the block " + label + " is not base64");
        }
    }
}
