package io.gatehouse.token;

import java.net.URI;

/** Which addresses may be spoken to in plain text: those that never leave the machine. */
final class Loopback {
    private Loopback() {}

    /** By name only: what a name resolves to may change between check and use. */
    static boolean isHost(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    static URI requireHttps(URI uri, boolean allowHttp) {
        boolean https = "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
        boolean local = "http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && isHost(uri.getHost());
        if (https || (allowHttp && local)) {
            return uri;
        }
        throw new IllegalArgumentException("not an https address: " + uri);
    }
}
