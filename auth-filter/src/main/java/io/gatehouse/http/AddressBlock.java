package io.gatehouse.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What counts as one client address: an IPv4 address, or the first 64 bits of an IPv6 one, which is what a line is given. Every
 * spelling of an address (RFC 4291 section 2.2) comes to the same block. What is no address is a block of its own.
 */
public final class AddressBlock {
    private static final int GROUPS = 8;

    private AddressBlock() {}

    /**
     * The block of an address.
     *
     * @param address an address in any spelling
     * @return the block; the text itself if it is no address
     */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String text = address.toLowerCase(Locale.ROOT);
        int gap = text.indexOf("::");
        List<Integer> groups = new ArrayList<>();
        if (!addGroups(gap < 0 ? text : text.substring(0, gap), groups)) {
            return address;
        }
        if (gap >= 0) {
            List<Integer> tail = new ArrayList<>();
            if (!addGroups(text.substring(gap + 2), tail)) {
                return address;
            }
            while (groups.size() + tail.size() < GROUPS) {
                groups.add(0);
            }
            groups.addAll(tail);
        }
        return groups.size() == GROUPS ? block(groups) : address;
    }

    /** IPv4-mapped addresses (section 2.5.5.2) are IPv4 clients that a dual-stack socket has accepted. */
    private static String block(List<Integer> groups) {
        if (groups.subList(0, 6).equals(List.of(0, 0, 0, 0, 0, 0xffff))) {
            int high = groups.get(6);
            int low = groups.get(7);
            return (high >> 8) + "." + (high & 0xff) + "." + (low >> 8) + "." + (low & 0xff);
        }
        StringBuilder out = new StringBuilder();
        for (int group : groups.subList(0, 4)) {
            out.append(Integer.toHexString(group)).append(':');
        }
        return out.append(":/64").toString();
    }

    private static boolean addGroups(String text, List<Integer> groups) {
        if (text.isEmpty()) {
            return true;
        }
        for (String group : text.split(":", -1)) {
            boolean good = group.indexOf('.') < 0 ? addNumber(group, 16, 4, groups) : addDotted(group, groups);
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private static boolean addDotted(String text, List<Integer> groups) {
        List<Integer> bytes = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            if (!addNumber(part, 10, 3, bytes)) {
                return false;
            }
        }
        if (bytes.size() != 4) {
            return false;
        }
        groups.add(bytes.get(0) << 8 | bytes.get(1));
        groups.add(bytes.get(2) << 8 | bytes.get(3));
        return true;
    }

    private static boolean addNumber(String text, int radix, int length, List<Integer> numbers) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return false;
            }
            value = value * radix + digit;
        }
        numbers.add(value);
        return !text.isEmpty() && text.length() <= length && (radix == 16 || value < 256);
    }
}
