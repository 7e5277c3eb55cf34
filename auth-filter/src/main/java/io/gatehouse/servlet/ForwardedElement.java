package io.gatehouse.servlet;

import io.gatehouse.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one proxy has added to a {@code Forwarded} header (RFC 7239 section 4).
 *
 * @param node who came to it
 * @param proto by which scheme
 * @param host looking for which host
 */
record ForwardedElement(Optional<String> node, Optional<String> proto, Optional<String> host) {
    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

    /**
     * Reads a line, all of it: a quotation mark that a client has left open must not hide what a proxy has put behind it.
     *
     * @throws Rejection if it is not well formed
     */
    static List<ForwardedElement> parse(String line) throws Rejection {
        return new Reader(line).elements();
    }

    private static final class Reader {
        private final String line;
        private int at;

        Reader(String line) {
            this.line = line;
        }

        List<ForwardedElement> elements() throws Rejection {
            List<ForwardedElement> elements = new ArrayList<>();
            do {
                elements.add(element());
            } while (accept(','));
            if (at < line.length()) {
                throw malformed();
            }
            return elements;
        }

        private ForwardedElement element() throws Rejection {
            ForwardedElement element = new ForwardedElement(Optional.empty(), Optional.empty(), Optional.empty());
            do {
                skipSpace();
                if (at < line.length() && line.charAt(at) != ';' && line.charAt(at) != ',') {
                    String name = token().toLowerCase(Locale.ROOT);
                    if (at == line.length() || line.charAt(at++) != '=') {
                        throw malformed();
                    }
                    element = element.with(name, value());
                    skipSpace();
                }
            } while (accept(';'));
            return element;
        }

        private String value() throws Rejection {
            if (at == line.length() || line.charAt(at) != '"') {
                return token();
            }
            StringBuilder value = new StringBuilder();
            for (at++; at < line.length(); at++) {
                char c = line.charAt(at);
                if (c == '"') {
                    at++;
                    return value.toString();
                }
                if (c == '\\' && ++at < line.length()) {
                    c = line.charAt(at);
                }
                value.append(c);
            }
            throw malformed();
        }

        private String token() throws Rejection {
            int start = at;
            while (at < line.length() && isTokenCharacter(line.charAt(at))) {
                at++;
            }
            if (start == at) {
                throw malformed();
            }
            return line.substring(start, at);
        }

        private boolean accept(char separator) {
            boolean there = at < line.length() && line.charAt(at) == separator;
            at += there ? 1 : 0;
            return there;
        }

        private void skipSpace() {
            while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
                at++;
            }
        }

        private Rejection malformed() {
            return Sender.refused("Forwarded is not well formed at character " + at + ": " + line);
        }
    }

    /** Each parameter once (section 4); those of other names don't matter. */
    private ForwardedElement with(String name, String value) throws Rejection {
        Optional<String> old = switch (name) {
            case "for" -> node;
            case "proto" -> proto;
            case "host" -> host;
            default -> Optional.empty();
        };
        if (old.isPresent()) {
            throw Sender.refused("Forwarded has " + name + " twice in one element");
        }
        Optional<String> added = Optional.of(value);
        return switch (name) {
            case "for" -> new ForwardedElement(added, proto, host);
            case "proto" -> new ForwardedElement(node, added, host);
            case "host" -> new ForwardedElement(node, proto, added);
            default -> this;
        };
    }

    /** RFC 9110 section 5.6.2. */
    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_SIGNS.indexOf(c) >= 0;
    }
}
