package org.paincare.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.document.DocumentedAnswers;
import org.paincare.e2e.history.History;
import org.paincare.e2e.openapi.ApiDocument;
import org.paincare.e2e.openapi.Operation;
import org.paincare.e2e.openapi.Samples;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Seed;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.demo.People;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/**
 * R13, in part: rubbish in bodies, paths, parameters and headers is refused with a coded problem, never a 5xx. R21:
 * statements, headers and lookups sent as values have no effect. R28: what was sent of a person stands in no refusal, log,
 * metric or event.
 */
class FuzzedRequestsTest {

    private static final int AT_ONCE = 8;
    private static final int TEN_MEGABYTES = 10_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Whole whole = Whole.running();
    private final DocumentedAnswers documented =
            DocumentedAnswers.of(whole.people().nobody());
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    @BeforeAll
    static void theClinicHasRecords() {
        Whole.running().awaitReady();
        Records.make(Whole.running(), DemoClinic.CARTAGENA);
    }

    @Test
    void rubbishIsRefusedWithACodedProblemAndPoisonsNothing() throws Exception {
        long seed = Seed.of("R13");
        SplittableRandom random = new SplittableRandom(seed);
        ApiDocument document = ApiDocument.of(whole.people().of("nurse"));
        Belongings ids = Belongings.of(whole, DemoClinic.CARTAGENA);
        Map<String, String> findings = new ConcurrentSkipListMap<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (Component service : Whole.SERVICES) {
            List<Operation> operations = operationsOf(service, document);
            Fuzzer fuzzer = new Fuzzer(
                    whole.system().url(Component.GATEWAY),
                    ids,
                    new Samples(document, random.split(), optional -> random.nextInt(4) == 0),
                    random.split());
            List<Fuzzer.Fuzzed> requests = new ArrayList<>();
            for (int i = 0; i < Tier.current().fuzzedRequests; i++) {
                String role = People.STAFF.get(random.nextInt(People.STAFF.size()));
                String token = whole.people().maker().of(People.identity(role, DemoClinic.CARTAGENA));
                requests.add(fuzzer.next(operations.get(random.nextInt(operations.size())), token));
            }
            sendAll(requests, findings, statuses);
        }
        Evidence.of("R13", "answers by status " + statuses);

        assertThat(findings).as("fault and the first request that had it").isEmpty();
        assertThat(OpenPlaces.tell(whole, Rubbish.PERSONAL))
                .as("what was sent of a person")
                .isEmpty();
        assertThat(OpenPlaces.tell(whole, "EnrolmentChanged"))
                .as("the look finds what is there")
                .isNotEmpty();
        assertThat(documented.findings())
                .as("refusals that the document does not have")
                .isEmpty();
        try (History nothing = new History("R13", seed)) {
            Verdict.mustHold(whole, nothing, Whole.PATIENCE);
        }
    }

    /** The gateway's operations that this service answers. */
    private List<Operation> operationsOf(Component service, ApiDocument document) {
        JsonNode paths = Api.at(whole.system().url(service))
                .with("Accept", "application/json")
                .get("/q/openapi?format=json")
                .expect(200)
                .json()
                .path("paths");
        return document.operations().stream()
                .filter(operation -> paths.has(operation.path()))
                // A stream that opens has no end.
                .filter(operation -> !operation.path().endsWith("/stream"))
                .toList();
    }

