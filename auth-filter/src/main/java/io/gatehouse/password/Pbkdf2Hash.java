package io.gatehouse.password;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 (RFC 8018 section 5.2) of an older system: {@code $pbkdf2-sha256$i=…$salt$hash}, optionally {@code i=…,l=…}, in base64, or
 * Passlib's {@code $pbkdf2-sha256$29000$salt$hash} with a point in place of the plus sign; also {@code sha512}.
 */
final class Pbkdf2Hash implements PasswordHash {
    /** Some seconds of work. */
    static final int MAX_ITERATIONS = 5_000_000;

    private static final int MIN_SALT_BYTES = 4;
    private static final int MIN_DIGEST_BYTES = 16;
    private static final int MAX_BYTES = 64;

    private final String algorithm;
    private final int iterations;
    private final byte[] salt;
    private final byte[] digest;

    private Pbkdf2Hash(String algorithm, int iterations, byte[] salt, byte[] digest) {
        this.algorithm = algorithm;
        this.iterations = iterations;
        this.salt = salt;
        this.digest = digest;
    }

    static Optional<Pbkdf2Hash> parse(String text) {
        List<String> fields = PhcFields.split(text);
        if (fields.size() != 4) {
            return Optional.empty();
        }
        Optional<String> algorithm = algorithm(fields.get(0));
        boolean passlib = PhcFields.number(fields.get(1)).isPresent();
        Optional<byte[]> salt = bytes(fields.get(2), passlib, MIN_SALT_BYTES);
        Optional<byte[]> digest = bytes(fields.get(3), passlib, MIN_DIGEST_BYTES);
        if (algorithm.isEmpty() || salt.isEmpty() || digest.isEmpty()) {
            return Optional.empty();
        }
        return iterations(fields.get(1), digest.get().length)
                .filter(n -> n >= 1 && n <= MAX_ITERATIONS)
                .map(n -> new Pbkdf2Hash(algorithm.get(), n, salt.get(), digest.get()));
    }

    /** HMAC fills its key up with zeros: with a NUL at its end a password has the same hash as without. */
    @Override
    public boolean canTell(byte[] password) {
        return !PhcFields.hasNul(password);
    }

    @Override
    public boolean matches(byte[] password, Argon2Function argon2) {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password));
        char[] chars = new char[decoded.remaining()];
        decoded.get(chars);
        PBEKeySpec key = new PBEKeySpec(chars, salt, iterations, digest.length * Byte.SIZE);
        try {
            byte[] computed =
                    SecretKeyFactory.getInstance(algorithm).generateSecret(key).getEncoded();
            return MessageDigest.isEqual(digest, computed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        } finally {
            key.clearPassword();
            PhcFields.wipe(chars);
            PhcFields.wipe(decoded.array());
        }
    }

    @Override
    public int memoryKiB() {
        return 1;
    }

    @Override
    public boolean isBelow(Argon2Policy policy) {
        return true;
    }

    private static Optional<String> algorithm(String id) {
        return switch (id) {
            case "pbkdf2-sha256" -> Optional.of("PBKDF2WithHmacSHA256");
            case "pbkdf2-sha512" -> Optional.of("PBKDF2WithHmacSHA512");
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> iterations(String field, int length) {
        Optional<Integer> bare = PhcFields.number(field);
        if (bare.isPresent()) {
            return bare;
        }
        Optional<int[]> withLength = PhcFields.numbers(field, "i", "l").filter(n -> n[1] == length);
        return withLength.or(() -> PhcFields.numbers(field, "i")).map(n -> n[0]);
    }

    private static Optional<byte[]> bytes(String field, boolean passlib, int least) {
        if (!passlib) {
            return PhcFields.bytes(field, least, MAX_BYTES);
        }
        return field.indexOf('+') >= 0 ? Optional.empty() : PhcFields.bytes(field.replace('.', '+'), least, MAX_BYTES);
    }
}
