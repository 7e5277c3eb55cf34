package io.gatehouse.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recursive-descent reader of RFC 8259 that accepts nothing else. One instance reads one text. */
final class JsonReader {
    /** Longer numbers carry no information that a double or long could hold, and cost quadratic time to convert. */
    private static final int MAX_NUMBER_LENGTH = 64;

    private final String text;
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    Object readDocument() throws JsonException {
        Object value = readValue(0);
        skipSpace();
        if (at != text.length()) {
            throw wrong("trailing data");
        }
        return value;
    }

    private Object readValue(int depth) throws JsonException {
        skipSpace();
        char c = peek();
        if (depth == Json.MAX_DEPTH && (c == '{' || c == '[')) {
            throw wrong("nested too deep");
        }
        return switch (c) {
            case '{' -> readObject(depth);
            case '[' -> readArray(depth);
            case '"' -> readString();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", JsonNull.NULL);
            default -> readNumber();
        };
    }

    private JsonObject readObject(int depth) throws JsonException {
        at++;
        Map<String, Object> members = new LinkedHashMap<>();
        skipSpace();
        if (peek() == '}') {
            at++;
            return new JsonObject(members);
        }
        while (true) {
            skipSpace();
            if (peek() != '"') {
                throw wrong("member name expected");
            }
            String name = readString();
            skipSpace();
            expect(':');
            if (members.put(name, readValue(depth + 1)) != null) {
                throw wrong("duplicate member");
            }
            skipSpace();
            if (peek() == '}') {
                at++;
                return new JsonObject(members);
            }
            expect(',');
        }
    }

    private List<Object> readArray(int depth) throws JsonException {
        at++;
        List<Object> values = new ArrayList<>();
        skipSpace();
        if (peek() == ']') {
            at++;
            return List.of();
        }
        while (true) {
            values.add(readValue(depth + 1));
            skipSpace();
            if (peek() == ']') {
                at++;
                return Collections.unmodifiableList(values);
            }
            expect(',');
        }
    }

    private String readString() throws JsonException {
        int start = ++at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                return text.substring(start, at++);
            }
            if (c == '\\') {
                return readEscapedString(start);
            }
            if (c < 0x20) {
                throw wrong("control character in string");
            }
            at++;
        }
        throw wrong("unterminated string");
    }

    private String readEscapedString(int start) throws JsonException {
        StringBuilder out = new StringBuilder().append(text, start, at);
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return requirePairedSurrogates(out.toString());
            }
            if (c < 0x20) {
                throw wrong("control character in string");
            }
            out.append(c == '\\' ? readEscape() : c);
        }
        throw wrong("unterminated string");
    }

    private char readEscape() throws JsonException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> readUnicodeEscape();
            default -> throw wrong("unknown escape");
        };
    }

    private char readUnicodeEscape() throws JsonException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw wrong("four hexadecimal digits expected");
            }
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }

    /** RFC 7493 section 2.1: unpaired surrogates have no UTF-8 form, so parsers downstream would disagree about them. */
    private String requirePairedSurrogates(String s) throws JsonException {
        for (int i = 0; i < s.length(); i++) {
            if (Character.isHighSurrogate(s.charAt(i))
                    && i + 1 < s.length()
                    && Character.isLowSurrogate(s.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(s.charAt(i))) {
                throw wrong("unpaired surrogate");
            }
        }
        return s;
    }

    private Object readNumber() throws JsonException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        boolean integral = true;
        if (at < text.length() && text.charAt(at) == '.') {
            integral = false;
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            integral = false;
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        if (at - start > MAX_NUMBER_LENGTH) {
            throw wrong("number too long");
        }
        return toNumber(text.substring(start, at), integral);
    }

    private Object toNumber(String digits, boolean integral) throws JsonException {
        if (integral && digits.length() <= (digits.startsWith("-") ? 19 : 18)) {
            return Long.valueOf(digits);
        }
        double value = Double.parseDouble(digits);
        if (!Double.isFinite(value)) {
            throw wrong("number out of range");
        }
        return value;
    }

    private void digits() throws JsonException {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw wrong("value expected");
        }
    }

    private Object literal(String literal, Object value) throws JsonException {
        if (!text.startsWith(literal, at)) {
            throw wrong("value expected");
        }
        at += literal.length();
        return value;
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private char peek() throws JsonException {
        if (at >= text.length()) {
            throw wrong("unexpected end");
        }
        return text.charAt(at);
    }

    private void expect(char wanted) throws JsonException {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "' expected");
        }
        at++;
    }

    private JsonException wrong(String what) {
        return new JsonException(what + " at character " + at);
    }
}