    private void sendAll(List<Fuzzer.Fuzzed> requests, Map<String, String> findings, Map<Integer, Integer> statuses) {
        Semaphore slots = new Semaphore(AT_ONCE);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Fuzzer.Fuzzed fuzzed : requests) {
                clients.execute(() -> {
                    slots.acquireUninterruptibly();
                    try {
                        long begin = System.nanoTime();
                        HttpResponse<String> answer = client.send(fuzzed.request(), BodyHandlers.ofString());
                        if (answer.statusCode() >= 400) {
                            documented.look(
                                    fuzzed.request().method(),
                                    fuzzed.request().uri().getRawPath(),
                                    answer.statusCode(),
                                    answer.headers().firstValue("Content-Type").orElse(""),
                                    answer.body());
                        }
                        String fault = faultOf(
                                answer.statusCode(),
                                answer.headers().firstValue("Content-Type").orElse(""),
                                answer.body());
                        if (fault == null) {
                            fault = effectOf(answer, Duration.ofNanos(System.nanoTime() - begin));
                        }
                        if (fault != null) {
                            findings.putIfAbsent(fuzzed.operation() + " " + cut(fault), fuzzed.told());
                        }
                        synchronized (statuses) {
                            statuses.merge(answer.statusCode(), 1, Integer::sum);
                        }
                    } catch (IOException noAnswer) {
                        findings.putIfAbsent(fuzzed.operation() + " no answer: " + noAnswer, fuzzed.told());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        slots.release();
                    }
                });
            }
        }
    }

    /** What a request brought about that should only have been refused or kept, null for nothing. */
    private static @Nullable String effectOf(HttpResponse<String> answer, Duration took) {
        if (answer.headers().firstValue("X-Injected").isPresent()) {
            return answer.statusCode() + " with a header that was sent as a value";
        }
        if (took.toSeconds() >= Rubbish.SLEEP_SECONDS) {
            return answer.statusCode() + " after the sleep that was sent";
        }
        return answer.statusCode() >= 400 && answer.body().contains(Rubbish.PERSONAL)
                ? answer.statusCode() + " repeats what was sent " + answer.body()
                : null;
    }

    /** Without what differs in every answer, so that one fault is told once. */
    private static String cut(String fault) {
        return fault.length() > 300 ? fault.substring(0, 300) : fault.replaceAll("[0-9a-f]{32}", "");
    }

    /** What is wrong with an answer to rubbish, null for nothing. */
    private static @Nullable String faultOf(int status, String contentType, String body) {
        if (status >= 500) {
            return status + " " + body;
        }
        if (status < 400) {
            return null;
        }
        if (!contentType.startsWith("application/problem+json")) {
            return status + " as " + contentType + " " + body;
        }
        try {
            JsonNode problem = JSON.readTree(body);
            boolean isCoded = problem.path("code").asText().matches("[A-Z][A-Z0-9_]+")
                    && problem.path("status").asInt() == status
                    && problem.path("type").asText().startsWith("https://paincare.org/problems/")
                    && problem.hasNonNull("title")
                    && problem.hasNonNull("traceId");
            boolean tellsInsides = body.contains("Exception") || body.contains("org.paincare.");
            return isCoded && !tellsInsides ? null : status + " with a poor problem " + body;
        } catch (JsonProcessingException notJson) {
            return status + " with no JSON " + body;
        }
    }

    @Test
    void theCheckNoticesServerErrorsAndBareRefusals() {
        String good =
                "{\"type\":\"https://paincare.org/problems/x\",\"title\":\"X\",\"status\":400,\"code\":\"BAD_INPUT\","
                        + "\"traceId\":\"1\"}";
        String problem = "application/problem+json";

        assertThat(faultOf(400, problem, good)).isNull();
        assertThat(faultOf(500, problem, good)).isNotNull();
        assertThat(faultOf(404, problem, good)).isNotNull();
        assertThat(faultOf(400, "text/html", good)).isNotNull();
        assertThat(faultOf(400, problem, "<html>")).isNotNull();
        assertThat(faultOf(400, problem, good.replace("\"code\":\"BAD_INPUT\",", "")))
                .isNotNull();
        assertThat(faultOf(400, problem, good.replace("\"X\",", "\"java.lang.IllegalStateException\",")))
                .isNotNull();
    }

    @Test
    void tenMegabytesAreRefusedByLengthAndInChunks() throws Exception {
        for (HttpRequest.BodyPublisher body : List.of(
                HttpRequest.BodyPublishers.ofByteArray(new byte[TEN_MEGABYTES]),
                HttpRequest.BodyPublishers.ofInputStream(FuzzedRequestsTest::tenMegabytes))) {
            String token = whole.people().maker().of(People.identity("coordinator", DemoClinic.CARTAGENA));
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(whole.system().url(Component.GATEWAY) + "/v1/patients"))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(body)
                    .build();

            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
            assertThat(faultOf(413, answer.headers().firstValue("Content-Type").orElse(""), answer.body()))
                    .isNull();
        }
    }

    private static InputStream tenMegabytes() {
        return new java.io.ByteArrayInputStream(new byte[TEN_MEGABYTES]);
    }
}
