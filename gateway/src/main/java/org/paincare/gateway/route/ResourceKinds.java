package org.paincare.gateway.route;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which kind of resource a path is about, in the words of scopes ({@code Session}, {@code Observation}); read from
 * {@code resources.yaml}. Immutable, safe for every thread.
 */
public final class ResourceKinds {

    private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z]{0,63}");

    private final PathTree<String> tree = new PathTree<>();
    private final Set<String> names = new TreeSet<>();

    private ResourceKinds() {}

    /** @throws IllegalStateException naming every wrong row, and every route whose paths have no kind */
    public static ResourceKinds fromResource(String name, RouteTable routes) {
        try (InputStream in = ResourceKinds.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), routes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ResourceKinds parse(String yaml, RouteTable routes) {
        Map<String, List<String>> pathsByKind;
        try {
            pathsByKind = new ObjectMapper(new YAMLFactory()).readValue(yaml, new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException("resources.yaml cannot be read: " + e.getMessage(), e);
        }
        var kinds = new ResourceKinds();
        var errors = new ArrayList<String>();
        var shapes = new HashMap<String, String>();
        pathsByKind.forEach((kind, paths) -> {
            for (String path : paths) {
                try {
                    kinds.put(kind, PathTemplate.parse(path), shapes);
                } catch (IllegalArgumentException e) {
                    errors.add(path + ": " + e.getMessage());
                }
            }
        });
        for (Route route : routes.routes()) {
            if (!kinds.knows(route.template())) {
                errors.add(route.template() + ": this route is about no kind of resource");
            }
        }
        if (!errors.isEmpty()) {
            throw new IllegalStateException("resources.yaml cannot be used:\n  " + String.join("\n  ", errors));
        }
        return kinds;
    }

    private void put(String kind, PathTemplate template, Map<String, String> shapes) {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("'" + kind + "' is no name of a kind");
        }
        String twin = shapes.putIfAbsent(template.shape(), kind);
        if (twin != null) {
            throw new IllegalArgumentException("is about " + twin + " already");
        }
        tree.put(template, kind);
        names.add(kind);
    }

    /** A route for the rest of a path is known where any length of it is. */
    private boolean knows(PathTemplate template) {
        return tree.find(sample(template, 1)) != null && tree.find(sample(template, 2)) != null;
    }

    private static String sample(PathTemplate template, int rest) {
        var path = new StringBuilder();
        for (String segment : template.segments()) {
            if (segment.equals(PathTemplate.REST)) {
                path.append("/x".repeat(rest));
            } else {
                path.append('/').append(PathTemplate.isVariable(segment) ? "x" : segment);
            }
        }
        return path.toString();
    }

    /** Every kind there is. */
    public Set<String> names() {
        return Set.copyOf(names);
    }

    /** @return null where nothing is known of the path; then no scope covers it */
    public @Nullable String of(String path) {
        return tree.find(path);
    }
}
