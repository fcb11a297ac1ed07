package org.paincare.local.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonitorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID SESSION = UUID.fromString("0197a000-0000-7000-8000-000000000001");

    private final List<JsonNode> heard = new ArrayList<>();
    private final List<Integer> linesAtOnce = new ArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private HttpServer server;
    private HttpClient client;

    /** The status of the n-th request. */
    private IntUnaryOperator answers = request -> 201;

    private int requests;

    @BeforeEach
    void somebodyListens() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/v1/sessions/" + SESSION + "/observations", this::take);
        server.start();
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void nobodyListens() {
        server.stop(0);
        client.close();
    }

    @Test
    void eachSecondIsANumberedReading() throws InterruptedException {
        var monitor = monitor(Profile.NORMAL);
        ticks(monitor, 5);

        assertThat(sequences()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(heard)
                .allMatch(reading -> reading.at("/device/boot").asText().equals("boot-1"));
        assertThat(monitor.tally()).isEqualTo(new Monitor.Tally(5, 0, 0, 0));
    }

    @Test
    void whatWasNotAcknowledgedIsSentAgainUnderItsNumberInOrder() throws InterruptedException {
        answers = request -> request >= 1 && request <= 3 ? 503 : 201;
        var monitor = monitor(Profile.NORMAL);
        ticks(monitor, 4);
        assertThat(monitor.tally().waiting()).isEqualTo(3);
        ticks(monitor, 1);

        assertThat(sequences()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(linesAtOnce).as("a backlog goes together").containsExactly(1, 4);
        assertThat(monitor.tally().waiting()).isZero();
    }

    @Test
    void aRefusedReadingIsNotSentForEver() throws InterruptedException {
        answers = request -> request == 1 ? 409 : 201;
        var monitor = monitor(Profile.NORMAL);
        ticks(monitor, 3);

        assertThat(monitor.tally()).isEqualTo(new Monitor.Tally(2, 1, 0, 0));
    }

    @Test
    void anExpiredTokenIsRenewed() throws InterruptedException {
        answers = request -> request == 1 ? 401 : 201;
        var monitor = monitor(Profile.NORMAL);
        ticks(monitor, 3);

        assertThat(sequences()).containsExactly(1L, 2L, 3L);
        assertThat(tokens).hasValue(2);
    }

    @Test
    void halfAMinuteIsKeptAndSentInOrder() throws InterruptedException {
        var monitor = monitor(Profile.STORE_AND_FORWARD);
        ticks(monitor, 29);
        assertThat(heard).isEmpty();
        ticks(monitor, 1);

        assertThat(linesAtOnce).containsExactly(30);
        assertThat(sequences())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 30).boxed().toList());
    }

    @Test
    void whereNobodyAnswersEverythingIsKept() throws InterruptedException {
        server.stop(0);
        var monitor = monitor(Profile.NORMAL);
        ticks(monitor, 3);

        assertThat(monitor.tally()).isEqualTo(new Monitor.Tally(0, 0, 3, 0));
    }

    private Monitor monitor(Profile profile) {
        var link = new Link(
                client,
                "http://127.0.0.1:" + server.getAddress().getPort(),
                SESSION,
                () -> "token-" + tokens.incrementAndGet(),
                Duration.ofSeconds(5));
        return new Monitor(
                "monitor-1", "boot-1", new Trace(profile, 1, 94), link, () -> Instant.parse("2026-03-02T14:00:00Z"));
    }

    private static void ticks(Monitor monitor, int seconds) throws InterruptedException {
        for (int i = 0; i < seconds; i++) {
            monitor.tick();
        }
    }

    private List<Long> sequences() {
        return heard.stream()
                .map(reading -> reading.at("/device/sequence").asLong())
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        var status = answers.applyAsInt(requests++);
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var lines = body.lines().toList();
        var answer = new StringBuilder();
        if (status == 201) {
            linesAtOnce.add(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                heard.add(JSON.readTree(lines.get(i)));
                answer.append("{\"line\":").append(i + 1).append(",\"status\":201}\n");
            }
            status = lines.size() == 1 ? 201 : 200;
        }
        var bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
