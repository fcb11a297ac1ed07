package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.due.Timer;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;

/** Who answers for a session, and what is charted afterwards. */
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
        AdverseEventReportTest.adverse(session, Map.of("serious", false)).expect(201);

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

    private static Answer open(String resource, Map<String, Object> hours, List<UUID> signatures) {
        var body = new java.util.LinkedHashMap<String, Object>(hours);
        body.put("signatureIds", signatures);
        return Ward.as("nurse").post(resource, body);
    }
}
