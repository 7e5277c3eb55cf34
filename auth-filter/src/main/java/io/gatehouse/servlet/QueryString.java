package io.gatehouse.servlet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads query strings: pairs between ampersands, {@code +} for the space, escapes of UTF-8. Looks pairs up one after the other
 * and keeps none, so that hostile names can't fill a table; containers bound the whole text. {@code getParameter} would read the
 * body.
 */
final class QueryString {
    /** Stands for what can't be decoded, so that a broken value is never taken for an absent one. */
    private static final char REPLACEMENT = '\uFFFD';

    private QueryString() {}

    /** The decoded values of a parameter, in the order sent. What is malformed in them becomes U+FFFD. */
    static List<String> values(String query, String name) {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (at <= query.length()) {
            int ampersand = query.indexOf('&', at);
            int end = ampersand < 0 ? query.length() : ampersand;
            int nameEnd = at;
            while (nameEnd < end && query.charAt(nameEnd) != '=') {
                nameEnd++;
            }
            if (nameEnd > at && decode(query.substring(at, nameEnd)).equals(name)) {
                values.add(nameEnd == end ? "" : decode(query.substring(nameEnd + 1, end)));
            }
            at = end + 1;
        }
        return values;
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0 && text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c == '+' ? ' ' : c;
            if (c == '%') {
                int high = i + 2 < text.length() ? hex(text.charAt(i + 1)) : -1;
                int low = high < 0 ? -1 : hex(text.charAt(i + 2));
                value = low < 0 ? REPLACEMENT : high << 4 | low;
                i += 2;
            } else if (c >= 0x80) {
                value = REPLACEMENT;
            }
            if (value == REPLACEMENT) {
                return String.valueOf(REPLACEMENT);
            }
            bytes[length++] = (byte) value;
        }
        // replaces malformed UTF-8
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
