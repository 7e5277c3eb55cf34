package io.gatehouse.servlet;

import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Decodes a path as it was sent, or refuses it if it has a second form: then somebody between the client and the application
 * could understand it differently from the rules. One path, one spelling.
 */
final class RawPath {
    /** The longest path that is looked at, in characters as sent. */
    static final int MAX_LENGTH = 8 * 1024;

    private static final String UNRESERVED_MARKS = "-._~";
    /** {@code pchar} of RFC 3986 section 3.3 besides letters, digits and escapes, without the semicolon; and the slash. */
    private static final String PATH_MARKS = UNRESERVED_MARKS + "!$&'()*+,=:@/";
    /** What no letter may turn into when a file system or a library further down folds look-alikes together. */
    private static final String STRUCTURE = "/\\.;%?#:";

    private final String raw;
    private final UrlPolicy policy;
    private final byte[] bytes;
    private int length;
    private boolean ascii = true;

    private RawPath(String raw, UrlPolicy policy) {
        this.raw = raw;
        this.policy = policy;
        this.bytes = new byte[raw.length()];
    }

    /**
     * Decodes a path once.
     *
     * @param raw the path as sent, from the first slash on, without the query
     * @param policy what is let through
     * @return the path, without path parameters
     * @throws Rejection {@code REQUEST_MALFORMED} if it is ambiguous
     */
    static String decode(String raw, UrlPolicy policy) throws Rejection {
        if (raw.length() > MAX_LENGTH) {
            throw refused("the path is longer than " + MAX_LENGTH + " characters");
        }
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            throw refused("the path does not begin with a slash: " + raw);
        }
        RawPath path = new RawPath(raw, policy);
        path.readBytes();
        String decoded = path.text();
        checkSegments(decoded);
        return decoded;
    }

    /**
     * Refuses segments that a file system or a router may remove: empty ones, except after a trailing slash, and those of dots
     * (RFC 3986 section 5.2.4), also with spaces, which some file systems drop.
     */
    static void checkSegments(String path) throws Rejection {
        int start = 1;
        boolean plain = false;
        for (int i = 1; i <= path.length(); i++) {
            char c = i == path.length() ? '/' : path.charAt(i);
            if (c != '/') {
                plain |= c != '.' && c != ' ';
                continue;
            }
            if (!plain && (i > start || i < path.length())) {
                throw refused("the path has an empty segment or one of dots: " + path);
            }
            start = i + 1;
            plain = false;
        }
    }

    private void readBytes() throws Rejection {
        boolean parameter = false;
        for (int i = 0; i < raw.length(); i++) {
            int value = raw.charAt(i);
            if (value == '%') {
                value = escape(i);
                checkEscaped(value);
                i += 2;
            } else if (value == ';') {
                if (!policy.pathParametersAllowed()) {
                    throw refused("the path has a path parameter: " + raw);
                }
                parameter = true;
            } else if (value == '/') {
                parameter = false;
            } else if (!isLetterOrDigit(value) && PATH_MARKS.indexOf(value) < 0) {
                throw refused("the path has a character that RFC 3986 section 3.3 does not allow: " + raw);
            }
            if (!parameter) {
                ascii &= value < 0x80;
                bytes[length++] = (byte) value;
            }
        }
    }

    /** RFC 3986 section 2.1; {@code %u0041} is none. */
    private int escape(int at) throws Rejection {
        int high = at + 2 < raw.length() ? hex(raw.charAt(at + 1)) : -1;
        int low = high < 0 ? -1 : hex(raw.charAt(at + 2));
        if (low < 0) {
            throw refused("the path has a malformed escape: " + raw);
        }
        return high << 4 | low;
    }

    private void checkEscaped(int value) throws Rejection {
        if (value < 0x20 || value == 0x7f) {
            throw refused("the path has a control character: " + raw);
        }
        if (value == '/' || value == '\\' || value == ';') {
            throw refused("the path has an encoded slash, backslash or semicolon: " + raw);
        }
        if (value == '%' && !policy.encodedPercentAllowed()) {
            throw refused("the path has an encoded percent sign: " + raw);
        }
        // RFC 3986 section 2.3: producers should not encode these, and they mean the same when encoded
        if (isLetterOrDigit(value) || (value < 0x80 && UNRESERVED_MARKS.indexOf(value) >= 0)) {
            throw refused("the path has a character encoded that needs no encoding: " + raw);
        }
    }

    private String text() throws Rejection {
        if (ascii) {
            return length == raw.length() ? raw : new String(bytes, 0, length, StandardCharsets.US_ASCII);
        }
        String text;
        try {
            // a new decoder reports overlong forms, surrogates and whatever else RFC 3629 section 3 forbids
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("the path is not UTF-8: " + raw);
        }
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            throw refused("the path is not in Unicode normalization form C: " + raw);
        }
        checkCharacters(text);
        return text;
    }

    private void checkCharacters(String text) throws Rejection {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c < 0x80) {
                continue;
            }
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.UNASSIGNED) {
                throw refused("the path has a character that is no text: " + raw);
            }
            String folded = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
            if (folded.chars().anyMatch(f -> STRUCTURE.indexOf(f) >= 0)) {
                throw refused("the path has a look-alike of a dot, slash or other separator: " + raw);
            }
        }
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static Rejection refused(String reason) {
        return new Rejection(RequestProblems.REQUEST_MALFORMED, reason);
    }
}
