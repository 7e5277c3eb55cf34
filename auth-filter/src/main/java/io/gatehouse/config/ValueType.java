package io.gatehouse.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a value is written.
 *
 * @param shape says so in the list of keys
 * @param parser reads it, or throws {@link WrongValueException}
 */
record ValueType<T>(String shape, Function<String, T> parser) {
    private static final Map<String, Long> DURATION_MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> SIZE_BYTES =
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
    private static final int MAX_DIGITS = 12;

    static final ValueType<String> TEXT = new ValueType<>("text", text -> text);
    static final ValueType<Boolean> FLAG = new ValueType<>("true or false", ValueType::flag);
    static final ValueType<Integer> COUNT = new ValueType<>("whole number", ValueType::count);
    static final ValueType<Duration> DURATION =
            new ValueType<>("duration (`30s`, `15m`, `12h`, `7d`)", ValueType::duration);
    static final ValueType<Long> SIZE = new ValueType<>("size (`8KiB`, `19MiB`)", ValueType::size);
    static final ValueType<List<String>> LIST = new ValueType<>("list, by commas", ValueType::list);
    static final ValueType<URI> ADDRESS = new ValueType<>("address", ValueType::address);
    static final ValueType<SecretReference> SECRET =
            new ValueType<>("`env:NAME` or `file:/path`", SecretReference::parse);

    static <T> ValueType<T> oneOf(Map<String, T> choices) {
        String names = String.join(" or ", choices.keySet().stream().sorted().toList());
        return new ValueType<>(names, text -> {
            T choice = choices.get(text);
            if (choice == null) {
                throw new WrongValueException("is \"" + text + "\", but must be " + names);
            }
            return choice;
        });
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new WrongValueException("is \"" + text + "\", but must be true or false");
        }
        return text.equals("true");
    }

    private static int count(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new WrongValueException("is \"" + text + "\", which is no whole number");
        }
    }

    private static Duration duration(String text) {
        try {
            return text.startsWith("P") ? Duration.parse(text) : Duration.ofMillis(scaled(text, DURATION_MILLIS));
        } catch (DateTimeException | ArithmeticException e) {
            throw new WrongValueException(
                    "is \"" + text + "\", which is no duration: write one like 30s, 15m, 12h or 7d");
        }
    }

    private static long size(String text) {
        try {
            return scaled(text, SIZE_BYTES);
        } catch (DateTimeException | ArithmeticException e) {
            throw new WrongValueException("is \"" + text + "\", which is no size: write one like 8KiB or 19MiB");
        }
    }

    private static long scaled(String text, Map<String, Long> units) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        Long unit = units.get(text.substring(digits));
        if (digits == 0 || digits > MAX_DIGITS || unit == null) {
            throw new ArithmeticException("neither number nor unit");
        }
        return Math.multiplyExact(Long.parseLong(text.substring(0, digits)), unit);
    }

    static List<String> list(String text) {
        List<String> items = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (items.contains("")) {
            throw new WrongValueException("has an empty item: write a, b, c");
        }
        if (items.stream().distinct().count() < items.size()) {
            throw new WrongValueException("names one item twice");
        }
        return items;
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getScheme() != null && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new WrongValueException("is \"" + text + "\", which is no address: write one like https://host/path");
    }
}
