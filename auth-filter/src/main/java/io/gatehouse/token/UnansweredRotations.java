package io.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.secret.SealedText;

/**
 * Rotations of which the store did not say whether they happened, since it failed at that moment: their clients got 503 and no token.
 * Should such a client come again with the token that it has, that is no reuse, however long the store was down. Known to this node only;
 * bounded; safe for any number of threads.
 */
final class UnansweredRotations {
    private static final int CAPACITY = 10_000;

    /** The successor that nobody got, by the id of the token in whose place it was to be put. */
    private final Cache<String, SealedText> successors =
            Caffeine.newBuilder().maximumSize(CAPACITY).executor(Runnable::run).build();

    void add(String tokenId, SealedText successor) {
        successors.put(tokenId, successor);
    }

    /** Whether this successor was put in the token's place without anybody getting it; true once. */
    boolean remove(String tokenId, SealedText successor) {
        return successors.asMap().remove(tokenId, successor);
    }
}
