package io.gatehouse;

import java.util.LinkedHashSet;
import java.util.Set;

/** The syntax of scopes, RFC 6749 section 3.3. */
public final class Scopes {
    private Scopes() {}

    /**
     * Whether a text is one scope.
     *
     * @param text the text
     * @return true for a non-empty run of printable ASCII without space, quote and backslash
     */
    public static boolean isScope(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\');
    }

    /**
     * Splits a space-delimited list.
     *
     * @param text the list
     * @return the scopes; empty for a blank text
     */
    public static Set<String> parse(String text) {
        Set<String> scopes = new LinkedHashSet<>();
        for (String part : text.split(" ", -1)) {
            if (!part.isEmpty()) {
                scopes.add(part);
            }
        }
        return scopes;
    }
}
