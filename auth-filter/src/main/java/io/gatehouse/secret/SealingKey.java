package io.gatehouse.secret;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key of the application that seals texts for a store, so that the store alone can't reveal them. Keep it where the store is not: it
 * opens everything that it sealed. Immutable; never shows itself.
 */
public final class SealingKey {
    private static final int BYTES = 32;

    private final String secret;
    private final List<String> former;

    private SealingKey(String secret, List<String> former) {
        this.secret = secret;
        this.former = former;
    }

    /**
     * Reads a key.
     *
     * @param encoded 32 random bytes in base64url without padding, 43 characters; for instance of {@code openssl rand -base64 32 | tr '+/'
     *     '-_' | tr -d '='}
     * @return the key
     * @throws IllegalArgumentException if it is anything else; the message does not repeat it
     */
    public static SealingKey parse(String encoded) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a sealing key is base64url without padding");
        }
        if (bytes.length != BYTES || !encode(bytes).equals(encoded)) {
            throw new IllegalArgumentException("a sealing key has " + BYTES + " bytes, in one encoding");
        }
        return new SealingKey(encoded, List.of());
    }

    /**
     * Makes a key, for tests: what it sealed is lost with it.
     *
     * @param random where its bits come from
     * @return a new key
     */
    public static SealingKey generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SealingKey(encode(bytes), List.of());
    }

    /**
     * Opens what another key sealed too, while keys are changed. Nothing new is sealed by it.
     *
     * @param other the key that was used before
     * @return a changed copy
     */
    public SealingKey withFormer(SealingKey other) {
        return new SealingKey(
                secret,
                Stream.of(former, List.of(other.secret), other.former)
                        .flatMap(List::stream)
                        .toList());
    }

    /**
     * Seals a text.
     *
     * @param purpose what the text is for, and whose it is; the same is needed to open it
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
     * @return the text, or empty if it was not sealed by this key or a former one for this purpose, or was changed
     */
    public Optional<String> open(String purpose, SealedText sealed) {
        return Stream.concat(Stream.of(secret), former.stream())
                .flatMap(key -> sealed.open(key, purpose).stream())
                .findFirst();
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "SealingKey[…]";
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
