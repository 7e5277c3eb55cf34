package io.gatehouse.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes JSON. Values are {@link JsonObject}, {@link java.util.List}, {@link String}, {@link Long}, {@link Double},
 * {@link Boolean} and {@link JsonNull}. Stateless and safe for any number of threads.
 */
public final class Json {
    /** The deepest nesting that is read. */
    public static final int MAX_DEPTH = 16;

    private Json() {}

    /**
     * Reads one JSON value.
     *
     * @param utf8 the whole text in UTF-8, without a byte order mark
     * @return the value
     * @throws JsonException if the bytes are not UTF-8, not exactly one JSON value, repeat a member name, or nest deeper than
     *     {@value #MAX_DEPTH}
     */
    public static Object parse(byte[] utf8) throws JsonException {
        return new JsonReader(decode(utf8)).readDocument();
    }

    /**
     * Reads one JSON object.
     *
     * @param utf8 the whole text in UTF-8, without a byte order mark
     * @return the object
     * @throws JsonException as {@link #parse}, and if the value is not an object
     */
    public static JsonObject parseObject(byte[] utf8) throws JsonException {
        if (parse(utf8) instanceof JsonObject object) {
            return object;
        }
        throw new JsonException("not a JSON object");
    }

    /**
     * Writes a value as JSON that is also harmless inside HTML and JavaScript: {@code < > &} and the line separators
     * U+2028/2029 are escaped.
     *
     * @param value a map, iterable, string, number, boolean, {@link java.time.Instant} (ISO-8601), {@link java.util.Optional}
     *     (its value, or null), {@link JsonObject} or {@link JsonNull}
     * @return the text
     * @throws IllegalArgumentException if the value is of another type or not a finite number
     */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder(256);
        JsonWriter.write(value, out);
        return out.toString();
    }

    private static String decode(byte[] utf8) throws JsonException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonException("not UTF-8");
        }
    }
}
