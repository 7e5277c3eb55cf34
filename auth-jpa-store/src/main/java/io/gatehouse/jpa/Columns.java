package io.gatehouse.jpa;

import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.secret.SecretHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How values are kept in columns that every database and provider keeps alike. */
final class Columns {
    /** The longest key of any table. */
    private static final int MAX_KEY = 320;

    private static final int MAX_ADDRESS = 64;

    private Columns() {}

    /**
     * Whether a text can be a key at all. Asked before a text of a client goes into a query: databases differ in what they do with
     * others, and no row has one.
     */
    static boolean isKey(String text) {
        return !text.isEmpty() && text.length() <= MAX_KEY && isText(text);
    }

    /** Whether every database can keep and compare a text: it is Unicode without NUL. */
    static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c) && !isPair(text, i)) {
                return false;
            }
        }
        return true;
    }

    /** A key for two texts together, however long: no two pairs have one. */
    static String digest(String first, String second) {
        return SecretHash.of(first.length() + ":" + first + second).encoded();
    }

    /** An address with its zone fits; whatever else a proxy may name is cut. */
    static String address(String address) {
        return address.substring(0, Math.min(address.length(), MAX_ADDRESS));
    }

    /** Milliseconds since the epoch: providers cut, round or serialize instants, each in its own way. */
    static @Nullable Long millis(Optional<Instant> instant) {
        return instant.map(Instant::toEpochMilli).orElse(null);
    }

    static Optional<Instant> instant(@Nullable Long millis) {
        return Optional.ofNullable(millis).map(Instant::ofEpochMilli);
    }

    /** A JSON array, sorted. */
    static String texts(Set<String> texts) {
        return Json.write(new TreeSet<>(texts));
    }

    static Set<String> texts(String column) {
        try {
            Object parsed = Json.parse(column.getBytes(StandardCharsets.UTF_8));
            if (parsed instanceof List<?> list) {
                return Set.copyOf(list.stream().map(String.class::cast).toList());
            }
        } catch (JsonException | ClassCastException e) {
            throw new IllegalStateException("a column holds no JSON array of strings", e);
        }
        throw new IllegalStateException("a column holds no JSON array");
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
