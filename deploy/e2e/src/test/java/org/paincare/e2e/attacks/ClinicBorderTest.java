package org.paincare.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.openapi.ApiDocument;
import org.paincare.e2e.openapi.Operation;
import org.paincare.e2e.openapi.Samples;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Seed;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.demo.People;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/**
 * R20: whatever somebody of Cartagena asks about records of Bogotá is answered as if they had never been. Generated
 * from the OpenAPI document by every role.
 */
class ClinicBorderTest {

    private static final int AT_ONCE = 8;
    private static final String LOOKED_UP = "404";

    private final Whole whole = Whole.running();
    private final People people = whole.people();

    @BeforeAll
    static void bothClinicsHaveRecords() {
        Whole.running().awaitReady();
        for (DemoClinic clinic : DemoClinic.values()) {
            Records.make(Whole.running(), clinic);
        }
    }

    @Test
    void anotherClinicsRecordsAreAsThoughTheyNeverWere() throws InterruptedException {
        ApiDocument document = ApiDocument.of(people.of("nurse"));
        Belongings bogota = Belongings.of(whole, DemoClinic.BOGOTA);
        Samples samples = new Samples(document, new SplittableRandom(Seed.of("R20")), bogota::has);
        Belongings cartagena = Belongings.of(whole, DemoClinic.CARTAGENA);
        Map<String, Api> callers = callersOfCartagena(cartagena);
        Queue<String> findings = new ConcurrentLinkedQueue<>();
        Map<String, String> furthest = new ConcurrentHashMap<>();
        List<Probe> probes = new ArrayList<>();
        for (Operation operation : document.operations()) {
            @Nullable JsonNode schema = operation.body();
            probes.addAll(Probe.of(operation, bogota, cartagena, schema == null ? null : samples.of(schema)));
        }
        Semaphore slots = new Semaphore(AT_ONCE);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Probe probe : probes) {
                callers.forEach((role, caller) -> clients.execute(() -> {
                    if (means(role, probe.operation())) {
                        return;
                    }
                    slots.acquireUninterruptibly();
                    try {
                        Answer existing = probe.askedOfExisting(caller);
                        Answer missing = probe.askedOfMissing(caller);
                        String finding = probe.findingOf(role, existing, missing);
                        if (finding != null) {
                            findings.add(finding);
                        }
                        furthest.merge(probe.operation().toString(), reach(existing), ClinicBorderTest::further);
                    } catch (RuntimeException noAnswer) {
                        findings.add(probe.operation() + " as " + role + ": " + noAnswer);
                    } finally {
                        slots.release();
                    }
                }));
            }
        }
        report(document, bogota, probes.size() * callers.size(), furthest);
        assertThat(new TreeSet<>(findings)).isEmpty();
        assertThat(furthest.values())
                .as("operations that looked a record up")
                .filteredOn(LOOKED_UP::equals)
                .hasSizeGreaterThan(20);
    }

    /**
     * Ops belong to no clinic: the one that they name is the one whose name they read, that they suspend, reopen or close,
     * or whose registry of API clients they keep.
     */
    private static boolean means(String role, Operation operation) {
        return role.equals("ops")
                && (operation.path().startsWith("/v1/api-clients")
                        || operation.path().equals("/v1/clinics/{clinicId}/invitations")
                        || operation.method().equals("GET") && operation.path().equals("/v1/clinics/{clinicId}")
                        || operation.method().equals("POST")
                                && operation
                                        .path()
                                        .matches("/v1/clinics/\\{clinicId}/(suspension|reinstatement|closure)"));
    }

    /** How far an answer says that the question got. */
    private static String reach(Answer answer) {
        return answer.status() == 404
                ? LOOKED_UP
                : answer.status() + " " + answer.json().path("code").asText() + " "
                        + answer.json().path("violations");
    }

    /** A refusal of the role is the least, then one of the content, then that there is nothing there. */
    private static String further(String one, String other) {
        return other.equals(LOOKED_UP) || one.startsWith("403") ? other : one;
    }

    /** Says what the probes did not get to, so that a check that checks nothing is seen. */
    private static void report(ApiDocument document, Belongings foreign, int questions, Map<String, String> furthest) {
        TreeSet<String> withoutRecord = new TreeSet<>();
        for (Operation operation : document.operations()) {
            operation.in("path").stream()
                    .map(Operation.Parameter::name)
                    .filter(name -> !foreign.has(name))
                    .forEach(withoutRecord::add);
        }
        Evidence.of(
                "R20",
                questions + " questions asked twice; names without a record of the other clinic: " + withoutRecord);
        new TreeMap<>(furthest).forEach((operation, reach) -> {
            if (!reach.equals(LOOKED_UP)) {
                System.out.println("R20: no look-up by " + operation + ": " + reach);
            }
        });
    }

    private Map<String, Api> callersOfCartagena(Belongings cartagena) {
        Map<String, Api> callers = new LinkedHashMap<>();
        People.STAFF.forEach(role -> callers.put(role, people.of(role, DemoClinic.CARTAGENA)));
        callers.put(
                "patient",
                people.patient(
                        DemoClinic.CARTAGENA, UUID.fromString(cartagena.ids().get("patientId"))));
        callers.put("partner", people.machine("partner", DemoClinic.CARTAGENA));
        callers.put("device", people.machine("device", DemoClinic.CARTAGENA));
        callers.put("ops", people.ops());
        return callers;
    }

    @Test
    void theirEntityTagsOpenNothing() {
        Belongings bogota = Belongings.of(whole, DemoClinic.BOGOTA);
        String path = "/v1/patients/" + bogota.ids().get("patientId");
        String tag = people.of("prescriber").get(path).expect(200).etag();

        people.of("prescriber", DemoClinic.CARTAGENA)
                .with("If-None-Match", tag)
                .get(path)
                .refused(404, "NOT_FOUND");
        people.of("prescriber", DemoClinic.CARTAGENA)
                .with("If-Match", tag)
                .put(path, Somebody.named("Frontera"))
                .refused(404, "NOT_FOUND");
    }

    @Test
    void theirCursorsFitNowhere() {
        String list = "/v1/clinics/%s/staff?limit=1";
        Answer page =
                people.of("nurse").get(list.formatted(DemoClinic.BOGOTA.id())).expect(200);
        String cursor = page.json().path("next").asText();
        assertThat(cursor).isNotEmpty();
        Api stranger = people.of("nurse", DemoClinic.CARTAGENA);
        String own = list.formatted(DemoClinic.CARTAGENA.id()) + "&cursor=";

        Answer theirs = stranger.get(own + cursor).refused(400, "INVALID_CURSOR");
        Answer rubbish = stranger.get(own + "A".repeat(cursor.length())).refused(400, "INVALID_CURSOR");

        assertThat(Shown.of(theirs, List.of(cursor)))
                .isEqualTo(Shown.of(rubbish, List.of("A".repeat(cursor.length()))));
    }

    @Test
    void theComparisonNoticesWhatTellsExistence() {
        String id = "0197a000-0000-7000-8000-0000000000aa";
        String none = "0197a000-0000-7000-8000-0000000000bb";
        Map<String, List<String>> plain = Map.of("date", List.of("now"), "x-request-id", List.of(id));
        String body = "{\"status\":404,\"instance\":\"/v1/patients/%s\",\"traceId\":\"%s\"}";
        Shown missing = Shown.of(404, plain, body.formatted(none, "1"), List.of(none));

        assertThat(Shown.of(404, Map.of("date", List.of("later")), body.formatted(id, "2"), List.of(id)))
                .isEqualTo(missing);
        assertThat(Shown.of(403, plain, body.formatted(id, "2"), List.of(id))).isNotEqualTo(missing);
        assertThat(Shown.of(404, plain, body.formatted(id, "2").replace("}", ",\"x\":1}"), List.of(id)))
                .isNotEqualTo(missing);
        assertThat(Shown.of(404, Map.of("ETag", List.of("\"v0\"")), body.formatted(id, "2"), List.of(id)))
                .isNotEqualTo(missing);
    }
}
