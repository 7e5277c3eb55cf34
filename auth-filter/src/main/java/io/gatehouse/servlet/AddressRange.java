package io.gatehouse.servlet;

import java.util.Optional;

/**
 * An address, or a block of them.
 *
 * @param first the first one
 * @param bits how many of the leading bits of 128 all of them share
 */
record AddressRange(IpAddress first, int bits) {
    private static final int IPV4_BITS = 96;

    /**
     * Reads {@code 192.0.2.1}, {@code 10.0.0.0/8}, {@code 2001:db8::1} or {@code fd00::/8}.
     *
     * @throws IllegalArgumentException for anything else, and for the block of all addresses
     */
    static AddressRange of(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> parsed = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (parsed.isEmpty()) {
            throw refused(text, "no IPv4 or IPv6 address or block; names are not looked up");
        }
        IpAddress address = parsed.get();
        boolean dotted = text.indexOf(':') < 0;
        int most = dotted ? 128 - IPV4_BITS : 128;
        int given = slash < 0 ? most : DecimalNumber.parse(text.substring(slash + 1), 3);
        if (given < 0 || given > most) {
            throw refused(text, "the number after the slash is not 0 to " + most);
        }
        int bits = dotted ? IPV4_BITS + given : given;
        if (!address.prefix(bits).equals(address)) {
            throw refused(text, "the address has bits beyond the first " + given);
        }
        if (given == 0 || (address.isIpv4() && bits <= IPV4_BITS)) {
            throw refused(text, "anyone would be a proxy");
        }
        return new AddressRange(address, bits);
    }

    /** Blocks of IPv6 addresses contain no IPv4 address, though those are held as IPv6 ones. */
    boolean contains(IpAddress address) {
        return address.isIpv4() == first.isIpv4() && address.prefix(bits).equals(first);
    }

    private static IllegalArgumentException refused(String text, String reason) {
        return new IllegalArgumentException("trusted proxy \"" + text + "\": " + reason);
    }
}
