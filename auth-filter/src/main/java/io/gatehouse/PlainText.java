package io.gatehouse;

import java.util.function.IntPredicate;

/** Text from outside that people will read: in logs, in lists, on screens. */
public final class PlainText {
    private PlainText() {}

    /**
     * Whether a character shows as itself.
     *
     * @param codePoint the character
     * @return false for what is invisible, breaks a line or turns its direction: control, format and private use characters, line and
     *     paragraph separators, surrogates and what is unassigned
     */
    public static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /**
     * The text for readers that may not know more than ASCII.
     *
     * @param text any text
     * @return the text with a question mark for everything that is not printable ASCII
     */
    public static String ascii(String text) {
        return map(text, c -> c >= 0x20 && c < 0x7f);
    }

    /** The text with a question mark for everything that could forge or hide part of a log line. */
    static String of(String text) {
        if (isPrintableAscii(text)) {
            return text;
        }
        return map(text, PlainText::isPlain);
    }

    private static String map(String text, IntPredicate kept) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(c -> kept.test(c) ? c : '?').forEach(out::appendCodePoint);
        return out.toString();
    }

    /** True for nearly every path and reason: these are passed on as they are, since anyone can cause refusals. */
    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
