package org.paincare.gateway.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.List;
import org.paincare.gateway.problem.Language;
import org.paincare.gateway.route.Upstream;

/** Every event of the AsyncAPI documents: what it says, its topic, its fields and an example, from the contracts alone. */
final class EventCatalogue {

    private static final String CONTRACTS = "/contracts/";

    private record Event(String service, String topic, String name, JsonNode schema, JsonNode example) {}

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    private final List<Event> events = new ArrayList<>();

    EventCatalogue() {
        for (Upstream service : Upstream.ALL) {
            String folder = CONTRACTS + service.id() + "/";
            JsonNode document = read(yaml, folder + "asyncapi.yaml");
            document.path("channels")
                    .forEach(channel -> channel.path("messages")
                            .properties()
                            .forEach(message ->
                                    events.add(event(service, folder, document, channel, message.getKey()))));
        }
    }

    private Event event(Upstream service, String folder, JsonNode document, JsonNode channel, String name) {
        JsonNode message = document.at("/components/messages/" + name);
        JsonNode schema = read(json, folder + message.at("/payload/schema/$ref").asText());
        String shown = message.at("/x-examples/0").asText();
        JsonNode example = read(json, folder + "examples/" + name + ".v1." + shown + ".json");
        return new Event(service.id(), channel.path("address").asText(), name, schema, example);
    }

    private static JsonNode read(ObjectMapper mapper, String name) {
        try {
            return mapper.readTree(PortalPages.text(name));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(name + " is not readable", e);
        }
    }

    String html(Language language) {
        boolean es = language == Language.ES;
        StringBuilder html = new StringBuilder();
        String service = "";
        for (Event event : events) {
            if (!event.service().equals(service)) {
                service = event.service();
                html.append("<h2 id=\"%s\">%s-service · <code>%s</code></h2>\n"
                        .formatted(service, service, Html.of(event.topic())));
            }
            html.append(described(event, es));
        }
        return html.toString();
    }

    private String described(Event event, boolean es) {
        StringBuilder rows = new StringBuilder();
        List<String> required = new ArrayList<>();
        event.schema().path("required").forEach(name -> required.add(name.asText()));
        event.schema()
                .path("properties")
                .properties()
                .forEach(field -> rows.append("<tr><th scope=\"row\"><code>")
                        .append(Html.of(field.getKey()))
                        .append("</code></th><td>")
                        .append(Html.of(type(field.getValue())))
                        .append(required.contains(field.getKey()) ? "" : es ? " · opcional" : " · optional")
                        .append("</td><td>")
                        .append(Html.of(field.getValue().path("description").asText()))
                        .append("</td></tr>\n"));
        return """
                <details id="%s"><summary><code>%s</code> <span lang="en">%s</span></summary>
                <p><code>org.paincare.%s.%s.v1</code> · %s: %s</p>
                <div class="wide"><table><thead><tr><th>%s</th><th>%s</th><th>%s</th></tr></thead><tbody lang="en">
                %s</tbody></table></div>
                %s</details>
                """.formatted(
                        event.name(),
                        event.name(),
                        Html.of(event.schema().path("description").asText()),
                        event.service(),
                        event.name(),
                        es ? "secuencia de" : "stream of",
                        Html.of(event.schema().path("x-stream").asText()),
                        es ? "Campo" : "Field",
                        es ? "Tipo" : "Type",
                        es ? "Qué dice" : "What it says",
                        rows,
                        example(event, es));
    }

    private static String type(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        if (schema.path("enum").isArray()) {
            List<String> values = new ArrayList<>();
            schema.path("enum").forEach(value -> values.add(value.asText()));
            return String.join(" | ", values);
        }
        String type = schema.path("type").asText("object");
        return type.equals("array") ? type(schema.path("items")) + "[]" : type;
    }

    private String example(Event event, boolean es) {
        try {
            return "<p>%s</p>\n<pre tabindex=\"0\">%s</pre>\n"
                    .formatted(es ? "Ejemplo" : "Example", Html.of(json.writeValueAsString(event.example())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read can be written", e);
        }
    }
}
