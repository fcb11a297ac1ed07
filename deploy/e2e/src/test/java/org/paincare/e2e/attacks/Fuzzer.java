package org.paincare.e2e.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.paincare.e2e.openapi.Operation;
import org.paincare.e2e.openapi.Samples;

/** Makes requests that are nearly right: a good one for the operation, with rubbish in one or two places. */
final class Fuzzer {

    private static final String PLACE = "@@RUBBISH@@";
    private static final int DEPTH = 10_000;
    private static final int TOO_LARGE = 300_000;

    private final String base;
    private final Belongings ids;
    private final Samples samples;
    private final Rubbish rubbish;

    Fuzzer(String base, Belongings ids, Samples samples, SplittableRandom random) {
        this.base = base;
        this.ids = ids;
        this.samples = samples;
        this.rubbish = new Rubbish(random);
    }

    /**
     * A request and how to tell somebody of it.
     *
     * @param told method, address, odd headers and the beginning of the body
     */
    record Fuzzed(Operation operation, HttpRequest request, String told) {}

    Fuzzed next(Operation operation, String token) {
        String address = address(operation);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + address))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (!operation.method().equals("GET")) {
            headers.put("If-Match", "\"v0\"");
        }
        if (operation.body() != null) {
            headers.put("Content-Type", "application/json");
        }
        if (rubbish.oneIn(3)) {
            Map.Entry<String, String> odd = rubbish.header();
            headers.put(odd.getKey(), odd.getValue());
        }
        headers.forEach(request::header);
        byte[] body = operation.body() == null && !rubbish.oneIn(20) ? new byte[0] : body(operation);
        request.method(operation.method(), BodyPublishers.ofByteArray(body));
        String shown = new String(body, StandardCharsets.UTF_8);
        return new Fuzzed(
                operation,
                request.build(),
                operation.method() + " " + cut(address) + " " + cut(headers.toString()) + " " + cut(shown));
    }

    private static String cut(String text) {
        return text.length() > 400 ? text.substring(0, 400) + "..." : text;
    }

    private String address(Operation operation) {
        Map<String, String> values = new TreeMap<>(Probe.NOT_IDS);
        values.putAll(ids.ids());
        for (Operation.Parameter parameter : operation.in("path")) {
            if (rubbish.oneIn(4)) {
                values.put(parameter.name(), rubbish.value());
            }
        }
        StringBuilder address = new StringBuilder(operation.at(values));
        char separator = '?';
        for (Operation.Parameter parameter : operation.in("query")) {
            if (rubbish.oneIn(2)) {
                address.append(separator).append(parameter.name()).append('=').append(rubbish.parameter());
                separator = '&';
            }
        }
        if (rubbish.oneIn(10)) {
            address.append(separator).append("unknown=").append(rubbish.value());
        }
        return address.toString();
    }

    private byte[] body(Operation operation) {
        JsonNode sample = operation.body() == null ? null : samples.of(operation.body());
        String good = sample == null ? "{}" : sample.toString();
        if (sample == null || rubbish.oneIn(4)) {
            return spoiled(good);
        }
        String placed = withAPlace(sample);
        return bytes(placed.replace("\"" + PLACE + "\"", rubbish.json()));
    }

    /** The whole body spoiled. */
    private byte[] spoiled(String good) {
        return switch (rubbish.any(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))) {
            case 0 -> new byte[0];
            case 1 -> bytes(good.substring(0, good.length() / 2));
            case 2 -> bytes("[".repeat(DEPTH) + "]".repeat(DEPTH));
            case 3 -> bytes("{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH));
            case 4 -> bytes(good.replaceFirst("\\{", "{\"a\":1,\"a\":2,"));
            case 5 -> notUtf8(good);
            case 6 -> bytes(good + good);
            case 7 -> bytes("\"" + "x".repeat(TOO_LARGE) + "\"");
            case 8 -> bytes("\ufeff" + good);
            default -> bytes(rubbish.json());
        };
    }

    private static byte[] notUtf8(String good) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(bytes(good.replaceFirst("\"([^\"]*)\"\\s*}$", "\"")));
        bytes.writeBytes(new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF, '"', '}'});
        return bytes.toByteArray();
    }

    /** The sample with one value replaced by a mark, or with one field too many. */
    private String withAPlace(JsonNode sample) {
        JsonNode copy = sample.deepCopy();
        List<Runnable> places = new ArrayList<>();
        collect(copy, places);
        if (copy instanceof ObjectNode object) {
            places.add(() -> object.put("noSuchField", PLACE));
        }
        if (!places.isEmpty()) {
            rubbish.any(places).run();
        }
        return copy.toString();
    }

    private static void collect(JsonNode node, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                places.add(() -> object.put(field.getKey(), PLACE));
                collect(field.getValue(), places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                places.add(() -> array.set(at, array.textNode(PLACE)));
                collect(array.get(i), places);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
