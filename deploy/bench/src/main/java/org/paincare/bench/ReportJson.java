package org.paincare.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The results for programs: every sample, not only the medians. Figures that were not taken are null. */
final class ReportJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportJson() {}

    static void write(Path file, BenchSettings settings, Results results, Map<String, String> machine)
            throws IOException {
        JSON.writeValue(file.toFile(), tree(settings, results, machine));
    }

    static ObjectNode tree(BenchSettings settings, Results results, Map<String, String> machine) {
        var root = JSON.createObjectNode();
        root.put("date", settings.date().toString());
        root.put("short", settings.smoke());
        root.put("busy", results.wasBusy());
        root.set("machine", JSON.valueToTree(machine));
        root.set("sizes", JSON.valueToTree(settings.sizes().byName()));
        var samples = root.putArray("samples");
        for (var sample : results.samples()) {
            var one = samples.addObject();
            one.put("operation", sample.operation().script());
            one.put("target", sample.target().name());
            one.put("answered", sample.answered());
            one.put("seconds", sample.seconds());
            one.set("failures", JSON.valueToTree(sample.failures()));
            put(one, "p50Millis", sample.p50Millis());
            put(one, "p99Millis", sample.p99Millis());
            one.set("cpuSeconds", JSON.valueToTree(sample.cpuSeconds()));
            one.put("restSeconds", sample.restSeconds());
            one.put("busyShare", sample.busyShare());
        }
        return root;
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }
}
