package io.gatehouse.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64url without padding (RFC 7515 section 2), in exactly one spelling for each value. */
final class Base64Url {
    private Base64Url() {}

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Decodes strictly.
     *
     * @return the bytes; null for padding, white space, other characters, an impossible length, or bits beyond the last byte that
     *     are not zero (RFC 4648 section 3.5), which would give one token several spellings
     */
    static byte @Nullable [] decode(String text) {
        int length = text.length();
        int rest = length % 4;
        if (rest == 1) {
            return null;
        }
        for (int i = 0; i < length; i++) {
            if (value(text.charAt(i)) < 0) {
                return null;
            }
        }
        int unused = rest == 2 ? 0b1111 : rest == 3 ? 0b11 : 0;
        if (length > 0 && (value(text.charAt(length - 1)) & unused) != 0) {
            return null;
        }
        return Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static int value(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' ? 62 : c == '_' ? 63 : -1;
    }
}
