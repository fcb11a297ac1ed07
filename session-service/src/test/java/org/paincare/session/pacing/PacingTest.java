package org.paincare.session.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.session.Clinics.as;
import static org.paincare.session.Clinics.once;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.event.Inbox;
import org.paincare.session.Clinic;
import org.paincare.session.Clinics;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.TestServers;
import org.paincare.testing.contract.ConsumerContract;
import org.paincare.testing.contract.ProducerContract;
import org.paincare.testing.local.DemoClinic;

/** Outcomes propose, a prescriber decides, and nothing changes a dose but a signature. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "session"), @ResourceArg(name = "kafka", value = "true")})
class PacingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID NOBODY = new UUID(0, 1);

    @Inject
    Inbox inbox;

    @Inject
    Clinic clinic;

    private UUID patient = new UUID(0, 0);
    private UUID plan = patient;

    @BeforeEach
    void somebodyWithASignedPlan() {
        Clinics.open(inbox);
        patient = Clinics.patient(inbox);
        plan = as("prescriber")
                .post("/v1/patients/" + patient + "/plans", Map.of("protocolId", "OUT-MOI", "dosingWeightKg", "70"))
                .expect(201)
                .id();
        sign();
    }

    @Test
    void anAcceptedProposalIsADraftUntilItIsSigned() throws Exception {
        var proposal = proposed("LOWER_DOSE", "0.375", null, 1, Duration.ofDays(6));

        var decided = decide(proposal, Map.of("decision", "ACCEPT")).expect(200).json();

        assertThat(decided.get("state").asText()).isEqualTo("ACCEPTED");
        assertThat(decided.get("draftRevision").asInt()).isEqualTo(2);
        var before = plan();
        assertThat(before.at("/inForce/doseMgPerKg").asText()).isEqualTo("0.5");
        assertThat(before.at("/draft/doseMgPerKg").asText()).isEqualTo("0.375");
        assertThat(before.at("/draft/basedOn/proposalId").asText()).isEqualTo(proposal.toString());
        sign();
        assertThat(plan().at("/inForce/doseMgPerKg").asText()).isEqualTo("0.375");
        assertThat(told("PlanRevised").get("proposalId").asText()).isEqualTo(proposal.toString());
    }

    @Test
    void aProposalIsChangedWithAReasonIntoSomethingElse() {
        var proposal = proposed("RAISE_DOSE", "0.6", null, 1, Duration.ofDays(6));
        var instead = new HashMap<String, Object>(
                Map.of("decision", "CHANGE", "changes", Map.of("intervalDays", 14, "sessionsPlanned", 2)));

        decide(proposal, instead).refused(422, "REASON_REQUIRED");
        instead.put("reason", "a second session rather than more at once");
        var decided = decide(proposal, instead).expect(200).json();

        assertThat(decided.get("state").asText()).isEqualTo("CHANGED");
        assertThat(plan().at("/draft/intervalDays").asInt()).isEqualTo(14);
        assertThat(plan().at("/draft/doseMgPerKg").asText()).isEqualTo("0.5");
    }

    @Test
    void aRefusalNeedsAReasonChangesNothingAndIsFinal() {
        var proposal = proposed("STOP_FUTILITY", null, null, 1, Duration.ofDays(6));

        decide(proposal, Map.of("decision", "REFUSE")).refused(422, "REASON_REQUIRED");
        decide(proposal, Map.of("decision", "REFUSE", "reason", "function improved"))
                .expect(200);
        decide(proposal, Map.of("decision", "ACCEPT")).refused(409, "PROPOSAL_DECIDED");

        assertThat(plan().get("state").asText()).isEqualTo("ACTIVE");
        assertThat(plan().has("draft")).isFalse();
        var listed = as("nurse")
                .get("/v1/patients/" + patient + "/pacing-proposals")
                .expect(200)
                .json()
                .get("items");
        assertThat(listed.findValuesAsText("decisionReason")).containsExactly("function improved");
        assertThat(listed.at("/0/evidence/worstGrade").asInt()).isEqualTo(2);
    }

    @Test
    void anAcceptedSuspensionHoldsThePlanAtOnce() {
        var proposal = proposed("SUSPEND", null, null, 1, Duration.ofDays(6));

        decide(proposal, Map.of("decision", "ACCEPT", "reason", "grade 3 reaction"))
                .expect(200);

        assertThat(plan().get("state").asText()).isEqualTo("ON_HOLD");
    }

    @Test
    void maintenanceWidensTheIntervalAndNamesThePhase() {
        var proposal = proposed("START_MAINTENANCE", null, 28, 1, Duration.ofDays(6));

        decide(proposal, Map.of("decision", "ACCEPT")).expect(200);

        assertThat(plan().at("/draft/intervalDays").asInt()).isEqualTo(28);
        assertThat(plan().at("/draft/phase").asText()).isEqualTo("MAINTENANCE");
    }

    @Test
    void aProposalForAnotherRevisionOrPastItsTimeIsNotAccepted() {
        var other = proposed("LOWER_DOSE", "0.375", null, 2, Duration.ofDays(6));
        decide(other, Map.of("decision", "ACCEPT")).refused(409, "PROPOSAL_STALE");

        patient = Clinics.patient(inbox);
        var late = proposed("LOWER_DOSE", "0.375", null, 1, Duration.ofDays(-1));
        decide(late, Map.of("decision", "ACCEPT")).refused(409, "PROPOSAL_STALE");
        assertThat(as("nurse")
                        .get("/v1/patients/" + patient + "/pacing-proposals")
                        .json()
                        .at("/items/0/state")
                        .asText())
                .isEqualTo("EXPIRED");
    }

    @Test
    void onlyAPrescriberOfThisClinicDecides() {
        var proposal = proposed("LOWER_DOSE", "0.375", null, 1, Duration.ofDays(6));
        var path = "/v1/pacing-proposals/" + proposal + "/decision";
        var stranger = Clinics.inCartagena("prescriber");

        once("nurse").post(path, Map.of("decision", "ACCEPT")).refused(403, "FORBIDDEN");
        stranger.post(path, Map.of("decision", "ACCEPT")).refused(404, "NOT_FOUND");
        stranger.get("/v1/patients/" + patient + "/pacing-proposals").refused(404, "NOT_FOUND");
    }

    @Test
    void everyProposalThatMayArriveIsRead() {
        ConsumerContract.assertReads(
                "org.paincare.outcome.PacingProposed.v1", data -> event(data).dataAs(Proposed.class));
    }

    private static org.paincare.platform.event.IncomingEvent event(JsonNode data) {
        return new org.paincare.platform.event.IncomingEvent(
                UUID.randomUUID(), "/paincare/outcome", "x", NOBODY, NOBODY, 1, Instant.EPOCH, null, data.toString());
    }

    private UUID proposed(String kind, String dose, Integer intervalDays, int revision, Duration validFor) {
        var proposal = UUID.randomUUID();
        var data = JSON.createObjectNode()
                .put("patientId", patient.toString())
                .put("proposalId", proposal.toString())
                .put("planId", plan.toString())
                .put("planRevision", revision)
                .put("kind", kind)
                .put("validUntil", clinic.now().plus(validFor).toString())
                .put("ruleVersion", "2026.1");
        if (dose != null) {
            data.put("doseMgPerKg", dose);
        }
        if (intervalDays != null) {
            data.put("intervalDays", intervalDays);
        }
        data.putArray("reasons").add("ADVERSE_EVENT_GRADE_2");
        data.putObject("evidence").put("worstGrade", 2).put("nrsChangePercent", -42.86);
        Clinics.tell(inbox, "outcome", "PacingProposed", patient, data);
        return proposal;
    }

    private org.paincare.testing.http.Answer decide(UUID proposal, Map<String, Object> decision) {
        return once("prescriber").post("/v1/pacing-proposals/" + proposal + "/decision", decision);
    }

    private JsonNode plan() {
        return as("prescriber").get("/v1/plans/" + plan).expect(200).json();
    }

    private void sign() {
        var read = as("prescriber").get("/v1/plans/" + plan).expect(200);
        var hash = read.json().at("/draft/contentHash").asText();
        var signature = Clinics.signature("prescriber", "prescriber", "/v1/plans/" + plan, hash, "PRESCRIBES");
        as("prescriber")
                .with("If-Match", read.etag())
                .post("/v1/plans/" + plan + "/signatures", Map.of("signatureIds", List.of(signature)))
                .expect(200);
    }

    /** The event as it leaves, after its contract. */
    private JsonNode told(String name) throws SQLException, IOException {
        try (var database = TestServers.shared().postgres().superuser("paincare_session");
                var sql = database.createStatement();
                var rows = sql.executeQuery(
                        "SELECT data, sequence FROM (SELECT type, stream_id, sequence, data FROM outbox"
                                + " UNION ALL SELECT type, stream_id, sequence, data FROM event_log) e WHERE stream_id = '"
                                + patient
                                + "' AND type LIKE '%" + name + "%' ORDER BY sequence DESC")) {
            assertThat(rows.next()).as(name + " was told").isTrue();
            var data = JSON.readTree(rows.getString("data"));
            var headers = new LinkedHashMap<String, String>();
            headers.put("ce_specversion", "1.0");
            headers.put("ce_id", UUID.randomUUID().toString());
            headers.put("ce_source", "/paincare/session");
            headers.put("ce_type", "org.paincare.session." + name + ".v1");
            headers.put("ce_subject", patient.toString());
            headers.put("ce_time", "2026-01-20T17:00:00Z");
            headers.put("ce_clinicid", DemoClinic.BOGOTA.id().toString());
            headers.put("ce_sequence", rows.getString("sequence"));
            headers.put("ce_datacontenttype", "application/json");
            headers.put("traceparent", "00-9d75ad41adc00682581fa61ec7ab89b4-275f5cc4af8c3c15-01");
            assertThat(ProducerContract.violations(headers, data)).isEmpty();
            return data;
        }
    }
}
