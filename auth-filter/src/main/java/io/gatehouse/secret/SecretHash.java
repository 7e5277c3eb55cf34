package io.gatehouse.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The SHA-256 digest of a random secret of at least 128 bits: what stores keep in its place. Such secrets can't be guessed, so no
 * slow hash is needed. Immutable.
 */
public final class SecretHash {
    private static final int LENGTH = 32;

    private final byte[] digest;

    private SecretHash(byte[] digest) {
        this.digest = digest;
    }

    /**
     * Digests a secret.
     *
     * @param secret the secret's text
     * @return its digest
     */
    public static SecretHash of(String secret) {
        return new SecretHash(sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads what {@link #encoded} wrote.
     *
     * @param encoded base64url without padding
     * @return the digest
     * @throws IllegalArgumentException if it is not the encoding of 32 bytes
     */
    public static SecretHash parse(String encoded) {
        SecretHash hash = new SecretHash(Base64.getUrlDecoder().decode(encoded));
        if (hash.digest.length != LENGTH || !hash.encoded().equals(encoded)) {
            throw new IllegalArgumentException("a digest has " + LENGTH + " bytes and one encoding");
        }
        return hash;
    }

    /**
     * Whether a secret has this digest, in a time that does not depend on where they differ.
     *
     * @param secret the secret's text
     * @return true if it has
     */
    public boolean matches(String secret) {
        return MessageDigest.isEqual(digest, of(secret).digest);
    }

    /**
     * The digest for a store.
     *
     * @return base64url without padding, 43 characters
     */
    public String encoded() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash it && MessageDigest.isEqual(digest, it.digest);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(digest).getInt();
    }

    /** Never shows the digest. */
    @Override
    public String toString() {
        return "SecretHash[…]";
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
