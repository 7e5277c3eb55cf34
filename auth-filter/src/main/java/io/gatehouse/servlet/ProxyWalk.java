package io.gatehouse.servlet;

import io.gatehouse.Rejection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The way from this server back to the client, one proxy after the other, as far as each is trusted to tell who came to it. What
 * lies beyond the first address that is no trusted proxy is the client's own text, and is not even looked at. For one request.
 */
final class ProxyWalk {
    private static final int MAX_HOPS = 10;

    private final Predicate<IpAddress> trusted;
    private IpAddress at;
    private int hops;
    private boolean closed;

    /**
     * Starts at the connection.
     *
     * @param peer a trusted proxy
     */
    ProxyWalk(IpAddress peer, Predicate<IpAddress> trusted) {
        this.at = peer;
        this.trusted = trusted;
    }

    /** Whether the way goes on, if more was said. */
    boolean isOpen() {
        return !closed && trusted.test(at);
    }

    /** How far it has got; the client, when it is no longer open or no more was said. */
    IpAddress at() {
        return at;
    }

    /**
     * One step away from this server.
     *
     * @param node who came to the proxy that the walk has reached
     * @throws Rejection if that is no address, or the way is too long
     */
    void step(String node) throws Rejection {
        if (++hops > MAX_HOPS) {
            throw Sender.refused("more than " + MAX_HOPS + " proxies");
        }
        IpAddress address = address(node)
                .orElseThrow(() -> Sender.refused("no address, where the next proxy or the client should be: " + node));
        // what another machine calls its own is that machine, not this one: it must not pass for local
        boolean elsewhere = address.isLoopback() && !at.isLoopback();
        at = elsewhere ? at : address;
        // and what is said left of it was told to a machine that is not trusted
        closed = elsewhere && !trusted.test(address);
    }

    /** RFC 7239 section 6, but that a proxy must not hide the node; in {@code X-Forwarded-For} IPv6 addresses have no brackets. */
    private static Optional<IpAddress> address(String node) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            return end > 0 && isPort(node.substring(end + 1))
                    ? IpAddress.parseIpv6(node.substring(1, end))
                    : Optional.empty();
        }
        int colon = node.indexOf(':');
        if (colon < 0 || colon != node.lastIndexOf(':')) {
            return IpAddress.parse(node);
        }
        return isPort(node.substring(colon)) ? IpAddress.parse(node.substring(0, colon)) : Optional.empty();
    }

    /** Nothing, or a colon and a port; what number it is does not matter. */
    private static boolean isPort(String text) {
        return text.isEmpty() || (text.charAt(0) == ':' && DecimalNumber.parse(text.substring(1), 5) >= 0);
    }
}
