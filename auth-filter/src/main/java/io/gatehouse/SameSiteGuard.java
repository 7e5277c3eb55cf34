package io.gatehouse;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether another site may have caused a request. Asked for requests that carry an ambient credential, and for the
 * library's own endpoints. Fetch Metadata first, since scripts can't forge it; then {@code Origin}; then {@code Referer}.
 */
final class SameSiteGuard {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final Set<String> allowedOrigins;

    SameSiteGuard(Set<String> allowedOrigins) {
        this.allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /**
     * Says why a request is refused.
     *
     * @param ambient true if a browser attached the credential: then a request without any evidence is refused too. Without an
     *     ambient credential the absence of evidence means a client that is no browser
     */
    Optional<Problem> refuse(AuthRequest request, boolean ambient) {
        if (SAFE_METHODS.contains(request.method()) && !opensSocket(request)) {
            return Optional.empty();
        }
        List<String> origin = request.headers("Origin");
        List<String> site = request.headers("Sec-Fetch-Site");
        if (!site.isEmpty()) {
            boolean same = site.size() == 1
                    && (site.get(0).equals("same-origin") || site.get(0).equals("none"));
            return same || isAllowed(origin) ? Optional.empty() : refused("Sec-Fetch-Site is " + site);
        }
        if (!origin.isEmpty()) {
            boolean same = origin.size() == 1 && origin.get(0).equals(request.origin());
            return same || isAllowed(origin)
                    ? Optional.empty()
                    : refused("Origin is " + origin + ", not " + request.origin());
        }
        List<String> referer = request.headers("Referer");
        if (!referer.isEmpty()) {
            boolean same = referer.size() == 1 && originOf(referer.get(0)).equals(request.origin());
            return same ? Optional.empty() : refused("Referer is of another origin than " + request.origin());
        }
        return ambient ? refused("no Sec-Fetch-Site, Origin or Referer") : Optional.empty();
    }

    /** A WebSocket handshake is a GET that other sites may send (RFC 6455 section 10.2); {@code h2c} is mere transport. */
    private static boolean opensSocket(AuthRequest request) {
        return !request.headers("Upgrade").stream().allMatch("h2c"::equalsIgnoreCase);
    }

    private boolean isAllowed(List<String> origin) {
        return origin.size() == 1 && allowedOrigins.contains(origin.get(0));
    }

    private static Optional<Problem> refused(String reason) {
        return Optional.of(Problem.of(RequestProblems.CSRF_REFUSED, reason));
    }

    /** The origin of an address in the form of {@link AuthRequest#origin}; empty if it has none. */
    private static String originOf(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return "";
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int defaultPort = scheme.equals("https") ? 443 : 80;
            String port = uri.getPort() == -1 || uri.getPort() == defaultPort ? "" : ":" + uri.getPort();
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
