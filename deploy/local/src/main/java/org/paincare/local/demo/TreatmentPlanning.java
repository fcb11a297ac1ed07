package org.paincare.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.paincare.testing.local.DemoClinic;

/** Her plan, its signed revisions, the decisions over proposals, and the places booked for her. */
final class TreatmentPlanning {

    private static final int SESSION_HOURS = 4;

    private final DemoWoman her;
    private final UUID chair;
    private UUID plan = new UUID(0, 0);

    TreatmentPlanning(DemoWoman her, String chairName) {
        this.her = her;
        this.chair = her.as("head-nurse")
                .post("/v1/clinics/" + DemoClinic.BOGOTA.id() + "/chairs", Map.of("name", chairName))
                .expect(201)
                .id();
    }

    /** DEMO-OUT for 64 kg: 0.25 mg/kg/h over 2 h, weekly, six times. */
    void draftAndSign() {
        plan = her.as("prescriber")
                .post(her.path("/plans"), Map.of("protocolId", "DEMO-OUT", "dosingWeightKg", "64"))
                .expect(201)
                .id();
        signDraft();
    }

    /** Signs whatever draft the plan has. */
    private void signDraft() {
        var path = "/v1/plans/" + plan;
        var hash = read().at("/draft/contentHash").asText();
        her.command(
                "prescriber",
                path,
                "signatures",
                Map.of("signatureIds", List.of(her.signed("prescriber", path, hash, "PRESCRIBES"))));
    }

    JsonNode read() {
        return her.as("prescriber").get("/v1/plans/" + plan).expect(200).json();
    }

    /** Books her from that time on; the session's id. */
    UUID book(Instant from) {
        var place = new LinkedHashMap<String, Object>();
        place.put("patientId", her.id());
        place.put("planId", plan);
        place.put("chairId", chair);
        place.put("startsAt", from.toString());
        place.put("endsAt", from.plusSeconds(SESSION_HOURS * 3600L).toString());
        var booked = her.once("coordinator").post("/v1/bookings", place).expect(201);
        return UUID.fromString(booked.json().get("sessionId").asText());
    }

    /** Accepts the open proposal of that kind at her weight of today, and signs the draft it makes. */
    void accept(String kind) {
        var proposal = open(kind);
        var decision = new LinkedHashMap<String, Object>();
        decision.put("decision", "ACCEPT");
        decision.put("dosingWeightKg", "64");
        decision.put("weightMeasuredAt", her.time().now().toString());
        var decided = her.once("prescriber")
                .post("/v1/pacing-proposals/" + proposal.get("id").asText() + "/decision", decision)
                .expect(200)
                .json();
        if (decided.hasNonNull("draftRevision")) {
            signDraft();
        }
    }

    private JsonNode open(String kind) {
        her.time().settle();
        var proposals = her.as("prescriber")
                .get(her.path("/pacing-proposals"))
                .expect(200)
                .json()
                .get("items");
        for (var proposal : proposals) {
            if (proposal.get("state").asText().equals("OPEN")
                    && proposal.get("kind").asText().equals(kind)) {
                return proposal;
            }
        }
        throw new IllegalStateException("no " + kind + " is proposed: " + proposals);
    }

    /** The review that is due, recorded and signed. */
    void reviewed(String decision, String note) {
        var review = her.post("prescriber", "/programme-reviews", Map.of("decision", decision, "note", note));
        var path = "/v1/programme-reviews/" + review.get("id").asText();
        var signature = her.signed("prescriber", path, review.get("contentHash").asText(), "PROGRAMME_REVIEW");
        her.command("prescriber", path, "signatures", Map.of("signatureId", signature));
    }
}
