package io.gatehouse.password;

import java.util.Optional;

/** A stored hash, read strictly and with bounded cost. Immutable. */
sealed interface PasswordHash permits Argon2Hash, BcryptHash, Pbkdf2Hash {
    /** Reads a hash; empty if it is of no known form, or would cost more than a login may. Nothing is computed. */
    static Optional<PasswordHash> parse(String stored) {
        if (stored.startsWith("$argon2id$")) {
            return Argon2Hash.parse(stored).map(hash -> hash);
        }
        if (stored.startsWith("$pbkdf2-")) {
            return Pbkdf2Hash.parse(stored).map(hash -> hash);
        }
        return BcryptHash.parse(stored).map(hash -> hash);
    }

    /** Whether the scheme can tell this password from all others. If not, no password matches. */
    boolean canTell(byte[] password);

    /** Computes the hash of a password and compares in constant time. */
    boolean matches(byte[] password, Argon2Function argon2);

    /** What computing it takes. */
    int memoryKiB();

    /** Whether it falls short of a policy. */
    boolean isBelow(Argon2Policy policy);
}
