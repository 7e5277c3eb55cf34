package io.gatehouse.login;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a browser goes when a login or logout has ended: a path of this origin, by its very type. Refuses everything that is, or that some
 * browser or proxy could read as, the address of another origin: no slash at the beginning, a second one, a backslash, dot segments,
 * control characters, also encoded.
 *
 * @param path the path with an optional query, as it stands in a {@code Location} field
 */
public record ReturnTo(String path) {
    /** The longest path, query included. */
    public static final int MAX_LENGTH = 2048;

    /**
     * Checks the path.
     *
     * @throws IllegalArgumentException if it is no path of this origin
     */
    public ReturnTo {
        if (!isSafe(path)) {
            throw new IllegalArgumentException("no path of this origin");
        }
    }

    /**
     * Reads a path that somebody sent.
     *
     * @param text the text
     * @return the path; empty if it is no path of this origin
     */
    public static Optional<ReturnTo> parse(String text) {
        return isSafe(text) ? Optional.of(new ReturnTo(text)) : Optional.empty();
    }

    private static boolean isSafe(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.charAt(0) != '/') {
            return false;
        }
        if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\' && c != '#')) {
            return false;
        }
        int query = text.indexOf('?');
        // Not as a URI parser sees it: to that one, "///host" is a path
        return isPlain(query < 0 ? text : text.substring(0, query)) && isUri(text);
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
