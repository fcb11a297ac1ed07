package org.paincare.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * From referral to ELIGIBLE: chronic migraine without aura, four failed preventive classes, medication overuse that a
 * prescriber overrides with a withdrawal plan. What she answers with no is not a list here: the first evaluation says
 * what is missing, as it would to a clinic.
 */
final class Intake {

    private static final String CONSENT = "CONSENT:";
    private static final Map<String, Object> CHRONIC_MIGRAINE = diagnosis("1.3", "G43.3", "PRIMARY");

    private final DemoWoman her;
    private String enrolment = "";
    private String observedAt = "";

    Intake(DemoWoman her) {
        this.her = her;
    }

    /** Everything in one visit, for somebody without overuse who kept the diary on paper; ELIGIBLE at the end. */
    void inOneVisit() {
        enrolment = her.post("coordinator", "/enrolments", Map.of()).get("id").asText();
        historyAndTreatments(List.of(CHRONIC_MIGRAINE));
        her.command("coordinator", "/v1/enrolments/" + enrolment, "screening", Map.of());
        consents();
        observedAt = justNow();
        her.post("prescriber", "/facts", together(measured(), diaryFigures("22", "14", "28")));
        her.post("prescriber", "/facts", answeredWithNo(evaluate().get("missingFacts")));
        eligible();
    }

    /** First visit: referral, history, screening, consents. The baseline diary begins. */
    void firstVisit() {
        enrolment = her.post("coordinator", "/enrolments", Map.of()).get("id").asText();
        historyAndTreatments(List.of(CHRONIC_MIGRAINE, diagnosis("8.2", "G44.4", "SECONDARY")));
        her.command("coordinator", "/v1/enrolments/" + enrolment, "screening", Map.of());
        consents();
    }

    /** Second visit, with 28 diary days: examination, evaluation, the signed override; she is ELIGIBLE at the end. */
    void secondVisit() {
        // One time for all: a pressure is its systolic and diastolic figure of the same moment.
        observedAt = justNow();
        her.post("prescriber", "/facts", together(withOveruse(), measured(), countedInHerDiary()));
        var incomplete = evaluate();
        expect(incomplete, "INCOMPLETE");
        her.post("prescriber", "/facts", answeredWithNo(incomplete.get("missingFacts")));
        expect(evaluate(), "REVIEW");
        overrideOveruse();
        eligible();
    }

    private void eligible() {
        expect(evaluate(), "ELIGIBLE");
        her.command("prescriber", "/v1/enrolments/" + enrolment, "decision", Map.of("outcome", "ELIGIBLE"));
    }

    private void historyAndTreatments(List<Map<String, Object>> diagnoses) {
        her.as("prescriber")
                .put(
                        her.path("/headache-history"),
                        Map.of(
                                "diagnoses",
                                diagnoses,
                                "onset",
                                "2008-05",
                                "aura",
                                "ABSENT",
                                "baseline",
                                Map.of("headacheDaysPer28", 22, "migraineDaysPer28", 14)))
                .expect(201);
        her.post("prescriber", "/prior-treatments", trial("BETA_BLOCKER", "propranolol", "weeksAtTargetDose", 12));
        her.post("prescriber", "/prior-treatments", trial("ANTICONVULSANT", "topiramate", "weeksAtTargetDose", 10));
        her.post("prescriber", "/prior-treatments", trial("TCA", "amitriptyline", "weeksAtTargetDose", 10));
        her.post("prescriber", "/prior-treatments", trial("ONABOTULINUMTOXIN_A", "onabotulinumtoxinA", "cycles", 3));
    }

    private static Map<String, Object> diagnosis(String ichd3, String code, String role) {
        return Map.of("ichd3", ichd3, "code", code, "system", "CIE10", "role", role);
    }

    private static Map<String, Object> trial(String preventiveClass, String drug, String measure, int amount) {
        return Map.of("class", preventiveClass, "drug", drug, measure, amount, "outcome", "INEFFECTIVE");
    }

    /** The expectations sheet, then every consent that her programme asks for; they last a year. */
    void consents() {
        var sheet = her.as("coordinator")
                .get("/v1/catalogue/expectations-sheet")
                .expect(200)
                .json();
        her.post(
                "coordinator",
                "/expectations-acknowledgements",
                Map.of(
                        "sheetVersion",
                        sheet.get("version").asText(),
                        "language",
                        "es",
                        "method",
                        "IN_PERSON",
                        "acknowledgedAt",
                        justNow()));
        for (var type : List.of(
                "TREATMENT_OFF_LABEL",
                "SEDATION_RISK",
                "PRIVACY_NOTICE",
                "NO_DRIVING_ACK",
                "SENSITIVE_DATA_AUTHORISATION")) {
            var consent = new LinkedHashMap<String, Object>();
            consent.put("type", type);
            consent.put("documentVersion", "co-es-2026.1");
            consent.put("documentHash", "ab".repeat(32));
            consent.put("language", "es");
            consent.put("capacity", "HAS_CAPACITY");
            consent.put("method", "PAPER");
            consent.put("signedAt", justNow());
            her.post("coordinator", "/consents", consent);
        }
    }

