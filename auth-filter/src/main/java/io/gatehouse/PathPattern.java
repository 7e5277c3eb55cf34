package io.gatehouse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pattern of decoded, context-relative paths. Segments are compared exactly, case included. A segment {@code {name}} stands
 * for any one non-empty segment; {@code /*} at the end, or {@code /**}, stands for the path before it and everything below, as
 * in a servlet mapping. There are no other wildcards and no regular expressions. Immutable.
 */
public final class PathPattern {
    private static final int MAX_SEGMENTS = 32;

    private final String text;
    private final List<String> segments;
    private final boolean subtree;

    private PathPattern(String text, List<String> segments, boolean subtree) {
        this.text = text;
        this.segments = segments;
        this.subtree = subtree;
    }

    /**
     * Reads a pattern.
     *
     * @param text for instance {@code /admin/*}, {@code /orders/{id}} or {@code /health}
     * @return the pattern
     * @throws IllegalArgumentException if the text could never match a path, or has a wildcard elsewhere; the message says why
     */
    public static PathPattern parse(String text) {
        if (!text.startsWith("/")) {
            throw wrong(text, "it does not begin with a slash");
        }
        boolean subtree = text.endsWith("/*") || text.endsWith("/**");
        String path = subtree ? text.substring(0, text.lastIndexOf('/')) : text;
        List<String> segments = path.isEmpty() ? List.of() : split(path);
        if (segments.size() > MAX_SEGMENTS) {
            throw wrong(text, "it has more than " + MAX_SEGMENTS + " segments");
        }
        Set<String> variables = new HashSet<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (isVariable(segment) && !variables.add(segment)) {
                throw wrong(text, "it names " + segment + " twice");
            }
            checkSegment(text, segment, i == segments.size() - 1 && !subtree);
        }
        return new PathPattern(text, segments, subtree);
    }

    /**
     * The values that a matching path has at the {@code {name}} segments.
     *
     * @param path a path that this pattern matches
     * @return the values by name
     * @throws IllegalArgumentException if the path does not match
     */
    public Map<String, String> variables(String path) {
        List<String> actual = split(path);
        if (actual.size() < segments.size() || (!subtree && actual.size() > segments.size())) {
            throw new IllegalArgumentException("the path does not match " + text);
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (isVariable(segment) && !actual.get(i).isEmpty()) {
                values.put(segment.substring(1, segment.length() - 1), actual.get(i));
            } else if (!segment.equals(actual.get(i))) {
                throw new IllegalArgumentException("the path does not match " + text);
            }
        }
        return values;
    }

    /** The same path with a slash at its end; empty if it has one or covers a subtree. */
    Optional<PathPattern> withSlash() {
        if (subtree || text.endsWith("/")) {
            return Optional.empty();
        }
        List<String> more = new ArrayList<>(segments);
        more.add("");
        return Optional.of(new PathPattern(text + "/", List.copyOf(more), false));
    }

    /** The path without the wildcard at its end. */
    String base() {
        return "/" + String.join("/", segments);
    }

    List<String> segments() {
        return segments;
    }

    boolean subtree() {
        return subtree;
    }

    static boolean isVariable(String segment) {
        return segment.length() > 2 && segment.startsWith("{") && segment.endsWith("}");
    }

    @Override
    public String toString() {
        return text;
    }

    private static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static void checkSegment(String text, String segment, boolean last) {
        if (segment.isEmpty() && !last) {
            throw wrong(text, "it has an empty segment");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw wrong(text, "it has a dot segment");
        }
        String name = isVariable(segment) ? segment.substring(1, segment.length() - 1) : segment;
        if (name.indexOf('*') >= 0) {
            throw wrong(text, "* is allowed as the last segment only");
        }
        if (name.chars().anyMatch(c -> c < 0x20 || c == 0x7f || "{}\\;%?#".indexOf(c) >= 0)) {
            throw wrong(text, "it has a character that no path can have");
        }
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("path pattern \"" + text + "\" can't be used: " + why);
    }
}
