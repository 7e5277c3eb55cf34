package io.gatehouse.password;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a hash string, {@code $id$…$…} (PHC string format). Strict: numbers without sign and leading zeros, base64 without
 * padding and stray bits, so that a hash has one spelling only.
 */
final class PhcFields {
    /** The longest string that is looked at. */
    static final int MAX_LENGTH = 512;

    private static final int MAX_DIGITS = 9;

    private PhcFields() {}

    /** Splits at each dollar sign; the string begins with one. Empty if it has another form. */
    static List<String> split(String text) {
        if (text.length() > MAX_LENGTH || !text.startsWith("$")) {
            return List.of();
        }
        List<String> fields = new ArrayList<>();
        int start = 1;
        for (int end = text.indexOf('$', start); end >= 0; end = text.indexOf('$', start)) {
            fields.add(text.substring(start, end));
            start = end + 1;
        }
        fields.add(text.substring(start));
        return fields;
    }

    /** Reads {@code name=number} pairs, which must have exactly these names in this order. */
    static Optional<int[]> numbers(String field, String... names) {
        int[] values = new int[names.length];
        int at = 0;
        for (int i = 0; i < names.length; i++) {
            String start = (i == 0 ? "" : ",") + names[i] + "=";
            if (!field.startsWith(start, at)) {
                return Optional.empty();
            }
            at += start.length();
            int end = field.indexOf(',', at);
            Optional<Integer> value = number(field.substring(at, end < 0 ? field.length() : end));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values[i] = value.get();
            at = end < 0 ? field.length() : end;
        }
        return at == field.length() ? Optional.of(values) : Optional.empty();
    }

    static Optional<Integer> number(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean canonical = digits && (text.length() == 1 || text.charAt(0) != '0');
        return canonical ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    /** Reads base64 without padding, of a length between the bounds. */
    static Optional<byte[]> bytes(String text, int least, int most) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            boolean fits = bytes.length >= least
                    && bytes.length <= most
                    && base64(bytes).equals(text);
            return fits ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a password, in UTF-8, has a NUL: older schemes can't tell where such a password ends. */
    static boolean hasNul(byte[] password) {
        for (byte b : password) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    static void wipe(char[] chars) {
        Arrays.fill(chars, '\0');
    }
}
