package org.paincare.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;

/**
 * One session from check-in to closed: a negative pregnancy test and an escort, every set of signs when it is due, recovery, the drug accounted for to the milligram.
 */
final class SessionDay {

    /** What this day is like. */
    record Story(int painBefore, int painAfter, boolean criticalPressure, boolean nausea) {

        static final Story GOOD = new Story(7, 3, false, false);
    }

    private static final int FIRST_READINGS = 3;
    private static final Duration BETWEEN_READINGS = Duration.ofMinutes(5);
    private static final BigDecimal DISPENSED_MG = BigDecimal.valueOf(50);
    private static final int WEIGHT_KG = 64;

    private final DemoWoman her;
    private final UUID id;
    private final UUID vial;
    private final Story story;
    private final BigDecimal doseMg;
    private final BigDecimal rateMlPerHour;

    /** @param plan the plan in force, which says dose and rate; prepared at 1 mg/mL, so that mL are mg */
    SessionDay(DemoWoman her, UUID id, UUID vial, JsonNode plan, Story story) {
        this.her = her;
        this.id = id;
        this.vial = vial;
        this.story = story;
        this.doseMg = perKilogram(plan, "/inForce/doseMgPerKg");
        this.rateMlPerHour = perKilogram(plan, "/inForce/startRateMgPerKgPerHour");
    }

    private static BigDecimal perKilogram(JsonNode plan, String figure) {
        return new BigDecimal(plan.at(figure).asText()).multiply(BigDecimal.valueOf(WEIGHT_KG));
    }

    void runs() {
        arrives();
        firstPressure(her.time().now());
        her.time().pass(BETWEEN_READINGS);
        preparedToStart();
        starts();
        infused();
        recovered();
        accountedFor();
        noteSigned();
        command("nurse", "close", Map.of());
    }

    /** From check-in to READY at once: the first pressure was taken in the waiting room and is charted now. */
    void waitsForTheStart() {
        arrives();
        firstPressure(her.time().now().minus(BETWEEN_READINGS).minusSeconds(60));
        preparedToStart();
    }

    private void arrives() {
        command("nurse", "check-in", Map.of());
        ordered();
        prepared();
    }

    /** The pressure of the day is the latest of two readings five minutes apart. */
    private void firstPressure(Instant at) {
        observed(
                124,
                78,
                74,
                Map.of("tempCel", 37, "nrs", story.painBefore(), "cadss6", 0, "observedAt", at.toString()));
    }

    private void preparedToStart() {
        preChecked();
        her.commandOnceSheStands("nurse", "/v1/sessions/" + id, "ready");
        pumpChecked();
    }

    void starts() {
        her.commandOnceSheStands("nurse", "/v1/sessions/" + id, "start");
    }

    private void ordered() {
        var order = new LinkedHashMap<String, Object>();
        order.put("weightKg", Integer.toString(WEIGHT_KG));
        order.put("weightMeasuredAt", her.time().now().toString());
        order.put("vialConcentrationMgPerMl", "50");
        order.put("concentrationMgPerMl", "1");
        order.put("statedDoseMg", text(doseMg));
        order.put("statedVolumeMl", text(doseMg));
        order.put("statedPumpRateMlPerHour", text(rateMlPerHour));

        var drafted = her.once("prescriber")
                .post("/v1/sessions/" + id + "/dose-orders", order)
                .expect(201);
        var path = "/v1/dose-orders/" + drafted.id();
        var signature =
                her.signed("prescriber", path, drafted.json().get("contentHash").asText(), "PRESCRIBES");
        her.command("prescriber", path, "signatures", Map.of("signatureIds", List.of(signature)));
    }

    /** One vial of 50 mg drawn up to 50 mL of 1 mg/mL, and checked by a second nurse. */
    private void prepared() {
        moved(Map.of("type", "DISPENSE_TO_SESSION", "containerId", vial, "sessionId", id, "volumeMl", "1"));
        var preparation = here("nurse")
                .post(
                        session("/preparations"),
                        Map.of(
                                "vialConcentrationMgPerMl", "50",
                                "drawnMl", "1",
                                "diluentMl", "49",
                                "labelledMgPerMl", "1",
                                "primingMl", "5",
                                "diluent", "NaCl 0,9 %",
                                "beyondUseMinutes", 360))
                .expect(201);
        here("nurse2")
                .post(
                        "/v1/preparations/" + preparation.id() + "/check",
                        Map.of("vialConcentrationMgPerMl", "50", "labelledMgPerMl", "1"))
                .expect(200);
    }

