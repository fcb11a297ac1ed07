package org.paincare.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.paincare.testing.http.Api;

/**
 * An invented woman of 41 in Bogotá with chronic migraine without aura, four failed preventive classes and medication
 * overuse, from registration to enrolment. What she answers with no is not a list here: the first evaluation says what
 * is missing, as it would to a clinic.
 */
final class DemoWoman {

    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final String CONSENT = "CONSENT:";

    private final DemoPeople people;
    private final DemoTime time;
    private final UUID id;

    private DemoWoman(DemoPeople people, DemoTime time, UUID id) {
        this.people = people;
        this.time = time;
        this.id = id;
    }

    static DemoWoman register(DemoPeople people, DemoTime time) {
        var person = new LinkedHashMap<String, Object>();
        person.put("givenNames", "Leocadia");
        person.put("firstSurname", "Ficticia");
        person.put("secondSurname", "de la Sabana");
        person.put(
                "birthDate",
                LocalDate.ofInstant(time.now(), BOGOTA)
                        .minusYears(41)
                        .minusDays(40)
                        .toString());
        person.put("sexAtBirth", "FEMALE");
        person.put("language", "es");
        person.put("identifiers", List.of(Map.of("type", "CC", "value", "1000000001")));
        var registered = people.as("coordinator").post("/v1/patients", person).expect(201);
        return new DemoWoman(people, time, registered.id());
    }

    UUID id() {
        return id;
    }

    /** Intake, consents, evaluation, the signed override for overuse, enrolment; she is ELIGIBLE at the end. */
    void enrol() {
        var enrolment = post("coordinator", "/enrolments", Map.of());
        command("coordinator", enrolment.get("id").asText(), "screening", Map.of());
        historyAndTreatments();
        consents();
        post("prescriber", "/facts", intake());
        var incomplete = evaluate();
        expect(incomplete, "INCOMPLETE");
        post("prescriber", "/facts", answeredWithNo(incomplete.get("missingFacts")));
        expect(evaluate(), "REVIEW");
        overrideOveruse();
        expect(evaluate(), "ELIGIBLE");
        command("prescriber", enrolment.get("id").asText(), "decision", Map.of("outcome", "ELIGIBLE"));
    }

    private void historyAndTreatments() {
        as("prescriber")
                .put(
                        path("/headache-history"),
                        Map.of(
                                "diagnoses",
                                List.of(diagnosis("1.3", "G43.3", "PRIMARY"), diagnosis("8.2", "G44.4", "SECONDARY")),
                                "onset",
                                "2008-05",
                                "aura",
                                "ABSENT",
                                "baseline",
                                Map.of("headacheDaysPer28", 22, "migraineDaysPer28", 14)))
                .expect(201);
        post("prescriber", "/prior-treatments", trial("BETA_BLOCKER", "propranolol", "weeksAtTargetDose", 12));
        post("prescriber", "/prior-treatments", trial("ANTICONVULSANT", "topiramate", "weeksAtTargetDose", 10));
        post("prescriber", "/prior-treatments", trial("TCA", "amitriptyline", "weeksAtTargetDose", 10));
        post("prescriber", "/prior-treatments", trial("ONABOTULINUMTOXIN_A", "onabotulinumtoxinA", "cycles", 3));
    }

    private static Map<String, Object> diagnosis(String ichd3, String code, String role) {
        return Map.of("ichd3", ichd3, "code", code, "system", "CIE10", "role", role);
    }

    private static Map<String, Object> trial(String preventiveClass, String drug, String measure, int amount) {
        return Map.of("class", preventiveClass, "drug", drug, measure, amount, "outcome", "INEFFECTIVE");
    }

