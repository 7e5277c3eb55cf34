package io.gatehouse.password;

import io.gatehouse.Rejection;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Hashes passwords with Argon2id and verifies them: also against bcrypt and PBKDF2 hashes of an older system. Hashes are PHC
 * strings, which hold scheme, cost and salt. Immutable and safe for any number of threads.
 *
 * <p>A password is hashed whole, in Unicode NFC and otherwise exactly as typed; it has 1 to 1024 code points.
 */
public final class PasswordHashing {
    private final Argon2Policy policy;
    private final HashingGate gate;
    private final SecureRandom random;
    private final Argon2Function argon2;
    private final PasswordHash decoy;

    PasswordHashing(Argon2Policy policy, HashingGate gate, SecureRandom random, Argon2Function argon2) {
        if (gate.memoryKiB() < policy.memoryKiB()) {
            throw new IllegalArgumentException("the gate's " + gate.memoryKiB() + " KiB have no room for one hash of "
                    + policy.memoryKiB() + " KiB");
        }
        this.policy = policy;
        this.gate = gate;
        this.random = random;
        this.argon2 = argon2;
        // Random bytes in place of a digest: no password is known that has it, and verifying costs what verifying
        // costs.
        this.decoy = Argon2Hash.of(policy, bytes(Argon2Hash.SALT_BYTES), bytes(Argon2Hash.DIGEST_BYTES));
    }

    /**
     * Hashing at a cost, behind a gate for as many hashes at once as there are processors, and at least two.
     *
     * @param policy what a new hash costs
     * @param random where salts come from
     * @return the hashing
     * @throws IllegalStateException if the native library does not work here
     */
    public static PasswordHashing of(Argon2Policy policy, SecureRandom random) {
        Argon2Function argon2 = Argon2Function.ofNativeCode();
        try {
            // The smallest hash there is: a missing native library is found at the start, not at the first login.
            argon2.compute(8, 1, 1, new byte[1], new byte[Argon2Hash.SALT_BYTES], Argon2Hash.DIGEST_BYTES);
        } catch (LinkageError e) {
            throw new IllegalStateException("argon2 has no native library for this platform", e);
        }
        return new PasswordHashing(policy, HashingGate.forPolicy(policy), random, argon2);
    }

    /**
     * Replaces the gate.
     *
     * @param value the gate
     * @return a changed copy
     * @throws IllegalArgumentException if it has no room for one hash
     */
    public PasswordHashing withGate(HashingGate value) {
        return new PasswordHashing(policy, value, random, argon2);
    }

    /**
     * Makes the hash of a new password. Whether the password is good enough is the {@link PasswordPolicy}'s matter.
     *
     * @param password the password, as typed
     * @return a PHC string for the store
     * @throws IllegalArgumentException if the password is empty, has more than 1024 code points, or is not Unicode
     * @throws Rejection 503 if too many are hashing
     */
    public String hash(String password) throws Rejection {
        byte[] text = PasswordText.utf8(password)
                .orElseThrow(() -> new IllegalArgumentException("a password has 1 to 1024 code points of Unicode"));
        byte[] salt = bytes(Argon2Hash.SALT_BYTES);
        try {
            byte[] digest = gate.run(
                    policy.memoryKiB(),
                    () -> argon2.compute(
                            policy.memoryKiB(),
                            policy.iterations(),
                            policy.parallelism(),
                            text,
                            salt.clone(),
                            Argon2Hash.DIGEST_BYTES));
            return Argon2Hash.of(policy, salt, digest).encoded();
        } finally {
            wipe(text);
        }
    }

    /**
     * Verifies a password. Computes exactly one hash whatever happens: where there is nothing to compare with, one at the present
     * policy's cost, of which the result is ignored.
     *
     * @param password the password, as typed
     * @param stored what the store has; empty if it has nothing. A text that is no readable hash matches no password
     * @return true if it is the password
     * @throws Rejection 503 if too many are hashing
     * @throws IllegalStateException if the hash is bcrypt and the application lacks {@code org.bouncycastle:bcprov-jdk18on}
     */
    public boolean matches(String password, Optional<String> stored) throws Rejection {
        Optional<byte[]> typed = PasswordText.utf8(password);
        byte[] text = typed.orElseGet(() -> new byte[1]);
        PasswordHash hash = stored.flatMap(PasswordHash::parse)
                .filter(it -> typed.isPresent() && it.canTell(text))
                .orElse(decoy);
        try {
            // Older schemes take little memory, but a processor each: they count like a hash of ours.
            int memoryKiB = Math.max(hash.memoryKiB(), policy.memoryKiB());
            boolean same = gate.run(memoryKiB, () -> hash.matches(text, argon2));
            return same && hash != decoy;
        } finally {
            wipe(text);
        }
    }

    /**
     * Whether a hash should be replaced at the next chance: another scheme, or a lower cost than the policy's.
     *
     * @param stored what the store has
     * @return true if it falls short
     */
    public boolean needsRehash(String stored) {
        return PasswordHash.parse(stored).map(hash -> hash.isBelow(policy)).orElse(true);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Best effort: the string that the bytes came from stays until it is collected. */
    private static void wipe(byte[] bytes) {
        Arrays.fill(bytes, (byte) 0);
    }
}
