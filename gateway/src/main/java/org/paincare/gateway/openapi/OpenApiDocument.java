package org.paincare.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.compose.PartClient;
import org.paincare.gateway.edge.HeldAnswers;
import org.paincare.gateway.route.RouteTable;
import org.paincare.gateway.route.Upstream;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * {@code GET /openapi}: the merged document, refreshed when asked for and older than the set age. While a refresh runs the
 * old text is served; a service that is down is represented by what it said last.
 */
@Singleton
public class OpenApiDocument {

    /** While a service is missing, its document is looked for more often than the set age. */
    private static final Duration AGE_WHILE_INCOMPLETE = Duration.ofSeconds(2);

    private final PartClient services;
    private final HeldAnswers held;
    private final OpenApiMerge merge;
    private final Duration age;
    private final ObjectMapper json = new ObjectMapper();
    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));
    private final Map<Upstream, ObjectNode> lastGood = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Future<Text>> refresh = new AtomicReference<>();
    private volatile @Nullable Text text;

    OpenApiDocument(
            PartClient services,
            RouteTable routes,
            GatewaySettings settings,
            HeldAnswers held,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.services = services;
        this.held = held;
        this.age = settings.openApiAge();
        this.merge = new OpenApiMerge(
                routes, "Paincare API", version, settings.publicUrl().toString(), own());
    }

    private ObjectNode own() {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream("/openapi-own.yaml")) {
            return (ObjectNode) yaml.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("openapi-own.yaml is not readable", e);
        }
    }

    private record Text(Buffer json, Buffer yaml, String etag, List<Upstream> missing, long madeAt) {
        boolean older(Duration age) {
            return System.nanoTime() - madeAt > age.toNanos();
        }
    }

    public Future<Void> answer(HttpServerRequest request) {
        return current().map(document -> {
            send(request, document);
            return null;
        });
    }

    private void send(HttpServerRequest request, Text document) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean asYaml = accept != null && accept.contains("yaml");
        String etag = "\"" + document.etag() + (asYaml ? "-yaml\"" : "-json\"");
        var response = request.response()
                .putHeader(HttpHeaders.ETAG, etag)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.VARY, "Accept");
        if (!document.missing().isEmpty()) {
            response.putHeader(
                    "X-Missing-Services",
                    String.join(
                            ", ", document.missing().stream().map(Upstream::id).toList()));
        }
        if (etag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, asYaml ? "application/yaml" : "application/json");
            held.end(request, asYaml ? document.yaml() : document.json());
        }
    }

    private Future<Text> current() {
        Text known = text;
        if (known == null) {
            return refreshed();
        }
        if (known.older(known.missing().isEmpty() ? age : AGE_WHILE_INCOMPLETE)) {
            refreshed();
        }
        return Future.succeededFuture(known);
    }

    /** The running refresh, or a new one: however many ask, each service is asked once. */
    private Future<Text> refreshed() {
        Future<Text> running = refresh.get();
        if (running != null) {
            return running;
        }
        var asked = Upstream.ALL.stream().map(this::fetch).toList();
        Future<Text> started = Future.join(asked).map(all -> rebuilt());
        if (refresh.compareAndSet(null, started)) {
            started.onComplete(done -> refresh.set(null));
        }
        return started;
    }

    private Future<?> fetch(Upstream service) {
        return services.get(
                        service,
                        "/q/openapi?format=json",
                        HttpHeaders.headers().set(HttpHeaders.ACCEPT, "application/json"))
                .onSuccess(answer -> {
                    if (answer.status() == 200) {
                        read(answer.body(), service);
                    }
                })
                .otherwiseEmpty();
    }

    private void read(Buffer document, Upstream service) {
        try {
            if (json.readTree(document.getBytes()) instanceof ObjectNode tree && tree.has("paths")) {
                lastGood.put(service, tree);
            }
        } catch (IOException e) {
            // No JSON: the last good copy stays.
        }
    }

    private Text rebuilt() {
        var documents = new EnumMap<Upstream, ObjectNode>(Upstream.class);
        documents.putAll(lastGood);
        List<Upstream> missing = Upstream.ALL.stream()
                .filter(service -> !documents.containsKey(service))
                .toList();
        ObjectNode merged = merge.merge(documents, missing);
        Buffer asJson = write(json, merged);
        Text made = new Text(
                asJson,
                write(yaml, merged),
                Integer.toHexString(asJson.toString().hashCode()) + "-" + asJson.length(),
                missing,
                System.nanoTime());
        text = made;
        return made;
    }

    private static Buffer write(ObjectMapper mapper, JsonNode tree) {
        try {
            return Buffer.buffer(mapper.writeValueAsBytes(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read can be written", e);
        }
    }
}
