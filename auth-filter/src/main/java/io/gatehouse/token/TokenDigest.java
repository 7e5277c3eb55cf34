package io.gatehouse.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 digest of a token: what it is remembered by. */
record TokenDigest(long a, long b, long c, long d) {
    static TokenDigest of(String token) {
        try {
            // Characters beyond Latin-1 become '?', which no verified token contains
            byte[] bytes = token.getBytes(StandardCharsets.ISO_8859_1);
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new TokenDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }
}
