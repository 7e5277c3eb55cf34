package io.gatehouse.servlet;

import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * What a trusted proxy says about the request that it has passed on.
 *
 * @param origin what the client addressed
 * @param address the client
 */
record Sender(String origin, String address) {
    private static final int MAX_HOST_LENGTH = 255;
    private static final int MAX_PORT = 65_535;
    private static final int NO_PORT = -1;

    /**
     * Puts together what was said.
     *
     * @param proto the scheme; not saying it counts as plain http, whatever the connection to this server is
     * @param host with or without a port; the connection's own if it was not said
     * @param port for a host without one
     * @throws Rejection if one of these is not what it should be
     */
    static Sender of(
            HttpServletRequest request,
            IpAddress client,
            Optional<String> proto,
            Optional<String> host,
            Optional<String> port)
            throws Rejection {
        boolean secure = proto.isPresent() && isSecure(proto.get());
        String name;
        int number;
        if (host.isPresent()) {
            int colon = portColon(host.get());
            name = host.get().substring(0, colon).toLowerCase(Locale.ROOT);
            requireHost(name);
            number = colon == host.get().length() ? NO_PORT : port(host.get().substring(colon + 1));
        } else {
            name = request.getServerName();
            // the default of the wrong scheme, which is what containers answer for a Host without a port
            number = request.getServerPort() == defaultPort(isSecure(request.getScheme()))
                    ? NO_PORT
                    : request.getServerPort();
        }
        if (number == NO_PORT) {
            number = port.isPresent() ? port(port.get()) : defaultPort(secure);
        }
        return new Sender(origin(secure ? "https" : "http", name, number), client.toString());
    }

    /** An origin as RFC 6454 section 6.2 writes it. */
    static String origin(String anyScheme, String anyHost, int port) {
        String scheme = anyScheme.toLowerCase(Locale.ROOT);
        String host = anyHost.toLowerCase(Locale.ROOT);
        StringBuilder origin = new StringBuilder(scheme).append("://");
        if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
            origin.append('[').append(host).append(']');
        } else {
            origin.append(host);
        }
        if (port > 0 && port != defaultPort(scheme.equals("https"))) {
            origin.append(':').append(port);
        }
        return origin.toString();
    }

    private static int defaultPort(boolean secure) {
        return secure ? 443 : 80;
    }

    /** Some proxies name the schemes of WebSocket. */
    private static boolean isSecure(String proto) throws Rejection {
        return switch (proto.toLowerCase(Locale.ROOT)) {
            case "https", "wss" -> true;
            case "http", "ws" -> false;
            default -> throw refused("the scheme is neither http nor https: " + proto);
        };
    }

    /** The place of the colon before the port; the text's end if there is none. */
    private static int portColon(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host.length() : colon;
    }

    private static int port(String text) throws Rejection {
        int port = DecimalNumber.parse(text, 5);
        if (port < 1 || port > MAX_PORT) {
            throw refused("no port: " + text);
        }
        return port;
    }

    /** An address in brackets, or letters, digits, {@code -}, {@code _} and single dots: what hosts that browsers go to are made of. */
    private static void requireHost(String host) throws Rejection {
        boolean good = host.startsWith("[")
                ? host.endsWith("]")
                        && IpAddress.parseIpv6(host.substring(1, host.length() - 1))
                                .isPresent()
                : !host.isEmpty() && host.length() <= MAX_HOST_LENGTH && isName(host);
        if (!good) {
            throw refused("no host: " + host);
        }
    }

    private static boolean isName(String host) {
        char before = '.';
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!good && (c != '.' || before == '.')) {
                return false;
            }
            before = c;
        }
        return true;
    }

    /** The refusal of a request with a forwarding header that is not well formed where it counts. */
    static Rejection refused(String reason) {
        return new Rejection(RequestProblems.REQUEST_MALFORMED, "forwarding headers of a trusted proxy: " + reason);
    }
}
