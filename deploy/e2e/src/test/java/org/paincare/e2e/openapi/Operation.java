package org.paincare.e2e.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path.
 *
 * @param path with {variables}
 * @param body schema of its JSON body, null where it takes none
 */
public record Operation(
        String method,
        String path,
        List<Parameter> parameters,
        @Nullable JsonNode body) {

    /**
     * @param in path, query or header
     */
    public record Parameter(String name, String in, JsonNode schema) {}

    public List<Parameter> in(String place) {
        return parameters.stream().filter(p -> p.in().equals(place)).toList();
    }

    /** The path with its variables filled in. */
    public String at(Map<String, String> values) {
        String filled = path;
        for (Parameter parameter : in("path")) {
            filled = filled.replace(
                    "{" + parameter.name() + "}", values.getOrDefault(parameter.name(), parameter.name()));
        }
        return filled;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
