package io.gatehouse.secret;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A random credential without meaning: {@code prefix_id.secret}. The id (128 bits) finds the record, the secret (256 bits) proves
 * the right to it. Immutable.
 */
public final class OpaqueToken {
    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final int ID_LENGTH = 22;
    private static final int SECRET_LENGTH = 43;

    private final String prefix;
    private final String id;
    private final String secret;

    private OpaqueToken(String prefix, String id, String secret) {
        this.prefix = prefix;
        this.id = id;
        this.secret = secret;
    }

    /**
     * Makes a token.
     *
     * @param prefix what kind of token it is, 1 to 8 lower-case letters
     * @param random where its bits come from
     * @return a token that did not exist before
     * @throws IllegalArgumentException if the prefix has another form
     */
    public static OpaqueToken issue(String prefix, SecureRandom random) {
        if (prefix.isEmpty() || prefix.length() > 8 || !prefix.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            throw new IllegalArgumentException("a token's prefix is 1 to 8 lower-case letters");
        }
        return new OpaqueToken(prefix, randomText(random, ID_BYTES), randomText(random, SECRET_BYTES));
    }

    /**
     * A token for the same record, with another secret.
     *
     * @param random where its bits come from
     * @return the successor
     */
    public OpaqueToken renewed(SecureRandom random) {
        return new OpaqueToken(prefix, id, randomText(random, SECRET_BYTES));
    }

    /**
     * Reads a token's syntax; the result is not trusted.
     *
     * @param prefix the kind of token that is expected
     * @param text the text, as received
     * @return the token, or empty if the text is none of this kind
     */
    public static Optional<OpaqueToken> parse(String prefix, String text) {
        int idAt = prefix.length() + 1;
        int secretAt = idAt + ID_LENGTH + 1;
        if (text.length() != secretAt + SECRET_LENGTH
                || !text.startsWith(prefix)
                || text.charAt(idAt - 1) != '_'
                || text.charAt(secretAt - 1) != '.') {
            return Optional.empty();
        }
        String id = text.substring(idAt, secretAt - 1);
        String secret = text.substring(secretAt);
        return isBase64Url(id) && isBase64Url(secret)
                ? Optional.of(new OpaqueToken(prefix, id, secret))
                : Optional.empty();
    }

    /**
     * A random id for a record that needs no secret.
     *
     * @param random where its bits come from
     * @return 22 characters of base64url, 128 bits
     */
    public static String newId(SecureRandom random) {
        return randomText(random, ID_BYTES);
    }

    /**
     * What finds the record; no secret.
     *
     * @return 22 characters of base64url
     */
    public String id() {
        return id;
    }

    /**
     * What the store keeps.
     *
     * @return the digest of the secret part
     */
    public SecretHash hash() {
        return SecretHash.of(secret);
    }

    /**
     * Whether a stored digest is that of this token.
     *
     * @param hash the stored digest
     * @return true if it is
     */
    public boolean matches(SecretHash hash) {
        return hash.matches(secret);
    }

    /**
     * Seals a text so that only this token opens it.
     *
     * @param purpose what the text is for; the same is needed to open it
     * @param text the text
     * @param random where the nonce comes from
     * @return the sealed text
     */
    public SealedText seal(String purpose, String text, SecureRandom random) {
        return SealedText.seal(secret, purpose, text, random);
    }

    /**
     * Opens what {@link #seal} sealed.
     *
     * @param purpose the purpose it was sealed for
     * @param sealed the sealed text
     * @return the text, or empty if it was not sealed by this token for this purpose, or was changed
     */
    public Optional<String> open(String purpose, SealedText sealed) {
        return sealed.open(secret, purpose);
    }

    /**
     * The whole text: the one time that it leaves the library.
     *
     * @return {@code prefix_id.secret}
     */
    public String reveal() {
        return prefix + "_" + id + "." + secret;
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return prefix + "_" + id + ".…";
    }

    private static String randomText(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean isBase64Url(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits =
                    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
