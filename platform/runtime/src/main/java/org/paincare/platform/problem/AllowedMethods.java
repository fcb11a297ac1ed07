package org.paincare.platform.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which methods a path offers, for the {@code Allow} header that a 405 owes its caller (RFC 9110 15.5.6); read from the
 * service's own OpenAPI document, where every endpoint stands.
 */
@Singleton
class AllowedMethods {

    private static final String DOCUMENT = "META-INF/quarkus-generated-openapi-doc.JSON";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head");

    private record Template(Pattern path, Set<String> methods) {}

    private volatile List<Template> templates = List.of();

    /** The methods of every endpoint at this path, comma-separated in alphabetical order. */
    String at(String path) {
        if (templates.isEmpty()) {
            templates = read();
        }
        var methods = new TreeSet<String>();
        for (var template : templates) {
            if (template.path().matcher(path).matches()) {
                methods.addAll(template.methods());
            }
        }
        return String.join(", ", methods);
    }

    private static List<Template> read() {
        try (var document = Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT)) {
            if (document == null) {
                throw new IllegalStateException(DOCUMENT + " is missing");
            }
            var templates = new ArrayList<Template>();
            for (Map.Entry<String, JsonNode> path :
                    new ObjectMapper().readTree(document).path("paths").properties()) {
                var methods = new TreeSet<String>();
                path.getValue().fieldNames().forEachRemaining(name -> {
                    if (METHODS.contains(name)) {
                        methods.add(name.toUpperCase(Locale.ROOT));
                    }
                });
                var regex = path.getKey().replaceAll("\\{[^}]+}", "[^/]+");
                templates.add(new Template(Pattern.compile(regex), methods));
            }
            return List.copyOf(templates);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
