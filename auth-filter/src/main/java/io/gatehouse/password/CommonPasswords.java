package io.gatehouse.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The passwords that are tried first, by rule in place of a list: a whole password is common if it is made of a few parts, each a
 * common word, a sequence, keys side by side, one sign repeated, or a short padding: up to
 * four digits and signs, the first of which may be a letter. So some millions of passwords are refused at
 * the price of some thousand words. Immutable.
 */
final class CommonPasswords {
    private static final int WORD_COST = 8;
    private static final int PADDING_COST = 6;
    private static final int RUN_COST = 5;
    /** Two words and a padding, but not three words; four sequences, but not three paddings and a sequence: digits may be random. */
    private static final int MAX_COST = 22;

    private static final int MIN_RUN = 3;
    private static final int MAX_PADDING = 4;

    /** What fingers and minds run along, in both directions. */
    private static final List<String> LINES = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "01234567890",
            "qwertyuiop",
            "asdfghjkl",
            "zxcvbnm",
            "qwertzuiop",
            "yxcvbnm",
            "azertyuiop",
            "qsdfghjklm",
            "wxcvbn",
            "!@#$%^&*()_+",
            "qweasdzxc123",
            "123qweasdzxc",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
            "zaq12wsxcde34rfvbgt56yhnmju78ik",
            "zaq1xsw2cde3vfr4bgt5nhy6mju7",
            "qazwsxedcrfvtgbyhnujmikolp",
            "1q2w3e4r5t6y7u8i9o0p",
            "q1w2e3r4t5y6u7i8o9p0",
            "a1b2c3d4e5f6g7h8i9j0",
            "1a2b3c4d5e6f7g8h9i0j");

    private final List<String> words;
    private final Map<Character, List<String>> byStart = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    private CommonPasswords(List<String> words) {
        this.words = List.copyOf(words);
        for (String word : words) {
            byStart.computeIfAbsent(Folding.plain(word.charAt(0)), c -> new ArrayList<>())
                    .add(word);
        }
        for (String line : LINES) {
            lines.add(line);
            lines.add(new StringBuilder(line).reverse().toString());
        }
    }

    static CommonPasswords load() {
        try (InputStream in = CommonPasswords.class.getResourceAsStream("common-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("common-words.txt is missing from the jar");
            }
            return new CommonPasswords(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What people make passwords of. */
    List<String> words() {
        return words;
    }

    /** Whether a whole password, folded, is common: the cheapest way to put it together from parts. */
    boolean contains(String folded) {
        int[] cost = new int[folded.length() + 1];
        Arrays.fill(cost, MAX_COST + 1);
        cost[0] = 0;
        for (int at = 0; at < folded.length(); at++) {
            if (cost[at] < MAX_COST) {
                extend(folded, at, cost);
            }
        }
        return cost[folded.length()] <= MAX_COST;
    }

    private void extend(String text, int at, int[] cost) {
        for (String word : byStart.getOrDefault(Folding.plain(text.charAt(at)), List.of())) {
            if (Folding.standsAt(word, text, at)) {
                lower(cost, at + word.length(), cost[at] + WORD_COST);
            }
        }
        for (String line : lines) {
            for (int start = line.indexOf(text.charAt(at));
                    start >= 0;
                    start = line.indexOf(text.charAt(at), start + 1)) {
                runs(at, common(line, start, text, at), cost);
            }
        }
        int same = at;
        while (same < text.length() && text.charAt(same) == text.charAt(at)) {
            same++;
        }
        runs(at, same - at, cost);
        for (int end = at + 1; end <= text.length() && end <= at + MAX_PADDING; end++) {
            lower(cost, end, cost[at] + PADDING_COST);
            if (end < text.length() && Character.isLetter(text.charAt(end))) {
                break;
            }
        }
    }

    private static void runs(int at, int length, int[] cost) {
        for (int end = at + MIN_RUN; end <= at + length; end++) {
            lower(cost, end, cost[at] + RUN_COST);
        }
    }

    private static int common(String line, int start, String text, int at) {
        int length = 0;
        while (start + length < line.length()
                && at + length < text.length()
                && line.charAt(start + length) == text.charAt(at + length)) {
            length++;
        }
        return length;
    }

    private static void lower(int[] cost, int at, int value) {
        cost[at] = Math.min(cost[at], value);
    }
}
