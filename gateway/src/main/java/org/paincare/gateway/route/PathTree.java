package org.paincare.gateway.route;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to a path: a literal segment wins over a variable one, and that over {@code **}, so the order of
 * entries decides nothing. Not changed after it was filled; then safe for every thread.
 */
final class PathTree<T> {

    private final Node<T> root = new Node<>();

    void put(PathTemplate template, T value) {
        Node<T> node = root;
        for (String segment : template.segments()) {
            node = node.child(segment);
        }
        node.value = value;
    }

    @Nullable
    T find(String path) {
        return path.startsWith("/") ? root.find(path, 1) : null;
    }

    /** One segment's place in the tree of templates. */
    private static final class Node<T> {
        private final Map<String, Node<T>> literals = new HashMap<>();
        private @Nullable Node<T> variable;
        private @Nullable Node<T> rest;
        private @Nullable T value;

        Node<T> child(String segment) {
            if (segment.equals(PathTemplate.REST)) {
                return rest == null ? rest = new Node<>() : rest;
            }
            if (PathTemplate.isVariable(segment)) {
                return variable == null ? variable = new Node<>() : variable;
            }
            return literals.computeIfAbsent(segment, s -> new Node<>());
        }

        @Nullable
        T find(String path, int from) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            if (to == from) {
                return null;
            }
            T found = step(literals.get(path.substring(from, to)), path, slash);
            if (found == null) {
                found = step(variable, path, slash);
            }
            return found != null || rest == null ? found : rest.value;
        }

        private static <T> @Nullable T step(@Nullable Node<T> next, String path, int slash) {
            if (next == null) {
                return null;
            }
            return slash < 0 ? next.value : next.find(path, slash + 1);
        }
    }
}
