package io.gatehouse.password;

/**
 * What hashing a new password costs (RFC 9106). Stored hashes keep the cost that they were made with; those below this policy are
 * replaced at the next login.
 *
 * @param memoryKiB memory in KiB, {@value #MIN_MEMORY_KIB} to {@value #MAX_MEMORY_KIB}
 * @param iterations passes over the memory, at least {@value #MIN_ITERATIONS}; together at most {@value #MAX_WORK_KIB} KiB are passed
 * @param parallelism lanes, each a native thread, 1 to {@value #MAX_PARALLELISM}
 */
public record Argon2Policy(int memoryKiB, int iterations, int parallelism) {
    /** The least memory: OWASP's recommendation for Argon2id. */
    public static final int MIN_MEMORY_KIB = 19_456;
    /** The fewest passes: OWASP's recommendation for Argon2id. */
    public static final int MIN_ITERATIONS = 2;
    /** The most memory: one hash must not be able to stop a server. */
    public static final int MAX_MEMORY_KIB = 1 << 20;
    /** The most memory times passes, some seconds of work. */
    public static final long MAX_WORK_KIB = 1L << 22;
    /** The most lanes. */
    public static final int MAX_PARALLELISM = 16;

    /**
     * Checks the cost.
     *
     * @throws IllegalArgumentException if it is below OWASP's recommendation or so high that a login could stop a server
     */
    public Argon2Policy {
        if (memoryKiB < MIN_MEMORY_KIB || iterations < MIN_ITERATIONS) {
            throw new IllegalArgumentException("argon2id with m=" + memoryKiB + ",t=" + iterations
                    + " is too weak: use m=" + MIN_MEMORY_KIB + ",t=" + MIN_ITERATIONS + " or more");
        }
        if (!isBearable(memoryKiB, iterations, parallelism)) {
            throw new IllegalArgumentException("argon2id with m=" + memoryKiB + ",t=" + iterations + ",p=" + parallelism
                    + " is too costly: m is at most " + MAX_MEMORY_KIB + ", m times t " + MAX_WORK_KIB + ", p "
                    + MAX_PARALLELISM);
        }
    }

    /**
     * OWASP's recommendation: 19 MiB, two passes, one lane.
     *
     * @return the policy
     */
    public static Argon2Policy standard() {
        return new Argon2Policy(MIN_MEMORY_KIB, MIN_ITERATIONS, 1);
    }

    /** Whether a hash of this cost may be computed at all; weaker ones than a policy's may, in order to replace them. */
    static boolean isBearable(int memoryKiB, int iterations, int parallelism) {
        return parallelism >= 1
                && parallelism <= MAX_PARALLELISM
                && iterations >= 1
                && memoryKiB >= 8 * parallelism
                && memoryKiB <= MAX_MEMORY_KIB
                && (long) memoryKiB * iterations <= MAX_WORK_KIB;
    }
}