    @SafeVarargs
    private static List<Map<String, Object>> together(List<Map<String, Object>>... facts) {
        return Stream.of(facts).flatMap(List::stream).toList();
    }

    private List<Map<String, Object>> withOveruse() {
        return List.of(fact("CHILDBEARING_POTENTIAL", "PRESENT"), fact("MOH_CRITERIA", "PRESENT"));
    }

    /** What an examination measures and what is there. */
    private List<Map<String, Object>> measured() {
        return List.of(
                fact("DECISION_CAPACITY", "PRESENT"),
                coded("PREGNANCY_TEST", "NEGATIVE"),
                coded("CHILD_PUGH", "NONE"),
                coded("ASA_CLASS", "II"),
                number("SYSTOLIC_BP", "118", "mm[Hg]"),
                number("DIASTOLIC_BP", "74", "mm[Hg]"),
                number("HEART_RATE", "72", "/min"),
                number("SPO2_ROOM_AIR", "93", "%"),
                number("WEIGHT_KG", "64", "kg"),
                number("PHQ9_ITEM9", "0", "{score}"),
                number("ALT_ULN_MULTIPLE", "0.8", "{ratio}"),
                number("AST_ULN_MULTIPLE", "0.7", "{ratio}"),
                number("EGFR", "95", "mL/min/{1.73_m2}"));
    }

    /** The baseline as outcome-service counts it from her diary. */
    private List<Map<String, Object>> countedInHerDiary() {
        var baseline = her.as("prescriber")
                .get(her.path("/windows"))
                .expect(200)
                .json()
                .get("provisionalBaseline");
        return diaryFigures(
                baseline.at("/counts/headacheDays").asText(),
                baseline.at("/counts/migraineDays").asText(),
                baseline.get("recordedDays").asText());
    }

    private List<Map<String, Object>> diaryFigures(String headacheDays, String migraineDays, String recordedDays) {
        return List.of(
                number("HEADACHE_DAYS_28", headacheDays, "d"),
                number("MIGRAINE_DAYS_28", migraineDays, "d"),
                number("DIARY_DAYS_RECORDED_28", recordedDays, "d"));
    }

    private List<Map<String, Object>> answeredWithNo(JsonNode missing) {
        var facts = new ArrayList<Map<String, Object>>();
        missing.fieldNames().forEachRemaining(code -> {
            if (code.startsWith(CONSENT)) {
                throw new IllegalStateException("the demo's consents do not suffice: " + code);
            }
            facts.add(fact(code, "ABSENT"));
        });
        return facts;
    }

    private Map<String, Object> fact(String code, String state) {
        var fact = new LinkedHashMap<String, Object>();
        fact.put("code", code);
        fact.put("state", state);
        fact.put("observedAt", observedAt);
        fact.put("source", "CLINICIAN");
        return fact;
    }

    private Map<String, Object> number(String code, String value, String unit) {
        var fact = fact(code, "PRESENT");
        fact.put("value", new BigDecimal(value));
        fact.put("unit", unit);
        return fact;
    }

    private Map<String, Object> coded(String code, String value) {
        var fact = fact(code, "PRESENT");
        fact.put("valueCode", value);
        return fact;
    }

    private void overrideOveruse() {
        var override = new LinkedHashMap<String, Object>();
        override.put("reason", "Withdrawal of triptans over 8 weeks, bridge agreed");
        override.put("expiresOn", her.today().plusDays(90).toString());
        var preview = new LinkedHashMap<>(override);
        preview.put("kind", "OVERRIDE");
        preview.put("subject", "E40");
        var toSign = her.as("prescriber")
                .post(her.path("/waiver-previews"), preview)
                .expect(200)
                .json();
        override.put("ruleId", "E40");
        override.put(
                "signatureId",
                her.signed(
                        "prescriber",
                        toSign.get("resource").asText(),
                        toSign.get("contentHash").asText(),
                        toSign.get("meaning").asText()));
        her.post("prescriber", "/overrides", override);
    }

    private JsonNode evaluate() {
        return her.post("prescriber", "/eligibility-evaluations", Map.of("scope", "P"));
    }

    private static void expect(JsonNode evaluation, String decision) {
        if (!decision.equals(evaluation.get("decision").asText())) {
            throw new IllegalStateException("evaluated " + evaluation.get("decision") + " and not " + decision);
        }
    }

    /** A little before now, so that nothing is observed in the future. */
    private String justNow() {
        return her.time().now().minus(Duration.ofMinutes(1)).toString();
    }
}
