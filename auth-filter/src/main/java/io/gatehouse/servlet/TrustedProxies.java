package io.gatehouse.servlet;

import io.gatehouse.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose word counts on who the client is and what it addressed: {@link io.gatehouse.AuthRequest#clientAddress} and
 * {@link io.gatehouse.AuthRequest#origin}. None, unless named here. Immutable.
 *
 * <p>Forwarding headers are read only if the connection comes from one of these addresses, and then from the right: the first
 * address that is not one of them is the client, and what stands left of it is the client's own text, which is not looked at. Either
 * the headers {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code -Port} are read or, after {@link
 * #withForwardedHeader}, the header {@code Forwarded} of RFC 7239; never both. So each proxy must add to or replace the headers of
 * that family, whatever a client has sent.
 *
 * <p>A scheme that is not named counts as {@code http}. Of several values of {@code X-Forwarded-Proto}, {@code -Host} and {@code
 * -Port} the last counts. A request of a trusted proxy is refused with {@code REQUEST_MALFORMED} (400) if what counts is not well
 * formed, if the proxy hides or leaves out the client, and if it has headers of the other family only: nobody gains anything by a
 * header that can't be understood. With no forwarding header at all it is the proxy's machine's own.
 *
 * <p>The application behind the filter sees what the container reports, as before. If the container itself is told about the
 * proxies (Tomcat's {@code RemoteIpValve}, Jetty's {@code ForwardedRequestCustomizer}), name none here.
 */
public final class TrustedProxies {
    private static final int MAX_ADDRESSES = 256;
    private static final TrustedProxies NONE = new TrustedProxies(List.of(), ForwardingHeaders.X_FORWARDED);

    private final List<AddressRange> addresses;
    private final ForwardingHeaders read;

    private TrustedProxies(List<AddressRange> addresses, ForwardingHeaders read) {
        this.addresses = addresses;
        this.read = read;
    }

    /**
     * The default: no forwarding header is ever read.
     *
     * @return no proxies
     */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * Proxies that set the headers {@code X-Forwarded-…}.
     *
     * @param addresses IPv4 and IPv6 addresses ({@code 127.0.0.1}, {@code ::1}) and blocks ({@code 10.0.0.0/8}, {@code fd00::/8}),
     *     no names; 1 to 256 of them. Nobody but proxies may be able to connect from there
     * @return the proxies
     * @throws IllegalArgumentException if one is neither, if a block has bits beyond its prefix or is that of all addresses, or if
     *     there are none or too many
     */
    public static TrustedProxies of(String... addresses) {
        if (addresses.length < 1 || addresses.length > MAX_ADDRESSES) {
            throw new IllegalArgumentException("1 to " + MAX_ADDRESSES + " trusted proxies, not " + addresses.length);
        }
        return new TrustedProxies(Stream.of(addresses).map(AddressRange::of).toList(), ForwardingHeaders.X_FORWARDED);
    }

    /**
     * The same proxies, if they set the header {@code Forwarded} of RFC 7239. Headers {@code X-Forwarded-…} are not read then.
     *
     * @return a changed copy
     */
    public TrustedProxies withForwardedHeader() {
        return new TrustedProxies(addresses, ForwardingHeaders.FORWARDED);
    }

    /**
     * Who has sent a request through these proxies.
     *
     * @return empty if it came without one: then the container knows best
     * @throws Rejection {@code REQUEST_MALFORMED} if a proxy doesn't say so in the form that is asked for
     */
    Optional<Sender> sender(HttpServletRequest request) throws Rejection {
        if (addresses.isEmpty()) {
            return Optional.empty();
        }
        Optional<IpAddress> peer = peer(request.getRemoteAddr()).filter(this::contains);
        if (peer.isEmpty()) {
            return Optional.empty();
        }
        if (read.isIn(request)) {
            return Optional.of(read.read(request, new ProxyWalk(peer.get(), this::contains)));
        }
        for (ForwardingHeaders other : ForwardingHeaders.values()) {
            if (other.isIn(request)) {
                // a proxy of the other kind: everybody would pass for the proxy, which may be this very machine
                throw Sender.refused("those of the family that is not read, and no others");
            }
        }
        return Optional.empty();
    }

    private boolean contains(IpAddress address) {
        for (AddressRange range : addresses) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<IpAddress> peer(@Nullable String address) {
        if (address == null) {
            return Optional.empty();
        }
        return IpAddress.parse(IpAddress.bare(address));
    }
}
