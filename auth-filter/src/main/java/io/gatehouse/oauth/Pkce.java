package io.gatehouse.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Proof Key for Code Exchange (RFC 7636), by S256 only, and the other random values of a login. */
final class Pkce {
    private static final int BYTES = 32;

    private Pkce() {}

    /** 256 random bits in 43 unreserved characters: a code verifier (section 4.1), a state, a nonce. */
    static String newValue(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return encode(bytes);
    }

    /** Section 4.2: {@code BASE64URL-ENCODE(SHA256(ASCII(code_verifier)))}. */
    static String challenge(String verifier) {
        return encode(digest("SHA-256", verifier));
    }

    /** Whether a text has the length and the unreserved characters of a verifier (section 4.1); a challenge has them too. */
    static boolean isValue(String text, int minLength, int maxLength) {
        return text.length() >= minLength
                && text.length() <= maxLength
                && text.chars().allMatch(Pkce::isUnreserved);
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    /** The left half of a digest: {@code at_hash} (OpenID Connect Core section 3.1.3.6). */
    static String leftHalf(String algorithm, String text) {
        byte[] digest = digest(algorithm, text);
        byte[] half = new byte[digest.length / 2];
        System.arraycopy(digest, 0, half, 0, half.length);
        return encode(half);
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
