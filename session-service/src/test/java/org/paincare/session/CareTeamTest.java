package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.due.Timer;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;

/** Who answers for a session, what is owed to the authority, and what is charted afterwards. */
@QuarkusTest
class CareTeamTest {

    private static UUID nurse2;

    @Inject
    Ward ward;

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    @Inject
    Timer timer;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
        if (nurse2 == null) {
            nurse2 = events.staff(Tokens.identity("nurse2", "bogota").sub(), "NURSE");
        }
    }

    @Test
    void aSessionMovesWithItsAlarmsWhenBothConfirm() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        ward.observe(session, Map.of("sbpMmHg", 190, "dbpMmHg", 100)).expect(201);
        var offered = offer("nurse", session, nurse2).expect(201).json();
        assertThat(responsible(session)).isNotEqualTo(nurse2);
        offer("nurse", session, nurse2).refused(409, "HANDOVER_OPEN");
        Ward.as("nurse")
                .with("If-Match", ward.session(session).etag())
                .post("/v1/sessions/" + session + "/responsible-nurse", Map.of("responsibleNurseId", nurse2))
                .refused(409, "HANDOVER_NEEDED");
        var id = offered.get("id").asText();
        accept("nurse3", id, Map.of()).refused(422, "NOT_RESPONSIBLE");

        var accepted = accept("nurse2", id, Map.of()).expect(200).json();

        assertThat(accepted.get("state").asText()).isEqualTo("ACCEPTED");
        assertThat(accepted.get("alarmIds")).isNotEmpty();
        assertThat(responsible(session)).isEqualTo(nurse2);
        accept("nurse2", id, Map.of()).refused(409, "HANDOVER_STATE");
        offer("nurse", session, nurse2).refused(422, "NOT_RESPONSIBLE");
        offer("nurse2", session, nurse2).refused(422, "SAME_PERSON");
        offer("nurse2", session, UUID.randomUUID()).refused(422, "UNKNOWN_STAFF");
    }

    @Test
    void onASharedTabletTheNextNurseSigns() {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        var offered = offer("nurse", session, nurse2).expect(201).json();
        var id = offered.get("id").asText();
        var resource = "/v1/handovers/" + id;
        var hash = offered.get("contentHash").asText();
        var own = Ward.signed(resource, hash, "nurse", "ACCEPTS").getFirst();
        accept("nurse", id, Map.of("signatureId", own)).refused(422, "SAME_SIGNER");
        var theirs = Ward.signed(resource, hash, "nurse2", "ACCEPTS").getFirst();

        accept("nurse", id, Map.of("signatureId", theirs)).expect(200);

        assertThat(responsible(session)).isEqualTo(nurse2);
        assertThat(Ward.as("nurse")
                        .get("/v1/sessions/" + session + "/handovers")
                        .expect(200)
                        .json()
                        .get("items"))
                .hasSize(1);
        Ward.inCartagena("nurse").post(resource + "/acceptance", Map.of()).refused(404, "NOT_FOUND");
    }

    @Test
    void anOfferThatIsRefusedLeavesTheSessionWhereItIs() {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        var before = responsible(session);
        var id = offer("nurse", session, nurse2).expect(201).json().get("id").asText();
        Ward.as("nurse2")
                .post("/v1/handovers/" + id + "/refusal", Map.of("reason", "two sessions already"))
                .expect(200);
        assertThat(responsible(session)).isEqualTo(before);
        var again = offer("nurse", session, nurse2).expect(201).json().get("id").asText();
        Ward.as("nurse")
                .post("/v1/handovers/" + again + "/withdrawal", Map.of("reason", "stays after all"))
                .expect(200);
        accept("nurse2", again, Map.of()).refused(409, "HANDOVER_STATE");
    }

    @Test
    void aSeriousAdverseEventOwesAReportWithin72Hours() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        var first = adverse(session, Map.of("serious", true)).expect(201);
        var second = adverse(session, Map.of("serious", true, "supersedesAdverseEventId", first.id()))
                .expect(201);
        adverse(session, Map.of("serious", false)).expect(201);
        var owed = reports(session);
        assertThat(owed).hasSize(1);
        var report = owed.getFirst();
        assertThat(report.get("form").asText()).isEqualTo("FOREAM");
        assertThat(report.get("adverseEventId").asText()).isEqualTo(second.id().toString());
        assertThat(report.get("overdue").asBoolean()).isFalse();
        var path = "/v1/pharmacovigilance-reports/" + report.get("id").asText();
        var export =
                Ward.as("medical-director").get(path + "/export").expect(200).json();
        assertThat(export.at("/event/code").asText()).isEqualTo("NAUS");
        assertThat(export.at("/medicines/0/substance").asText()).isEqualTo("KETAMINE");
        assertThat(export.at("/medicines/0/lotNumber").asText()).isNotEmpty();
        assertThat(export.at("/patient/ageYears").asInt()).isGreaterThan(18);
        var task = taskOf(session, "REPORT_ADVERSE_EVENT");
        assertThat(task.at("/assignee/role").asText()).isEqualTo("MEDICAL_DIRECTOR");
        assertThat(task.get("dueAt")).isEqualTo(report.get("dueAt"));
        clinic.minutes(72 * 60 + 1);
        Tenancy.apartFromTheRequest(timer::runDue);
        assertThat(taskOf(session, "REPORT_ADVERSE_EVENT").at("/assignee/role").asText())
                .as("overdue, another is asked")
                .isEqualTo("PRESCRIBER");
        assertThat(reports(session).getFirst().get("overdue").asBoolean()).isTrue();
        Ward.as("nurse")
                .post(path + "/submission", Map.of("reference", "INV-1"))
                .refused(403, "FORBIDDEN");

        var told = Ward.as("medical-director")
                .post(path + "/submission", Map.of("reference", "INV-1"))
                .expect(200)
                .json();

        assertThat(told.get("state").asText()).isEqualTo("SUBMITTED");
        assertThat(taskOf(session, "REPORT_ADVERSE_EVENT").get("state").asText())
                .isEqualTo("DONE");
        Ward.as("medical-director")
                .post(path + "/dismissal", Map.of("reason", "a mistake"))
                .refused(409, "REPORT_STATE");
        Ward.inCartagena("medical-director").get(path).refused(404, "NOT_FOUND");
    }

    private static JsonNode taskOf(UUID session, String kind) {
        for (var state : List.of("OPEN", "DONE")) {
            for (var task : Ward.as("nurse")
                    .get("/v1/tasks?sessionId=" + session + "&kind=" + kind + "&state=" + state)
                    .expect(200)
                    .json()
                    .get("items")) {
                return task;
            }
        }
        throw new AssertionError("no " + kind);
    }

    @Test
    void aSessionRunOnPaperIsChartedAfterwardsByTwoPeopleWithItsGuardsAsWarnings() {
        var session = ward.bookedSession(ward.patient());
        var from = clinic.now().plusSeconds(60);
        clinic.minutes(180);
        var to = clinic.now().minusSeconds(600);
        ward.command(
                        "nurse",
                        session,
                        "check-in",
                        Map.of("occurredAt", from.plusSeconds(120).toString()))
                .refused(422, "OCCURRED_TOO_EARLY");
        var hours = Map.<String, Object>of(
                "from", from.toString(), "to", to.toString(), "reason", "corte de energía, registro en papel");
        var resource = "/v1/sessions/" + session + "/downtime-chartings";
        var hash = Ward.as("nurse")
                .post("/v1/sessions/" + session + "/downtime-charting-previews", hours)
                .expect(200)
                .json()
                .get("contentHash")
                .asText();
        open(resource, hours, Ward.signed(resource, hash, "nurse", "CHARTS", "nurse", "WITNESSES"))
                .refused(422, "SAME_SIGNER");
        open(resource, hours, Ward.signed(resource, hash, "nurse", "CHARTS", "nurse2", "WITNESSES"))
                .expect(201);
        ward.command(
                        "nurse3",
                        session,
                        "check-in",
                        Map.of("occurredAt", from.plusSeconds(120).toString()))
                .refused(422, "OCCURRED_TOO_EARLY");
        ward.command(
                        "nurse",
                        session,
                        "check-in",
                        Map.of("occurredAt", from.plusSeconds(120).toString()))
                .expect(200);
        Ward.as("nurse")
                .post(
                        "/v1/sessions/" + session + "/pre-checks",
                        Map.of(
                                "items",
                                List.of(Map.of("item", "WEIGHT", "outcome", "FAIL", "reason", "no scale")),
                                "occurredAt",
                                from.plusSeconds(300).toString()))
                .expect(200);

        var ready = ward.command(
                "nurse2",
                session,
                "ready",
                Map.of("occurredAt", from.plusSeconds(600).toString()));

        ready.expect(200);
        assertThat(ready.json().get("state").asText()).isEqualTo("READY");
        assertThat(ready.json().get("transitions").findValues("warnings").toString())
                .contains("ORDER_SIGNED", "VIAL_RESERVED");
        ward.command("nurse2", session, "start", Map.of()).refused(422, "GUARD_REFUSES");
        open(
                        resource,
                        Map.of(
                                "from",
                                from.toString(),
                                "to",
                                clinic.now().plusSeconds(60).toString(),
                                "reason",
                                "later"),
                        List.of(UUID.randomUUID(), UUID.randomUUID()))
                .refused(422, "DOWNTIME_IMPOSSIBLE");
    }

    @Test
    void theTimelineReadsFromTheFirstStepToTheLast() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        ward.normal(session);
        adverse(session, Map.of("serious", false)).expect(201);

        var timeline = Ward.as("nurse")
                .with("Accept-Language", "en")
                .get("/v1/sessions/" + session + "/timeline")
                .expect(200)
                .json();

        assertThat(timeline.get("entries").findValuesAsText("kind"))
                .contains(
                        "STEP",
                        "PRE_CHECK",
                        "ORDER_SIGNED",
                        "PREPARED",
                        "PREPARATION_CHECKED",
                        "PUMP",
                        "INFUSION",
                        "OBSERVATION",
                        "ADVERSE_EVENT",
                        "LEDGER",
                        "STANDING");
        assertThat(timeline.get("entries").findValuesAsText("text")).noneMatch(text -> text.contains("{"));
        var times = timeline.get("entries").findValuesAsText("at").stream()
                .map(java.time.Instant::parse)
                .toList();
        assertThat(times).isSorted();
        var text = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/timeline/text")
                .expect(200);
        assertThat(text.header("Content-Type")).startsWith("text/plain");
        assertThat(text.response().body())
                .contains("READY → INFUSING (START)", "SBP 126 mmHg", "DISPENSE_TO_SESSION: 50 mg");
        Ward.as("coordinator").get("/v1/sessions/" + session + "/timeline").refused(403, "FORBIDDEN");
    }

    @Test
    void papersNameTheirSignerAndHash() {
        var session = ward.bookedSession(ward.patient());
        var documents = "/v1/sessions/" + session + "/documents/";
        Ward.as("nurse").get(documents + "order-label").refused(409, "ORDER_STATE");
        ward.infusing(session);
        for (var document : List.of("order-label", "discharge-instructions")) {
            var paper = Ward.as("nurse")
                    .with("Accept-Language", "es")
                    .get(documents + document)
                    .expect(200);
            assertThat(paper.header("Content-Type")).isEqualTo("application/pdf");
            assertThat(paper.header("X-Content-Hash")).matches("[0-9a-f]{64}");
            assertThat(paper.response().body()).startsWith("%PDF-");
        }
        Ward.as("nurse").get(documents + "note").refused(404, "NOT_FOUND");
        Ward.as("nurse")
                .put("/v1/sessions/" + session + "/note", Map.of("body", "Sin novedad."))
                .expect(200);
        Ward.as("nurse").get(documents + "note").expect(200);
        saysWhatIsPrinted(session, documents);
        Ward.inCartagena("nurse").get(documents + "order-label").refused(404, "NOT_FOUND");
    }

    /** Every paper of a session word for word, in both languages; the same facts in each. */
    private static void saysWhatIsPrinted(UUID session, String documents) {
        var order = Ward.as("nurse").get("/v1/sessions/" + session).expect(200).json();
        var patient = order.get("patientId").asText();

        assertThat(Papers.words("nurse", documents + "order-label", "es"))
                .contains(
                        "KETAMINA - rótulo de la orden",
                        patient,
                        session.toString(),
                        "Concentración",
                        "mg/mL",
                        "Dosis de la orden",
                        "Velocidad inicial de la bomba",
                        "Preparado por",
                        "Comprobado por",
                        "Firmado por",
                        "registro profesional",
                        "Huella firmada")
                .doesNotContain("SIN PREPARAR", "BORRADOR", "order label");
        assertThat(Papers.words("nurse", documents + "order-label", "en"))
                .contains("KETAMINE - order label", patient, "Ordered dose", "Checked by", "Signed hash")
                .doesNotContain("NOT PREPARED", "rótulo");
        assertThat(Papers.words("nurse", documents + "discharge-instructions", "es"))
                .contains(
                        "Instrucciones después de su sesión",
                        "No conduzca ni maneje máquinas hasta mañana",
                        "No firme documentos legales",
                        "Si aparecen ideas de hacerse daño",
                        "Número de urgencias: 123",
                        "BORRADOR SIN FIRMA");
        assertThat(Papers.words("nurse", documents + "discharge-instructions", "en"))
                .contains(
                        "Instructions after your session",
                        "Do not drive or use machines until tomorrow",
                        "If thoughts of harming yourself come up",
                        "Emergency number: 123",
                        "UNSIGNED DRAFT")
                .doesNotContain("urgencias");
        assertThat(Papers.words("nurse", documents + "note", "es"))
                .contains("Nota de la sesión", "INFUSING", "Sin novedad.", "Ninguno registrado", "BORRADOR SIN FIRMA");
        assertThat(Papers.words("nurse", documents + "note", "en"))
                .contains("Session note", "Ketamine given", "Sin novedad.", "None recorded", "UNSIGNED DRAFT");
    }

    @Test
    void theCatalogueOfAdverseEventsIsThere() {
        var kinds = Ward.as("nurse")
                .with("Accept-Language", "es")
                .get("/v1/adverse-event-kinds")
                .expect(200)
                .json();
        assertThat(kinds.get("kinds").findValuesAsText("code")).contains("HTN", "DESAT", "SUIC");
        assertThat(kinds.at("/kinds/0/name").asText()).isEqualTo("Hipertensión");
        assertThat(kinds.at("/kinds/0/actions/4").toString()).contains("TRANSFER");
    }

    private static Answer offer(String user, UUID session, UUID to) {
        return Ward.as(user)
                .post(
                        "/v1/sessions/" + session + "/handovers",
                        Map.of("toNurseId", to, "situation", "Infusión en curso, náusea leve, reevaluar en 10 min"));
    }

    private static Answer accept(String user, String handover, Map<String, ?> body) {
        return Ward.as(user).post("/v1/handovers/" + handover + "/acceptance", body);
    }

    private UUID responsible(UUID session) {
        return UUID.fromString(
                ward.session(session).json().at("/responsibleNurse/id").asText());
    }

    private static Answer adverse(UUID session, Map<String, ?> but) {
        var event = new java.util.LinkedHashMap<String, Object>(Map.of(
                "code", "NAUS", "grade", 2, "causality", "PROBABLE", "action", "TREATED", "description", "vómito"));
        event.putAll(but);
        return Ward.as("nurse").post("/v1/sessions/" + session + "/adverse-events", event);
    }

    private static List<com.fasterxml.jackson.databind.JsonNode> reports(UUID session) {
        var found = new java.util.ArrayList<com.fasterxml.jackson.databind.JsonNode>();
        for (var report : Ward.as("medical-director")
                .get("/v1/pharmacovigilance-reports?state=ALL")
                .expect(200)
                .json()
                .get("items")) {
            if (report.get("sessionId").asText().equals(session.toString())) {
                found.add(report);
            }
        }
        return found;
    }

    private static Answer open(String resource, Map<String, Object> hours, List<UUID> signatures) {
        var body = new java.util.LinkedHashMap<String, Object>(hours);
        body.put("signatureIds", signatures);
        return Ward.as("nurse").post(resource, body);
    }
}
