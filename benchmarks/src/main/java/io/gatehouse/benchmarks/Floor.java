package io.gatehouse.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What no check of a credential can do without: a digest of it, and one look-up. */
final class Floor {
    private final Map<Long, Object> byDigest = new ConcurrentHashMap<>();
    private final Map<String, Object> byId = new ConcurrentHashMap<>();

    Floor(String credential, String id) {
        byDigest.put(digest(credential), this);
        byId.put(id, this);
    }

    @Nullable
    Object findByDigest(String credential) {
        return byDigest.get(digest(credential));
    }

    long findById(String credential, String id) {
        return byId.get(id) == null ? 0 : digest(credential);
    }

    private static long digest(String credential) {
        try {
            byte[] bytes = credential.getBytes(StandardCharsets.ISO_8859_1);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
