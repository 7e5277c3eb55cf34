package io.gatehouse.password;

import de.mkammerer.argon2.Argon2Factory;

/** Computes Argon2id, version 1.3 (RFC 9106). The seam at which tests count: nothing else in the library computes it. */
@FunctionalInterface
interface Argon2Function {
    byte[] compute(int memoryKiB, int iterations, int parallelism, byte[] password, byte[] salt, int length);

    /** The reference implementation in native code; its memory is outside the Java heap. */
    static Argon2Function ofNativeCode() {
        return (memoryKiB, iterations, parallelism, password, salt, length) -> Argon2Factory.createAdvanced(
                        Argon2Factory.Argon2Types.ARGON2id, salt.length, length)
                .rawHash(iterations, memoryKiB, parallelism, password, salt);
    }
}
