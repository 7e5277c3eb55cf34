package io.gatehouse.token;

import java.util.List;
import java.util.Optional;

/** The keys of one issuer. Implementations are safe for any number of threads. */
public interface KeySource {
    /** The most keys that are tried for a token that names none. */
    int MAX_CANDIDATES = 8;

    /**
     * Finds the keys that a token may be signed with. A kid is hostile input: it is compared for equality and used for nothing else
     * (RFC 8725 section 3.10).
     *
     * @param kid the token's {@code kid}; without one, every key of the algorithm is a candidate
     * @param algorithm the token's algorithm; a key made for another one is no candidate
     * @return at most {@value #MAX_CANDIDATES} keys; empty if there is none
     * @throws io.gatehouse.StoreUnavailableException if it can't be known
     */
    List<VerificationKey> find(Optional<String> kid, SignatureAlgorithm algorithm);

    /**
     * A number that changes whenever a key is removed, replaced or given an end, so that what was verified by it is verified again.
     * Called for every request: does not wait for other threads or machines.
     *
     * @return the number
     */
    long version();
}