    private void consents() {
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
            consent.put("signedAt", ago(Duration.ofMinutes(2)).toString());
            post("coordinator", "/consents", consent);
        }
    }

    /** What an intake measures and what is there. */
    private List<Map<String, Object>> intake() {
        var facts = new ArrayList<Map<String, Object>>();
        facts.add(fact("CHILDBEARING_POTENTIAL", "PRESENT"));
        facts.add(fact("DECISION_CAPACITY", "PRESENT"));
        facts.add(fact("MOH_CRITERIA", "PRESENT"));
        facts.add(coded("PREGNANCY_TEST", "NEGATIVE"));
        facts.add(coded("CHILD_PUGH", "NONE"));
        facts.add(coded("ASA_CLASS", "II"));
        facts.add(number("SYSTOLIC_BP", "118", "mm[Hg]"));
        facts.add(number("DIASTOLIC_BP", "74", "mm[Hg]"));
        facts.add(number("HEART_RATE", "72", "/min"));
        facts.add(number("SPO2_ROOM_AIR", "93", "%"));
        facts.add(number("WEIGHT_KG", "64", "kg"));
        facts.add(number("PHQ9_ITEM9", "0", "{score}"));
        facts.add(number("ALT_ULN_MULTIPLE", "0.8", "{ratio}"));
        facts.add(number("AST_ULN_MULTIPLE", "0.7", "{ratio}"));
        facts.add(number("EGFR", "95", "mL/min/{1.73_m2}"));
        facts.add(number("HEADACHE_DAYS_28", "22", "d"));
        facts.add(number("MIGRAINE_DAYS_28", "14", "d"));
        facts.add(number("DIARY_DAYS_RECORDED_28", "28", "d"));
        return facts;
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
        fact.put("observedAt", ago(Duration.ofMinutes(1)).toString());
        fact.put("source", "CLINICIAN");
        return fact;
    }

    private Map<String, Object> number(String code, String value, String unit) {
        var fact = fact(code, "PRESENT");
        fact.put("value", new java.math.BigDecimal(value));
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
        override.put(
                "expiresOn",
                LocalDate.ofInstant(time.now(), BOGOTA).plusDays(90).toString());
        var preview = new LinkedHashMap<>(override);
        preview.put("kind", "OVERRIDE");
        preview.put("subject", "E40");
        var toSign = as("prescriber")
                .post(path("/waiver-previews"), preview)
                .expect(200)
                .json();
        override.put("ruleId", "E40");
        override.put("signatureId", sign("prescriber", toSign));
        post("prescriber", "/overrides", override);
    }

    private String sign(String signer, JsonNode toSign) {
        var resource = toSign.get("resource").asText();
        var challenge = as(signer)
                .post(
                        "/v1/signature-challenges",
                        Map.of(
                                "resource", resource,
                                "hash", toSign.get("contentHash").asText(),
                                "meaning", toSign.get("meaning").asText()))
                .expect(201)
                .json()
                .get("id")
                .asText();
        as(signer)
                .post("/v1/signature-challenges/" + challenge + "/confirmations", Map.of("resource", resource))
                .expect(200);
        return challenge;
    }

    private JsonNode evaluate() {
        return post("prescriber", "/eligibility-evaluations", Map.of("scope", "P"));
    }

    private static void expect(JsonNode evaluation, String decision) {
        if (!decision.equals(evaluation.get("decision").asText())) {
            throw new IllegalStateException("evaluated " + evaluation.get("decision") + " and not " + decision);
        }
    }

    private void command(String user, String enrolment, String command, Object body) {
        var etag = as(user).get("/v1/enrolments/" + enrolment).expect(200).etag();
        as(user).with("If-Match", etag)
                .post("/v1/enrolments/" + enrolment + "/" + command, body)
                .expect(200);
    }

    private JsonNode post(String user, String path, Object body) {
        return as(user).post(path(path), body).expect(201).json();
    }

    private Api as(String user) {
        return people.as(user);
    }

    private String path(String rest) {
        return "/v1/patients/" + id + rest;
    }

    /** A little before now, so that nothing is observed in the future. */
    private Instant ago(Duration before) {
        return time.now().minus(before);
    }
}
