package io.gatehouse.oauth;

import java.net.URI;

/** Which addresses are spoken to: https, and where that is allowed also http that never leaves the machine. */
final class Https {
    private Https() {}

    static boolean isSafe(URI uri, boolean httpAllowed) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            return false;
        }
        return uri.getScheme().equalsIgnoreCase("https")
                || (httpAllowed && uri.getScheme().equalsIgnoreCase("http") && isThisMachine(uri.getHost()));
    }

    /** By name only: what a name resolves to may change between check and use. */
    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }
}
