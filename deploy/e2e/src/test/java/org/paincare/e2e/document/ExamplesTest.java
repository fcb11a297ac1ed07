package org.paincare.e2e.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.paincare.e2e.attacks.Belongings;
import org.paincare.e2e.attacks.Records;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.demo.People;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** Every documented example fits its schema, and is sent again wherever a clinic's ordinary records let it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {

    private static final DemoClinic CLINIC = DemoClinic.CARTAGENA;
    private static final Pattern WHO = Pattern.compile("Permission `[^`]+`: ([^\\n]+)\\.");
    private static final int LEAST_EXECUTED = 30;

    private final Whole whole = Whole.running();
    private final List<Example> examples = new ArrayList<>();
    private DocumentedAnswers documented = DocumentedAnswers.of(whole.people().nobody());

    /** One operation's example. */
    private record Example(String method, String path, JsonNode operation) {

        String name() {
            return method + " " + path;
        }

        JsonNode request() {
            return operation.at("/requestBody/content/application~1json");
        }

        /** Statuses with an example of their answer. */
        List<String> answered() {
            List<String> statuses = new ArrayList<>();
            operation.path("responses").properties().forEach(response -> {
                if (response.getValue().at("/content/application~1json").has("example")) {
                    statuses.add(response.getKey());
                }
            });
            return statuses;
        }

        boolean isThere() {
            return request().has("example") || !answered().isEmpty();
        }
    }

    @BeforeAll
    void readThem() {
        whole.awaitReady();
        documented = DocumentedAnswers.of(whole.people().nobody());
        documented
                .document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    Example example = new Example(
                            operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue());
                    if (example.isThere()) {
                        examples.add(example);
                    }
                }));
    }

    @Test
    void everyExampleFitsItsSchema() {
        Map<String, List<String>> faults = new TreeMap<>();
        for (Example example : examples) {
            if (example.request().has("example")) {
                note(faults, example.name() + " request", example.request());
            }
            for (String status : example.answered()) {
                note(
                        faults,
                        example.name() + " " + status,
                        example.operation().path("responses").path(status).at("/content/application~1json"));
            }
        }
        assertThat(examples).hasSizeGreaterThanOrEqualTo(LEAST_EXECUTED);
        assertThat(faults).isEmpty();
    }

    private void note(Map<String, List<String>> faults, String where, JsonNode media) {
        List<String> found = documented.faults("example of " + where, media.path("schema"), media.path("example"));
        if (!found.isEmpty()) {
            faults.put(where, found);
        }
    }

    @Test
    void examplesAreAnsweredAsDocumented() {
        Records.make(whole, CLINIC);
        Belongings ids = Belongings.of(whole, CLINIC);
        List<String> left = new ArrayList<>();
        Map<String, String> wrong = new TreeMap<>();
        int executed = 0;
        for (Example example : examples) {
            String address = filled(example.path(), ids);
            if (address.contains("{")) {
                left.add(example.name());
                continue;
            }
            Answer answer = sent(example, address, ids);
            documented.look(answer);
            if (answer.status() == 404 && example.path().contains("{")) {
                left.add(example.name());
                continue;
            }
            executed++;
            if (!example.answered().contains(Integer.toString(answer.status()))) {
                wrong.put(
                        example.name(),
                        answer.status() + " " + answer.response().body());
            }
        }
        System.out.println(executed + " examples executed; no record for " + left);
        assertThat(wrong).isEmpty();
        assertThat(documented.findings()).isEmpty();
        assertThat(executed).isGreaterThanOrEqualTo(LEAST_EXECUTED);
    }

    private Answer sent(Example example, String address, Belongings ids) {
        Api caller = whole.people()
                .as(People.identity(role(example), CLINIC))
                .with("Idempotency-Key", UUID.randomUUID().toString());
        JsonNode body = example.request().path("example");
        return caller.send(
                example.method(),
                address,
                body.isMissingNode()
                        ? null
                        : naming(body, ids)
                                .toString()
                                .replace(
                                        DemoClinic.BOGOTA.id().toString(),
                                        CLINIC.id().toString()));
    }

    /** The first of the clinic's staff who may. */
    private static String role(Example example) {
        var who = WHO.matcher(example.operation().path("description").asText());
        String may = who.find() ? who.group(1) : "nurse";
        List<String> roles = List.of(may.split(", "));
        return People.STAFF.stream().filter(roles::contains).findFirst().orElse("nurse");
    }

    private static String filled(String path, Belongings ids) {
        String filled = path.replace("{instrument}", "PHQ-9").replace("{day}", "2026-01-10");
        for (Map.Entry<String, String> id : ids.ids().entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    /** The example's body, naming this clinic's records. */
    private static JsonNode naming(JsonNode example, Belongings ids) {
        JsonNode copy = example.deepCopy();
        ids.ids().forEach((name, id) -> copy.findParents(name).forEach(parent -> ((ObjectNode) parent).put(name, id)));
        return copy;
    }
}
