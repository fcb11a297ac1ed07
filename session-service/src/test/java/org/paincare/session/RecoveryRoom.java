package org.paincare.session;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.paincare.testing.http.Answer;

/** What is done after the drug, over HTTP: recovery, discharge, the drug's remains, the note. */
@Singleton
public class RecoveryRoom {

    private final Ward ward;
    private final Clinic clinic;

    RecoveryRoom(Ward ward, Clinic clinic) {
        this.ward = ward;
        this.clinic = clinic;
    }

    /** From the stopped infusion to a patient who has recovered and was seen so; the last assessment. */
    public Answer recovered(UUID session) {
        ward.command("nurse", session, "recovery", Map.of()).expect(200);
        clinic.minutes(45);
        return seenWell(session);
    }

    /** Two scores a quarter of an hour apart, normal readings, and nothing open. */
    public Answer seenWell(UUID session) {
        scored(session);
        clinic.minutes(20);
        scored(session);
        ward.normal(session);
        return assessed(session, Map.of());
    }

    public void discharged(UUID session) {
        var hash = recovered(session).json().get("contentHash").asText();
        var signature = Ward.signed("/v1/sessions/" + session, hash, "nurse", "DISCHARGES")
                .getFirst();
        ward.command(
                        "nurse",
                        session,
                        "discharge",
                        Map.of("signatureId", signature, "comfort", List.of(Map.of("code", "FELT_SAFE", "score", 9))))
                .expect(200);
    }

    public void scored(UUID session) {
        Ward.as("nurse")
                .post(
                        "/v1/sessions/" + session + "/recovery-scores",
                        Map.of(
                                "extremitiesMoved",
                                4,
                                "respiration",
                                "DEEP_BREATH_AND_COUGH",
                                "systolicMmHg",
                                126,
                                "consciousness",
                                "FULLY_AWAKE",
                                "spo2Percent",
                                93,
                                "onOxygen",
                                false))
                .expect(201);
    }

    /** Well in every point but these. */
    public static Answer assessed(UUID session, Map<String, Object> but) {
        var seen = new LinkedHashMap<String, Object>();
        seen.put("rass", 0);
        seen.put("cadss6", 1);
        seen.put("escortName", "Hermana Ficticia");
        for (var point : List.of(
                "orientedTimesThree",
                "steadyGait",
                "nauseaControlled",
                "suicidalityExcluded",
                "ivRemoved",
                "writtenInstructions",
                "emergencyNumber",
                "followUpTasks")) {
            seen.put(point, true);
        }
        seen.put("vitalsAccepted", false);
        seen.putAll(but);
        seen.values().removeIf(Objects::isNull);
        return Ward.as("nurse")
                .post("/v1/sessions/" + session + "/discharge-assessments", seen)
                .expect(201);
    }

    /** Residual drug, seen by a second nurse. */
    public Answer wastes(UUID session, String mg) {
        var waste =
                Map.<String, Object>of("type", "WASTE", "sessionId", session, "mg", mg, "reason", "residual volume");
        var hash = Ward.as("nurse")
                .post("/v1/ledger-event-previews", waste)
                .expect(200)
                .json()
                .get("hash")
                .asText();
        var witness =
                Ward.signed("/v1/ledger-events", hash, "nurse2", "WITNESSES").getFirst();
        var witnessed = new LinkedHashMap<String, Object>(waste);
        witnessed.put("witnessSignatureId", witness);
        return ward.move("nurse", witnessed);
    }

    public void noteSigned(UUID session) {
        var note = Ward.as("nurse")
                .put("/v1/sessions/" + session + "/note", Map.of("body", "Sesión sin novedad."))
                .expect(200)
                .json();
        var resource = "/v1/sessions/" + session + "/note";
        Ward.as("prescriber")
                .post(
                        resource + "/signatures",
                        Map.of(
                                "signatureIds",
                                Ward.signed(resource, note.get("contentHash").asText(), "prescriber", "AUTHORS")))
                .expect(200);
    }
}
