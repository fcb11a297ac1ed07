package org.paincare.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What one folder's kustomization gives; rendered once for all tests.
 *
 * @param folder beside the pom, for example {@code overlays/prod}
 * @param yaml   as kubectl prints it
 */
record Rendering(String folder, String yaml, List<Resource> resources) {

    static final YAMLMapper YAML = new YAMLMapper();

    private static final Map<String, Rendering> KNOWN = new ConcurrentHashMap<>();

    static Rendering of(String folder) {
        return KNOWN.computeIfAbsent(folder, each -> {
            String yaml = Kubectl.render(each);
            return new Rendering(each, yaml, parse(yaml));
        });
    }

    /** The overlays of the programs; a folder that is added is tested. */
    static Stream<String> overlays() throws IOException {
        try (Stream<Path> folders = Files.list(Kubectl.FOLDER.resolve("overlays"))) {
            return folders.map(each -> "overlays/" + each.getFileName()).sorted().toList().stream();
        }
    }

    /** All that somebody applies. */
    static Stream<String> everything() throws IOException {
        return Stream.concat(overlays(), Stream.of("operators/keycloak", "policies"));
    }

    static List<Resource> parse(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return documents.readAll().stream()
                    .filter(JsonNode::isObject)
                    .map(Resource::new)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Stream<Resource> all(String... kinds) {
        List<String> wanted = List.of(kinds);
        return resources.stream().filter(each -> wanted.contains(each.kind()));
    }

    Resource the(String kind, String name) {
        return all(kind)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(folder + ": no " + kind + " " + name));
    }

    boolean has(String kind, String name) {
        return all(kind).anyMatch(each -> each.name().equals(name));
    }
}
