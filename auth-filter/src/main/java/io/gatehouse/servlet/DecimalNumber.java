package io.gatehouse.servlet;

/** Numbers in headers. The JDK's own parsers take signs and the digits of all scripts. */
final class DecimalNumber {
    private DecimalNumber() {}

    /** Reads ASCII digits without leading zeros; negative if the text is anything else, or longer. */
    static int parse(String text, int digits) {
        if (text.isEmpty() || text.length() > digits || (text.length() > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
