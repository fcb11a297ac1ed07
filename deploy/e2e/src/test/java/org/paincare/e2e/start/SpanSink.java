package org.paincare.e2e.start;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A collector of spans as small as one can be: it takes OTLP over HTTP and keeps the bytes, in which texts stand as they are. */
final class SpanSink implements AutoCloseable {

    private final HttpServer server;
    private final StringBuffer taken = new StringBuffer();

    SpanSink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", http -> {
            var body = "gzip".equals(http.getRequestHeaders().getFirst("Content-Encoding"))
                    ? new GZIPInputStream(http.getRequestBody())
                    : http.getRequestBody();
            taken.append(new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
            http.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            http.sendResponseHeaders(200, -1);
            http.close();
        });
        server.start();
    }

    /** What an operator sets to have every trace sent here. */
    Map<String, String> settings() {
        return Map.of(
                "PAINCARE_TRACES_SHARE",
                "1",
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://localhost:" + server.getAddress().getPort(),
                // How long spans are gathered: five seconds where nobody says otherwise.
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                "200ms");
    }

    String taken() {
        return taken.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