    private void preChecked() {
        observed(122, 76, 72, Map.of());
        var items = new ArrayList<Map<String, Object>>();
        for (var item : here("nurse").get(session("")).expect(200).json().get("preChecks")) {
            var code = item.get("item").asText();
            items.add(Map.of("item", code, "outcome", "PASS", "facts", factsOf(code)));
        }
        here("nurse").post(session("/pre-checks"), Map.of("items", items)).expect(200);
    }

    /** What an answer of the pre-check rests on, where it rests on something measured. */
    private static List<Map<String, Object>> factsOf(String item) {
        return switch (item) {
            case "WEIGHT" -> List.of(Map.of("code", "WEIGHT_KG", "value", WEIGHT_KG, "unit", "kg"));
            case "PREGNANCY_TEST" -> List.of(Map.of("code", "PREGNANCY_TEST", "valueCode", "NEGATIVE"));
            case "MOOD_AND_SUICIDALITY" -> List.of(Map.of("code", "PHQ9_ITEM9", "value", 0, "unit", "{score}"));
            default -> List.of();
        };
    }

    private void pumpChecked() {
        var read = Map.of("rateMlPerHour", text(rateMlPerHour), "volumeMl", "45");
        pump("nurse", "SET", read);
        pump("nurse2", "CHECK", read);
    }

    private void pump(String user, String step, Map<String, String> read) {
        var body = new LinkedHashMap<String, Object>(read);
        body.put("step", step);
        here(user).post(session("/pump-check"), body).expect(200);
    }

    private void infused() {
        for (int i = 0; i < FIRST_READINGS; i++) {
            her.time().pass(BETWEEN_READINGS);
            observed(128, 80, 76, Map.of());
        }
        her.time().pass(Duration.ofMinutes(15));
        if (story.criticalPressure()) {
            pressureIsCritical();
        } else {
            observed(134, 84, 80, Map.of("nrs", story.painBefore() - 1));
            her.time().pass(Duration.ofMinutes(10));
            here("nurse").post(session("/observations"), Map.of("cadss6", 4)).expect(201);
            her.time().pass(BETWEEN_READINGS);
            observed(132, 84, 80, Map.of("nrs", story.painBefore() - 1));
        }
        if (story.nausea()) {
            isSick();
        }
        for (var left = untilDone(); left.compareTo(Duration.ofMinutes(15)) > 0; left = untilDone()) {
            her.time().pass(Duration.ofMinutes(15));
            observed(130, 82, 78, Map.of("nrs", story.painBefore() - 1, "cadss6", 4));
        }
        her.time().pass(untilDone());
        observed(128, 80, 76, Map.of("nrs", story.painAfter(), "cadss6", 2));
        here("nurse")
                .post(session("/stop"), Map.of("completed", true, "volumeMl", text(doseMg)))
                .expect(200);
    }

    /** Until the ordered dose is in; whole seconds. */
    private Duration untilDone() {
        var infusion = here("nurse").get(session("/infusion")).expect(200).json();
        var done = Instant.parse(infusion.get("reachesOrderedDoseAt").asText());
        var left = Duration.between(her.time().now(), done);
        return left.isNegative() ? Duration.ZERO : Duration.ofSeconds(left.toSeconds());
    }

    /** The pump is paused, the alarm acknowledged; the prescriber lets it go on when the pressure is down. */
    private void pressureIsCritical() {
        observed(186, 112, 96, Map.of("nrs", story.painBefore() - 1));
        here("nurse")
                .post(session("/pauses"), Map.of("reason", "Critical blood pressure"))
                .expect(200);
        for (var alarm :
                here("nurse").get(session("/alarms")).expect(200).json().get("items")) {
            if (!alarm.hasNonNull("acknowledgedAt")) {
                here("nurse")
                        .post("/v1/alarms/" + alarm.get("id").asText() + "/acknowledgement", Map.of())
                        .expect(200);
            }
        }
        for (int i = 0; i < FIRST_READINGS; i++) {
            her.time().pass(BETWEEN_READINGS);
            observed(142, 86, 82, Map.of("cadss6", 4));
        }
        command("prescriber", "resumptions", Map.of("reason", "Pressure is back, no symptoms"));
    }

