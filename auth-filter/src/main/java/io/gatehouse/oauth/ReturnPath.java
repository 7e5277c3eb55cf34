package io.gatehouse.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Where a browser goes at the end: a path of this origin, by its very form. */
final class ReturnPath {
    /** The longest path, query included. */
    static final int MAX_LENGTH = 2048;

    private ReturnPath() {}

    /**
     * Reads a path with an optional query.
     *
     * @return the path; empty for everything that could be, or become, the address of another origin: no slash at the beginning, a
     *     second one, a backslash, dot segments, control characters, also encoded
     */
    static Optional<String> parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.charAt(0) != '/') {
            return Optional.empty();
        }
        if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\' && c != '#')) {
            return Optional.empty();
        }
        int query = text.indexOf('?');
        // Not as a URI parser sees it: to that one, "///host" is a path
        boolean plain = isPlain(query < 0 ? text : text.substring(0, query));
        return plain && isUri(text) ? Optional.of(text) : Optional.empty();
    }

    private static boolean isUri(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() == null && uri.getRawAuthority() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isPlain(String path) {
        String lower = path.toLowerCase(Locale.ROOT) + "/";
        boolean encoded = lower.contains("%2f")
                || lower.contains("%5c")
                || lower.contains("%2e")
                || lower.contains("%0")
                || lower.contains("%1")
                || lower.contains("%7f");
        return !encoded && !path.contains("//") && !lower.contains("/../") && !lower.contains("/./");
    }
}
