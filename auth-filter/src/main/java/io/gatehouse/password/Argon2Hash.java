package io.gatehouse.password;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. */
final class Argon2Hash implements PasswordHash {
    static final int SALT_BYTES = 16;
    static final int DIGEST_BYTES = 32;
    private static final int MIN_SALT_BYTES = 8;
    private static final int MIN_DIGEST_BYTES = 16;
    private static final int MAX_BYTES = 64;

    private final int memoryKiB;
    private final int iterations;
    private final int parallelism;
    private final byte[] salt;
    private final byte[] digest;

    private Argon2Hash(int memoryKiB, int iterations, int parallelism, byte[] salt, byte[] digest) {
        this.memoryKiB = memoryKiB;
        this.iterations = iterations;
        this.parallelism = parallelism;
        this.salt = salt;
        this.digest = digest;
    }

    static Argon2Hash of(Argon2Policy policy, byte[] salt, byte[] digest) {
        return new Argon2Hash(policy.memoryKiB(), policy.iterations(), policy.parallelism(), salt, digest);
    }

    static Optional<Argon2Hash> parse(String text) {
        List<String> fields = PhcFields.split(text);
        if (fields.size() != 5
                || !fields.get(0).equals("argon2id")
                || !fields.get(1).equals("v=19")) {
            return Optional.empty();
        }
        Optional<int[]> cost =
                PhcFields.numbers(fields.get(2), "m", "t", "p").filter(n -> Argon2Policy.isBearable(n[0], n[1], n[2]));
        Optional<byte[]> salt = PhcFields.bytes(fields.get(3), MIN_SALT_BYTES, MAX_BYTES);
        Optional<byte[]> digest = PhcFields.bytes(fields.get(4), MIN_DIGEST_BYTES, MAX_BYTES);
        if (cost.isEmpty() || salt.isEmpty() || digest.isEmpty()) {
            return Optional.empty();
        }
        int[] n = cost.get();
        return Optional.of(new Argon2Hash(n[0], n[1], n[2], salt.get(), digest.get()));
    }

    String encoded() {
        return "$argon2id$v=19$m=" + memoryKiB + ",t=" + iterations + ",p=" + parallelism + "$" + PhcFields.base64(salt)
                + "$" + PhcFields.base64(digest);
    }

    @Override
    public boolean canTell(byte[] password) {
        return true;
    }

    @Override
    public boolean matches(byte[] password, Argon2Function argon2) {
        byte[] computed = argon2.compute(memoryKiB, iterations, parallelism, password, salt.clone(), digest.length);
        return MessageDigest.isEqual(digest, computed);
    }

    @Override
    public int memoryKiB() {
        return memoryKiB;
    }

    @Override
    public boolean isBelow(Argon2Policy policy) {
        return memoryKiB < policy.memoryKiB()
                || iterations < policy.iterations()
                || salt.length < SALT_BYTES
                || digest.length < DIGEST_BYTES;
    }
}
