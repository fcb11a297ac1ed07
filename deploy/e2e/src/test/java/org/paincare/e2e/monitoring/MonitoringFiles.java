package org.paincare.e2e.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paincare.e2e.whole.Whole;

/** The rules and dashboards in {@code deploy/monitoring}. */
final class MonitoringFiles {

    private static final Pattern RULE = Pattern.compile("(?m)^ *expr: (.*)$");
    private static final Pattern RECORD = Pattern.compile("(?m)^ *- record: (\\S+)$");
    private static final ObjectMapper JSON = new ObjectMapper();

    private MonitoringFiles() {}

    private static Path folder() {
        return Whole.sources().resolve("deploy/monitoring");
    }

    /** By file name without its ending. */
    static Map<String, JsonNode> dashboards() {
        var dashboards = new TreeMap<String, JsonNode>();
        for (var file : files("dashboards", ".json")) {
            try {
                dashboards.put(file.getFileName().toString().replace(".json", ""), JSON.readTree(file.toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return dashboards;
    }

    /** Every expression of every rule and panel. */
    static Set<String> expressions() {
        var expressions = new TreeSet<String>();
        for (var file : files("rules", ".yml")) {
            RULE.matcher(text(file)).results().forEach(rule -> expressions.add(rule.group(1)));
        }
        dashboards().values().forEach(dashboard -> eachExpression(dashboard, expressions::add));
        return expressions;
    }

    static void eachExpression(JsonNode within, Consumer<String> to) {
        if (within.path("expr").isTextual()) {
            to.accept(within.path("expr").asText());
        }
        within.forEach(inner -> eachExpression(inner, to));
    }

    /** What rules compute for other rules and for panels. */
    static Set<String> recorded() {
        return files("rules", ".yml").stream()
                .flatMap(file -> RECORD.matcher(text(file)).results())
                .map(record -> record.group(1))
                .collect(Collectors.toSet());
    }

    /** What none of our programs tells. */
    static Set<String> outside() {
        return text(folder().resolve("outside.txt"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ", 2)[0])
                .collect(Collectors.toSet());
    }

    private static List<Path> files(String kind, String ending) {
        try (var files = Files.list(folder().resolve(kind))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
