package io.gatehouse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the most specific pattern for a path, in time that depends on the path's depth only: at each segment, from the left, a
 * literal wins over a {@code {variable}}, and that over a wildcard further up. Filled at start, then only read.
 */
final class RouteTable<T> {
    private static final class Node<T> {
        final Map<String, Node<T>> literals = new HashMap<>();

        @Nullable
        Node<T> variable;

        @Nullable
        T exact;

        @Nullable
        T subtree;
    }

    private final Node<T> root = new Node<>();

    /** Adds a pattern; answers the value that the same pattern had, which then stays. */
    Optional<T> putIfAbsent(PathPattern pattern, T value) {
        Node<T> node = node(pattern);
        T old = pattern.subtree() ? node.subtree : node.exact;
        if (old != null) {
            return Optional.of(old);
        }
        if (pattern.subtree()) {
            node.subtree = value;
        } else {
            node.exact = value;
        }
        return Optional.empty();
    }

    /** What everything below the pattern's path has. */
    Optional<T> subtree(PathPattern pattern) {
        return Optional.ofNullable(node(pattern).subtree);
    }

    private Node<T> node(PathPattern pattern) {
        Node<T> node = root;
        for (String segment : pattern.segments()) {
            if (PathPattern.isVariable(segment)) {
                Node<T> next = node.variable == null ? new Node<>() : node.variable;
                node.variable = next;
                node = next;
            } else {
                node = node.literals.computeIfAbsent(segment, s -> new Node<>());
            }
        }
        return node;
    }

    @Nullable
    T find(String path) {
        return find(root, path, 1);
    }

    /** {@code from} is where the next segment begins, one past the end when there is none. */
    private static <T> @Nullable T find(Node<T> node, String path, int from) {
        if (from > path.length()) {
            return node.exact != null ? node.exact : node.subtree;
        }
        int slash = path.indexOf('/', from);
        int end = slash < 0 ? path.length() : slash;
        Node<T> literal = node.literals.isEmpty() ? null : node.literals.get(path.substring(from, end));
        T found = literal == null ? null : find(literal, path, end + 1);
        if (found == null && node.variable != null && end > from) {
            found = find(node.variable, path, end + 1);
        }
        return found != null ? found : node.subtree;
    }
}
