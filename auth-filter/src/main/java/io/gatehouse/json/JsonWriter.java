package io.gatehouse.json;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes JSON values; see {@link Json#write}. */
final class JsonWriter {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonWriter() {}

    static void write(Object value, StringBuilder out) {
        if (value instanceof String text) {
            writeString(text, out);
        } else if (value instanceof Map<?, ?> members) {
            writeObject(members, out);
        } else if (value instanceof JsonObject object) {
            writeObject(object.members(), out);
        } else if (value instanceof Iterable<?> values) {
            writeArray(values, out);
        } else if (value instanceof Instant instant) {
            writeString(instant.toString(), out);
        } else if (value instanceof Optional<?> optional) {
            write(optional.isPresent() ? optional.get() : JsonNull.NULL, out);
        } else if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException("not a finite number");
        } else if (value instanceof Number || value instanceof Boolean || value instanceof JsonNull) {
            out.append(value);
        } else {
            throw new IllegalArgumentException(
                    "no JSON form for " + value.getClass().getName());
        }
    }

    private static void writeObject(Map<?, ?> members, StringBuilder out) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : members.entrySet()) {
            out.append(separator);
            if (!(member.getKey() instanceof String name)) {
                throw new IllegalArgumentException("a member's name is a string");
            }
            writeString(name, out);
            out.append(':');
            write(member.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void writeArray(Iterable<?> values, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (Object value : values) {
            out.append(separator);
            write(value, out);
            separator = ",";
        }
        out.append(']');
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        int plainFrom = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isPlain(c)) {
                out.append(text, plainFrom, i);
                writeEscaped(c, out);
                plainFrom = i + 1;
            }
        }
        out.append(plainFrom == 0 ? text : text.substring(plainFrom)).append('"');
    }

    private static boolean isPlain(char c) {
        return switch (c) {
            case '"', '\\', '<', '>', '&', 0x7f, 0x2028, 0x2029 -> false;
            default -> c >= 0x20;
        };
    }

    private static void writeEscaped(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> escape(c, out);
        }
    }

    private static void escape(char c, StringBuilder out) {
        out.append("\\u")
                .append(HEX[c >> 12])
                .append(HEX[c >> 8 & 15])
                .append(HEX[c >> 4 & 15])
                .append(HEX[c & 15]);
    }
}
