package io.gatehouse;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where people sign in. A browser that goes to a page is sent there, with the way back as a path of this origin; a script learns the
 * address.
 */
record LoginPage(String path) {
    /** Longer ways back are left out: some browsers and proxies would cut the address. */
    private static final int MAX_RETURN = 2048;

    LoginPage {
        if (!path.matches("/|(/[A-Za-z0-9._~-]+)+/?")) {
            throw new IllegalArgumentException("\"" + path
                    + "\" is no path of a login page: write one like /account/, of unreserved characters only");
        }
    }

    /** Whether a problem is one that signing in solves. */
    static boolean helps(Problem problem, @Nullable Authenticator judged) {
        return problem.type().equals(RequestProblems.CREDENTIALS_MISSING)
                || problem.type().status() == 401
                        && judged != null
                        && judged.carriage() == Authenticator.Carriage.AMBIENT;
    }

    /** The page's address, relative to the origin. */
    String uri(AuthRequest request) {
        return request.contextPath() + path;
    }

    /** The answer to a browser that goes to a page (Fetch Metadata, or HTML before anything else); empty for every other client. */
    Optional<Reply> redirect(AuthRequest request) {
        if (!request.isNavigation()) {
            return Optional.empty();
        }
        String way = wayBack(request);
        String query = way.length() > MAX_RETURN ? "" : "?returnTo=" + URLEncoder.encode(way, StandardCharsets.UTF_8);
        return Optional.of(Reply.redirect(303, URI.create(uri(request) + query)));
    }

    private static String wayBack(AuthRequest request) {
        try {
            String asked = new URI(null, null, request.contextPath() + request.path(), null).toASCIIString();
            return request.query().isEmpty() ? asked : asked + "?" + request.query();
        } catch (URISyntaxException e) {
            return "/";
        }
    }
}
