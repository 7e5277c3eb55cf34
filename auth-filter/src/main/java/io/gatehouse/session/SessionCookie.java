package io.gatehouse.session;

import io.gatehouse.AuthRequest;
import io.gatehouse.SetCookie;
import io.gatehouse.secret.OpaqueToken;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * The cookie that carries a session: {@code __Host-gatehouse}, which browsers take from https only, send to this host only, and let no
 * neighbouring host set (RFC 6265bis section 4.1.3.2). It lasts until the browser is closed.
 */
record SessionCookie(boolean plainOnLocalhost) {
    static final String NAME = "__Host-gatehouse";
    static final String PLAIN_NAME = "gatehouse";
    private static final String PREFIX = "gs";
    private static final List<String> LOCAL_ORIGINS = List.of("http://localhost", "http://127.0.0.1", "http://[::1]");

    /** The values that a request carries. */
    List<String> values(AuthRequest request) {
        return request.cookies(name(request));
    }

    /** Reads a value; the result is not trusted. */
    static Optional<OpaqueToken> parse(String value) {
        return OpaqueToken.parse(PREFIX, value);
    }

    static OpaqueToken issue(SecureRandom random) {
        return OpaqueToken.issue(PREFIX, random);
    }

    SetCookie carrying(OpaqueToken token, AuthRequest request) {
        return cookie(token.reveal(), request);
    }

    /** Deletes it in the browser. */
    SetCookie cleared(AuthRequest request) {
        return cookie("", request).deleted();
    }

    private SetCookie cookie(String value, AuthRequest request) {
        return new SetCookie(name(request), value, Optional.empty(), SetCookie.SameSite.LAX, !isPlain(request));
    }

    private String name(AuthRequest request) {
        return isPlain(request) ? PLAIN_NAME : NAME;
    }

    /** Whether it goes over plain http. */
    boolean isPlain(AuthRequest request) {
        String origin = request.origin();
        return plainOnLocalhost
                && LOCAL_ORIGINS.stream().anyMatch(local -> origin.equals(local) || origin.startsWith(local + ":"));
    }
}
