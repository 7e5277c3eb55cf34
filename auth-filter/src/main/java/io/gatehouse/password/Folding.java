package io.gatehouse.password;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The form in which passwords are compared with what is easily guessed: NFC, no case, and look-alikes equal. Never for hashing. */
final class Folding {
    /** The shortest word that is looked for. */
    static final int MIN_WORD = 3;

    private static final String DISGUISED = "@43105$7!|l";
    private static final String LETTERS = "aaeiosstiii";

    private Folding() {}

    static String fold(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** Whether a folded word stands in a folded text, be it with digits and signs in the place of letters. */
    static boolean standsAt(String word, String text, int at) {
        if (at + word.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text.charAt(at + i) != word.charAt(i) && plain(text.charAt(at + i)) != plain(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** How long the text is that a password repeats, in code points; the whole length if it repeats none. */
    static int period(String text) {
        int[] c = text.codePoints().toArray();
        int[] border = new int[c.length + 1];
        border[0] = -1;
        for (int i = 0, k = -1; i < c.length; ) {
            while (k >= 0 && c[i] != c[k]) {
                k = border[k];
            }
            border[++i] = ++k;
        }
        int period = c.length - border[c.length];
        return 2 * period <= c.length ? period : c.length;
    }

    /** The words that do not count: context words, and the parts of what is known of a person; longest first. */
    static List<String> words(Collection<String> contextWords, Collection<String> personal) {
        TreeSet<String> words = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        words.addAll(contextWords);
        for (String text : personal) {
            String folded = fold(text);
            words.add(folded);
            int start = 0;
            for (int i = 0; i <= folded.length(); i++) {
                if (i == folded.length() || !Character.isLetterOrDigit(folded.charAt(i))) {
                    words.add(folded.substring(start, i));
                    start = i + 1;
                }
            }
        }
        words.removeIf(word -> word.length() < MIN_WORD);
        return List.copyOf(words);
    }

    /** How many code points of a text are not part of any of the words. */
    static int lengthWithout(String text, List<String> words) {
        int length = 0;
        int at = 0;
        while (at < text.length()) {
            int skip = 0;
            for (String word : words) {
                if (skip == 0 && standsAt(word, text, at)) {
                    skip = word.length();
                }
            }
            if (skip == 0) {
                length++;
                skip = Character.charCount(text.codePointAt(at));
            }
            at += skip;
        }
        return length;
    }

    /** One sign for all that look alike: {@code 1 l | !} are {@code i}. */
    static char plain(char c) {
        int index = DISGUISED.indexOf(c);
        return index < 0 ? c : LETTERS.charAt(index);
    }
}
