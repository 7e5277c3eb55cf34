package io.gatehouse.login;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What counts as one client address: an IPv4 address, or the first 64 bits of an IPv6 one, which is what a line is given. */
final class AddressBlock {
    private static final int GROUPS = 8;

    private AddressBlock() {}

    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        int lastColon = address.lastIndexOf(':');
        if (address.indexOf('.') > lastColon) {
            return address.substring(lastColon + 1);
        }
        List<String> groups = new ArrayList<>();
        int gap = -1;
        for (String group : address.split(":", -1)) {
            if (!group.isEmpty()) {
                groups.add(group);
            } else if (gap < 0) {
                gap = groups.size();
            }
        }
        if (gap >= 0) {
            groups.addAll(gap, Collections.nCopies(Math.max(0, GROUPS - groups.size()), "0"));
        }
        return String.join(":", groups.subList(0, Math.min(4, groups.size()))) + "::/64";
    }
}
