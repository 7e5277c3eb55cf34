package io.gatehouse.password;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/**
 * What is hashed of a password: all of it, exactly as typed but for Unicode normalization form C, so that keyboards which compose é
 * differently agree (NIST SP 800-63B-4 section 3.1.1.2). Never NFKC: it would make different passwords equal.
 */
final class PasswordText {
    /** The longest password, in code points. */
    static final int MAX_CODE_POINTS = 1024;
    /** The longest text that is normalized at all, in UTF-16 units: ordering accents takes quadratic time. */
    private static final int MAX_TYPED = 2 * MAX_CODE_POINTS;

    private PasswordText() {}

    /** The text in NFC; empty if it is too long or not Unicode. */
    static Optional<String> normal(String typed) {
        if (typed.length() > MAX_TYPED || !isUnicode(typed)) {
            return Optional.empty();
        }
        String normal = Normalizer.normalize(typed, Normalizer.Form.NFC);
        return length(normal) <= MAX_CODE_POINTS ? Optional.of(normal) : Optional.empty();
    }

    /** The bytes to hash, to be wiped by the caller; empty if no password has this text. */
    static Optional<byte[]> utf8(String typed) {
        return typed.isEmpty() ? Optional.empty() : normal(typed).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** NIST SP 800-63B-4 section 3.1.1.2: one code point is one character. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** False if there is half a surrogate pair: an encoder would replace it, and all such passwords would be one. */
    static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
