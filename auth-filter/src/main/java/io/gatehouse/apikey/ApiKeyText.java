package io.gatehouse.apikey;

import io.gatehouse.secret.SecretHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A key as its holder writes it: {@code prefix_id_secret} and a checksum over all of that. The id (95 bits) finds the record, the secret
 * (190 bits) proves the right to it. Immutable.
 */
final class ApiKeyText {
    private static final int ID_LENGTH = 16;
    private static final int SECRET_LENGTH = 32;
    /** Six characters hold the 32 bits of a CRC. */
    private static final int CHECKSUM_LENGTH = 6;
    /** How much of the id is shown in listings. */
    private static final int SHOWN = 4;

    private final String prefix;
    private final String id;
    private final String secret;

    private ApiKeyText(String prefix, String id, String secret) {
        this.prefix = prefix;
        this.id = id;
        this.secret = secret;
    }

    /** The regular expression that every key of a prefix matches; {@link #parse} checks the same, and the checksum. */
    static String expression(String prefix) {
        return prefix + "_[0-9A-Za-z]{" + ID_LENGTH + "}_[0-9A-Za-z]{" + (SECRET_LENGTH + CHECKSUM_LENGTH) + "}";
    }

    /** Makes a key that did not exist before. */
    static ApiKeyText issue(String prefix, SecureRandom random) {
        return new ApiKeyText(prefix, Base62.random(ID_LENGTH, random), Base62.random(SECRET_LENGTH, random));
    }

    /** Reads the syntax and the checksum, the length first; the result is not trusted. */
    static Optional<ApiKeyText> parse(String prefix, String text) {
        int idAt = prefix.length() + 1;
        int secretAt = idAt + ID_LENGTH + 1;
        int checksumAt = secretAt + SECRET_LENGTH;
        if (text.length() != checksumAt + CHECKSUM_LENGTH
                || !text.startsWith(prefix)
                || text.charAt(idAt - 1) != '_'
                || text.charAt(secretAt - 1) != '_') {
            return Optional.empty();
        }
        String id = text.substring(idAt, secretAt - 1);
        String secret = text.substring(secretAt, checksumAt);
        if (!Base62.isBase62(id) || !Base62.isBase62(secret)) {
            return Optional.empty();
        }
        return text.endsWith(checksum(text.substring(0, checksumAt)))
                ? Optional.of(new ApiKeyText(prefix, id, secret))
                : Optional.empty();
    }

    /** What finds the record; no secret. */
    String id() {
        return id;
    }

    /** How a person tells keys apart; no part of the secret. */
    String start() {
        return prefix + "_" + id.substring(0, SHOWN);
    }

    /** What the store keeps: the digest of the secret part. */
    SecretHash hash() {
        return SecretHash.of(secret);
    }

    /** Whether a stored digest is that of this key, in a time that does not depend on where they differ. */
    boolean matches(SecretHash hash) {
        return hash.matches(secret);
    }

    /** The whole text: the one time that it leaves the library. */
    String reveal() {
        String body = prefix + "_" + id + "_" + secret;
        return body + checksum(body);
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return start() + "…";
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return Base62.encode(crc.getValue(), CHECKSUM_LENGTH);
    }
}
