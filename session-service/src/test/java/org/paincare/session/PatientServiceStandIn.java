package org.paincare.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Answers patient-service's two internal questions over real HTTP, as the tests say. What it is to say is kept among the
 * system properties, because each Quarkus test loads this class anew.
 */
public final class PatientServiceStandIn implements QuarkusTestResourceLifecycleManager {

    private static final String SAYS = "paincare.test.patient-service-says";
    private static final String HEARD = "paincare.test.patient-service-heard";

    private HttpServer server;

    /** What it answers from now on. */
    public enum Says {
        ELIGIBLE,
        NO_ESCORT,
        WITHDRAWN,
        NOTHING_IN_TIME,
        BROKEN
    }

    public static void says(Says what) {
        System.setProperty(SAYS, what.name());
    }

    /** The last question's body. */
    public static String heard() {
        return System.getProperty(HEARD, "");
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                var thread = new Thread(work);
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/internal/patients/", this::answer);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        says(Says.ELIGIBLE);
        return Map.of(
                "paincare.patient.url",
                "http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var authorised = exchange.getRequestHeaders().getFirst("Authorization") != null
                && exchange.getRequestHeaders().getFirst("X-Clinic-Id") != null;
        if (!authorised) {
            reply(exchange, 401, "{}");
            return;
        }
        var evaluation = exchange.getRequestURI().getPath().endsWith("/eligibility-evaluations");
        if (evaluation) {
            System.setProperty(HEARD, asked);
        }
        switch (Says.valueOf(System.getProperty(SAYS))) {
            case ELIGIBLE -> reply(exchange, evaluation ? 201 : 200, evaluation ? decision("ELIGIBLE", "") : stops(""));
            case NO_ESCORT ->
                reply(exchange, evaluation ? 201 : 200, evaluation ? decision("EXCLUDED", "\"E47\"") : stops(""));
            case WITHDRAWN ->
                reply(exchange, evaluation ? 201 : 200, evaluation ? decision("ELIGIBLE", "") : stops("\"WITHDRAWN\""));
            case BROKEN -> reply(exchange, 500, "{}");
            case NOTHING_IN_TIME -> {
                // Says nothing until the caller has long given up; closing the server ends it.
            }
        }
    }

    private static String decision(String decision, String rules) {
        return "{\"id\":\"0197b3c0-0e02-7000-8000-000000000e02\",\"decision\":\"" + decision
                + "\",\"blockingRuleIds\":[" + rules + "],\"rules\":[]}";
    }

    private static String stops(String facts) {
        return "{\"stopFacts\":[" + facts
                + "],\"eligibility\":[],\"payer\":{\"kind\":\"PAYER\",\"expiresOn\":\"2020-01-01\","
                + "\"warnings\":[\"SESSIONS_USED_UP\",\"SOMETHING_LATER\"]}}";
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
