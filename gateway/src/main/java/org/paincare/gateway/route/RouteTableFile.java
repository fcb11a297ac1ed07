package org.paincare.gateway.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code routes.yaml}. Everything that is wrong with it is said at once, by row, and the gateway does not start.
 */
public final class RouteTableFile {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(KiB|MiB)");
    private static final Pattern ORDER = Pattern.compile("(-)?([a-z][A-Za-z0-9]{0,40})");
    private static final Pattern TIME = Pattern.compile("(\\d{1,4})s");
    private static final long MAX_BODY_CEILING = 64L << 20;
    private static final Duration DEADLINE_CEILING = Duration.ofSeconds(120);

    private RouteTableFile() {}

    /** The file as written; sizes are {@code 256KiB} or {@code 10MiB}, times {@code 10s}. */
    private record Document(
            @Nullable Limits defaults, @Nullable List<Row> routes) {}

    private record Limits(
            @Nullable String maxBody, @Nullable String deadline) {}

    private record Row(
            @Nullable String path,
            @Nullable List<String> methods,
            @Nullable String to,
            @Nullable String by,
            @Nullable String writes,
            @Nullable Lane lane,
            @Nullable String maxBody,
            @Nullable String deadline,
            @Nullable Boolean open,
            @Nullable Boolean unlimited,
            @Nullable Boolean repeatable) {}

    /** @throws InvalidRouteTable naming every wrong row */
    public static RouteTable fromResource(String name) {
        try (InputStream in = RouteTableFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new InvalidRouteTable(List.of("there is no " + name));
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RouteTable parse(String yaml) {
        var mapper = new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        Document document;
        try {
            document = mapper.readValue(yaml, Document.class);
        } catch (JsonProcessingException e) {
            throw new InvalidRouteTable(List.of(e.getOriginalMessage() + " at line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())));
        }
        return build(document);
    }

    private static RouteTable build(@Nullable Document document) {
        if (document == null || document.defaults() == null || document.routes() == null) {
            throw new InvalidRouteTable(List.of("'defaults' and 'routes' are needed"));
        }
        var errors = new ArrayList<String>();
        var routes = new ArrayList<Route>();
        Map<String, String> shapes = new HashMap<>();
        for (Row row : document.routes()) {
            try {
                Route route = route(row, document.defaults());
                String twin = shapes.putIfAbsent(
                        route.template().shape(), route.template().text());
                if (twin != null) {
                    throw new IllegalArgumentException("matches the same paths as " + twin);
                }
                routes.add(route);
            } catch (IllegalArgumentException e) {
                errors.add(row.path() + ": " + e.getMessage());
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidRouteTable(errors);
        }
        return new RouteTable(routes);
    }

    private static Route route(Row row, Limits defaults) {
        Set<String> methods = Set.copyOf(row.methods() == null ? List.of() : row.methods());
        if (!METHODS.containsAll(methods)) {
            throw new IllegalArgumentException("methods are of " + METHODS + ", not " + methods);
        }
        Destination destination = destination(given("to", row.to()), row.by());
        Destination writes = row.writes() == null ? null : writes(row.writes());
        boolean reads = !(destination instanceof Destination.Service
                || destination instanceof Destination.ByResource
                || destination instanceof Destination.Own);
        if (reads && writes == null && !methods.equals(Set.of("GET"))) {
            throw new IllegalArgumentException("this kind of destination needs methods: [GET]");
        }
        if (writes != null && (!reads || methods.equals(Set.of("GET")))) {
            throw new IllegalArgumentException(
                    "'writes' stands beside a destination that only reads, with its methods");
        }
        if ((destination instanceof Destination.Pages) != (row.by() != null)) {
            throw new IllegalArgumentException("'by' names what all-pages is ordered by, and stands there alone");
        }
        if (Boolean.TRUE.equals(row.open()) && !(destination instanceof Destination.Service)) {
            throw new IllegalArgumentException("only one service's own path can be open");
        }
        return new Route(
                PathTemplate.parse(given("path", row.path())),
                methods,
                destination,
                row.lane() == null ? Lane.NORMAL : row.lane(),
                bytes(given("maxBody", row.maxBody() == null ? defaults.maxBody() : row.maxBody())),
                time(given("deadline", row.deadline() == null ? defaults.deadline() : row.deadline())),
                Boolean.TRUE.equals(row.open()),
                Boolean.TRUE.equals(row.unlimited()),
                Boolean.TRUE.equals(row.repeatable()),
                writes);
    }

    private static Destination writes(String to) {
        return to.equals("whoever-knows")
                ? new Destination.Looked(Upstream.ALL)
                : new Destination.Service(Upstream.of(to));
    }

    private static Destination pages(@Nullable String by) {
        Matcher order = ORDER.matcher(by == null ? "" : by);
        if (!order.matches()) {
            throw new IllegalArgumentException("'by' is a field, with - before it for latest first");
        }
        return new Destination.Pages(order.group(2), order.group(1) != null);
    }

    private static Destination destination(String to, @Nullable String by) {
        return switch (to) {
            case "all-pages" -> pages(by);
            case "all-sections" -> new Destination.Sections();
            case "gateway" -> new Destination.Own();
            case "by-resource" -> new Destination.ByResource();
            case "whoever-knows" -> new Destination.Knowing(Upstream.ALL);
            case "all" -> new Destination.Composed(false);
            case "all-audits" -> new Destination.Composed(true);
            default -> new Destination.Service(Upstream.of(to));
        };
    }

    private static String given(String field, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("'" + field + "' is missing");
        }
        return value;
    }

    private static long bytes(String text) {
        Matcher size = SIZE.matcher(text);
        long bytes =
                size.matches() ? Long.parseLong(size.group(1)) << (size.group(2).equals("KiB") ? 10 : 20) : 0;
        if (bytes < 1 || bytes > MAX_BODY_CEILING) {
            throw new IllegalArgumentException("maxBody is 1KiB to 64MiB, not " + text);
        }
        return bytes;
    }

    private static Duration time(String text) {
        Matcher time = TIME.matcher(text);
        Duration duration = time.matches() ? Duration.ofSeconds(Long.parseLong(time.group(1))) : Duration.ZERO;
        if (duration.isZero() || duration.compareTo(DEADLINE_CEILING) > 0) {
            throw new IllegalArgumentException("deadline is 1s to 120s, not " + text);
        }
        return duration;
    }

    /** The route table cannot be used; the message lists why. */
    public static final class InvalidRouteTable extends RuntimeException {
        InvalidRouteTable(List<String> errors) {
            super("routes.yaml cannot be used:\n  " + String.join("\n  ", errors));
        }
    }
}