    private void isSick() {
        here("nurse")
                .post(session("/drugs-given"), Map.of("drug", "ONDANSETRON", "doseMg", "4", "reason", "Nausea"))
                .expect(201);
        here("nurse")
                .post(
                        session("/adverse-events"),
                        Map.of(
                                "code", "NAUS",
                                "grade", 2,
                                "serious", false,
                                "causality", "PROBABLE",
                                "action", "TREATED",
                                "outcome", "RESOLVED"))
                .expect(201);
    }

    private void recovered() {
        command("nurse", "recovery", Map.of());
        for (int minutes : List.of(15, 15, 15)) {
            her.time().pass(Duration.ofMinutes(minutes));
            observed(124, 78, 74, Map.of());
        }
        scored();
        her.time().pass(Duration.ofMinutes(15));
        observed(122, 76, 72, Map.of());
        her.time().pass(BETWEEN_READINGS);
        scored();
        var assessed = assessed();
        if (!assessed.get("openForDischarge").isEmpty()) {
            throw new IllegalStateException("not ready to go home: " + assessed.get("openForDischarge"));
        }
        var signature = her.signed(
                "nurse", "/v1/sessions/" + id, assessed.get("contentHash").asText(), "DISCHARGES");
        command(
                "nurse",
                "discharge",
                Map.of("signatureId", signature, "comfort", List.of(Map.of("code", "FELT_SAFE", "score", 9))));
    }

    private void scored() {
        here("nurse")
                .post(
                        session("/recovery-scores"),
                        Map.of(
                                "extremitiesMoved",
                                4,
                                "respiration",
                                "DEEP_BREATH_AND_COUGH",
                                "systolicMmHg",
                                124,
                                "consciousness",
                                "FULLY_AWAKE",
                                "spo2Percent",
                                93,
                                "onOxygen",
                                false))
                .expect(201);
    }

    private JsonNode assessed() {
        var seen = new LinkedHashMap<String, Object>();
        seen.put("rass", 0);
        seen.put("cadss6", 0);
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
        return here("nurse")
                .post(session("/discharge-assessments"), seen)
                .expect(201)
                .json();
    }

    /** What was given, and what was left of the vial, wasted before a second nurse's eyes. */
    private void accountedFor() {
        moved(Map.of("type", "ADMINISTER", "sessionId", id, "mg", text(doseMg)));
        var waste = Map.<String, Object>of(
                "type",
                "WASTE",
                "sessionId",
                id,
                "mg",
                text(DISPENSED_MG.subtract(doseMg)),
                "reason",
                "residual volume");
        var hash = here("nurse")
                .post("/v1/ledger-event-previews", waste)
                .expect(200)
                .json()
                .get("hash")
                .asText();
        var witnessed = new LinkedHashMap<>(waste);
        witnessed.put("witnessSignatureId", her.signed("nurse2", "/v1/ledger-events", hash, "WITNESSES"));
        moved(witnessed);
    }

    private void moved(Map<String, Object> event) {
        her.once("nurse").post("/v1/ledger-events", event).expect(201);
    }

    private void noteSigned() {
        var path = session("/note");
        var body = story.criticalPressure() || story.nausea()
                ? "Presión crítica y náuseas durante la infusión, resueltas; se propone reducir la dosis."
                : "Sesión sin novedad.";
        var hash = here("nurse")
                .put(path, Map.of("body", body))
                .expect(200)
                .json()
                .get("contentHash")
                .asText();
        here("prescriber")
                .post(
                        path + "/signatures",
                        Map.of("signatureIds", List.of(her.signed("prescriber", path, hash, "AUTHORS"))))
                .expect(200);
    }

    private void observed(int systolic, int diastolic, int heartRate, Map<String, ?> more) {
        var reading = new LinkedHashMap<String, Object>(more);
        reading.put("sbpMmHg", systolic);
        reading.put("dbpMmHg", diastolic);
        reading.put("hrPerMinute", heartRate);
        reading.put("rrPerMinute", 14);
        reading.put("spo2Percent", 93);
        reading.put("rass", 0);
        here("nurse").post(session("/observations"), reading).expect(201);
    }

    private Answer command(String user, String command, Object body) {
        return her.command(user, "/v1/sessions/" + id, command, body);
    }

    private Api here(String user) {
        return her.as(user);
    }

    private String session(String rest) {
        return "/v1/sessions/" + id + rest;
    }

    private static String text(BigDecimal quantity) {
        return quantity.setScale(6, RoundingMode.UNNECESSARY)
                .stripTrailingZeros()
                .toPlainString();
    }
}
