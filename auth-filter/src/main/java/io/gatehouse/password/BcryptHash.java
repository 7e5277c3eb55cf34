package io.gatehouse.password;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * bcrypt of an older system: {@code $2a$}, {@code $2b$} or {@code $2y$}. bcrypt ignores what follows the 72nd byte and takes a
 * password with a NUL for a repetition of itself. Such passwords never match here: what is not looked at proves nothing. People who
 * have one must set a new password.
 */
final class BcryptHash implements PasswordHash {
    /** Some seconds of work. */
    static final int MAX_COST = 16;

    private static final int MIN_COST = 4;
    private static final int MAX_PASSWORD_BYTES = 72;
    private static final int SALT_AND_DIGEST_LENGTH = 53;

    private final String text;

    private BcryptHash(String text) {
        this.text = text;
    }

    static Optional<BcryptHash> parse(String text) {
        List<String> fields = PhcFields.split(text);
        if (fields.size() != 3 || !List.of("2a", "2b", "2y").contains(fields.get(0))) {
            return Optional.empty();
        }
        String cost = fields.get(1);
        String rest = fields.get(2);
        boolean twoDigits = cost.length() == 2 && cost.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = twoDigits ? Integer.parseInt(cost) : 0;
        boolean good = value >= MIN_COST
                && value <= MAX_COST
                && rest.length() == SALT_AND_DIGEST_LENGTH
                && rest.chars().allMatch(BcryptHash::isBcryptBase64);
        return good ? Optional.of(new BcryptHash(text)) : Optional.empty();
    }

    @Override
    public boolean canTell(byte[] password) {
        return password.length <= MAX_PASSWORD_BYTES && !PhcFields.hasNul(password);
    }

    @Override
    public boolean matches(byte[] password, Argon2Function argon2) {
        try {
            return OpenBSDBCrypt.checkPassword(text, password);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "a stored password hash is bcrypt: add org.bouncycastle:bcprov-jdk18on to the application", e);
        }
    }

    @Override
    public int memoryKiB() {
        return 4;
    }

    @Override
    public boolean isBelow(Argon2Policy policy) {
        return true;
    }

    private static boolean isBcryptBase64(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '/';
    }
}
