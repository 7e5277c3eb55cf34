package io.gatehouse.servlet;

import java.util.List;

/**
 * Reads {@code Cookie} field values (RFC 6265 section 4.2.1): pairs between semicolons, nothing else. Names are compared exactly,
 * values are not unquoted, and {@code $Version} is a name like any other. Containers are not asked for cookies, since some of
 * them still read the quoted strings of RFC 2109.
 */
final class CookieHeader {
    private CookieHeader() {}

    /**
     * Adds the values of all cookies of a name. A value that begins with a quote reaches to the next quote, whatever is between:
     * what one reader takes for a cookie and another for a part of a value is not ours.
     */
    static void collect(String line, String name, List<String> values) {
        int at = 0;
        while (at < line.length()) {
            int semicolon = endOf(line, at, line.indexOf(';', at));
            int equals = at;
            while (equals < semicolon && line.charAt(equals) != '=') {
                equals++;
            }
            if (equals < semicolon) {
                int start = skipSpace(line, equals + 1, semicolon);
                if (start < semicolon && line.charAt(start) == '"') {
                    int quote = line.indexOf('"', start + 1);
                    if (quote < 0) {
                        return;
                    }
                    semicolon = endOf(line, quote, line.indexOf(';', quote));
                }
                if (isName(line, at, equals, name)) {
                    values.add(line.substring(start, trimmedEnd(line, start, semicolon)));
                }
            }
            at = semicolon + 1;
        }
    }

    private static int endOf(String line, int from, int found) {
        return found < from ? line.length() : found;
    }

    private static boolean isName(String line, int from, int to, String name) {
        int start = skipSpace(line, from, to);
        int end = trimmedEnd(line, start, to);
        return end - start == name.length() && line.startsWith(name, start);
    }

    private static int skipSpace(String line, int from, int to) {
        int at = from;
        while (at < to && isSpace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int trimmedEnd(String line, int from, int to) {
        int end = to;
        while (end > from && isSpace(line.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
