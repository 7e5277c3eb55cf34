package io.gatehouse.apikey;

import java.security.SecureRandom;

/** Digits and letters only: survives a double click, a shell and an address without quoting. */
final class Base62 {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Base62() {}

    /** Draws each character uniformly: {@link SecureRandom#nextInt(int)} draws again rather than prefer some remainders. */
    static String random(int length, SecureRandom random) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return out.toString();
    }

    /** Writes a number that is not negative, most significant digit first, with zeros in front. */
    static String encode(long number, int length) {
        char[] out = new char[length];
        long rest = number;
        for (int i = length - 1; i >= 0; i--) {
            out[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(out);
    }

    static boolean isBase62(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
