package io.gatehouse.servlet;

import java.util.Optional;

/**
 * An address, whatever its spelling (RFC 4291 section 2.2): an IPv4 address is held as the IPv4-mapped one that a dual-stack socket
 * reports (section 2.5.5.2). Names are never looked up.
 */
record IpAddress(long high, long low) {
    private static final int GROUPS = 8;
    private static final long MAPPED = 0xffff_0000_0000L;
    private static final long LAST_32_BITS = 0xffff_ffffL;

    /** Reads a literal, without brackets, port or zone. No leading zeros in dotted decimals: some take them for octal numbers. */
    static Optional<IpAddress> parse(String text) {
        if (text.indexOf(':') < 0) {
            long dotted = dotted(text);
            return dotted < 0 ? Optional.empty() : Optional.of(new IpAddress(0, MAPPED | dotted));
        }
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        int[] groups = new int[GROUPS];
        int front = addGroups(gap < 0 ? text : text.substring(0, gap), groups, gap < 0, gap >= 0);
        if (front < 0 || (gap < 0 && front != GROUPS)) {
            return Optional.empty();
        }
        if (gap >= 0) {
            int[] tail = new int[GROUPS];
            int count = addGroups(text.substring(gap + 2), tail, true, true);
            if (count < 0 || front + count >= GROUPS) {
                return Optional.empty();
            }
            System.arraycopy(tail, 0, groups, GROUPS - count, count);
        }
        return Optional.of(new IpAddress(number(groups, 0), number(groups, 4)));
    }

    /** What a container calls an address, without the brackets that Jetty puts around IPv6, and without the zone. */
    static String bare(String address) {
        String inner =
                address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        int zone = inner.indexOf('%');
        return zone < 0 ? inner : inner.substring(0, zone);
    }

    /** Reads what stands between brackets. */
    static Optional<IpAddress> parseIpv6(String text) {
        return text.indexOf(':') < 0 ? Optional.empty() : parse(text);
    }

    boolean isIpv4() {
        return high == 0 && (low & ~LAST_32_BITS) == MAPPED;
    }

    /** Whether it is the machine's own, seen from there. */
    boolean isLoopback() {
        return isIpv4() ? (low >> 24 & 0xff) == 127 : high == 0 && low == 1;
    }

    /** With zeros for all bits but the first. */
    IpAddress prefix(int bits) {
        return new IpAddress(bits >= 64 ? high : high & mask(bits), bits <= 64 ? 0 : low & mask(bits - 64));
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    /** How many groups were read; negative if the text is none. */
    private static int addGroups(String text, int[] groups, boolean atEnd, boolean besideGap) {
        if (text.isEmpty()) {
            return besideGap ? 0 : -1;
        }
        int count = 0;
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf(':', start);
            boolean last = end < 0;
            String group = text.substring(start, last ? text.length() : end);
            long dotted = last && atEnd ? dotted(group) : -1;
            int needed = dotted < 0 ? 1 : 2;
            if (count + needed > GROUPS) {
                return -1;
            }
            if (dotted < 0) {
                int value = hex(group);
                if (value < 0) {
                    return -1;
                }
                groups[count++] = value;
            } else {
                groups[count++] = (int) (dotted >> 16);
                groups[count++] = (int) (dotted & 0xffff);
            }
            start = last ? text.length() + 1 : end + 1;
        }
        return count;
    }

    private static int hex(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Four decimal numbers; negative if the text is not that. */
    private static long dotted(String text) {
        if (text.length() > 15) {
            return -1;
        }
        long value = 0;
        int parts = 0;
        int start = 0;
        while (start <= text.length()) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            int part = DecimalNumber.parse(text.substring(start, end), 3);
            if (part < 0 || part > 255 || ++parts > 4) {
                return -1;
            }
            value = value << 8 | part;
            start = end + 1;
        }
        return parts == 4 ? value : -1;
    }

    private static long number(int[] groups, int from) {
        long number = 0;
        for (int i = from; i < from + 4; i++) {
            number = number << 16 | groups[i];
        }
        return number;
    }

    /** The address as containers write it. */
    @Override
    public String toString() {
        if (isIpv4()) {
            return (low >> 24 & 0xff) + "." + (low >> 16 & 0xff) + "." + (low >> 8 & 0xff) + "." + (low & 0xff);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            long half = i < 4 ? high : low;
            text.append(i == 0 ? "" : ":").append(Long.toHexString(half >>> (48 - i % 4 * 16) & 0xffff));
        }
        return text.toString();
    }
}
