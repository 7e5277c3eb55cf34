package io.gatehouse.token;

import java.time.Instant;
import java.util.List;

/** Where the keys of a {@link KeyRing} are kept outside of the process, and may change: files, or a vault. Asked by one thread at a time. */
@FunctionalInterface
public interface SigningKeySource {
    /**
     * Reads all keys.
     *
     * @return every key that verifies, at least one; the last is to sign. All sign by one algorithm
     * @throws RuntimeException if they can't be read; the message is logged and holds no secret
     */
    List<Entry> read();

    /**
     * A key and how long it has been there.
     *
     * @param key the key
     * @param since since when others may have seen it
     */
    record Entry(SigningKey key, Instant since) {}
}
