package org.paincare.patient;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.paincare.testing.http.Answer;

/**
 * The woman of the journey: 41, Bogotá, chronic migraine without aura, four failed preventive classes. Without overuse all
 * that the rules ask for is recorded and nothing speaks against treatment; each test says only what is different.
 */
public final class Woman {

    static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

    /** Everything a complete patient in Colombia answers with no. */
    private static final List<String> ABSENT = List.of(
            ("KETAMINE_HYPERSENSITIVITY ANEURYSM ARTERIAL_DISSECTION ARTERIOVENOUS_MALFORMATION PRIOR_ICH STROKE"
                            + " OTHER_PRESSURE_HAZARD UNSTABLE_ANGINA MI HEART_FAILURE_DECOMPENSATED ARRHYTHMIA_UNCONTROLLED"
                            + " OTHER_CVD_POORLY_CONTROLLED CV_RISK_FACTOR PREGNANT BREASTFEEDING PSYCHOSIS_ACTIVE"
                            + " SCHIZOPHRENIA_SPECTRUM PSYCHOSIS_IN_REMISSION PSYCHOSIS_FIRST_DEGREE_RELATIVE MANIA_CURRENT"
                            + " BIPOLAR_I SUICIDAL_INTENT_OR_PLAN JAUNDICE ALCOHOL_HEPATIC_RISK CHRONIC_HEPATITIS"
                            + " INTRACRANIAL_MASS HYDROCEPHALUS CSF_SHUNT_FAILURE RAISED_ICP_OTHER IIH_STABLE"
                            + " SEIZURES_UNCONTROLLED ANGLE_CLOSURE_ACUTE OPEN_GLOBE IOP_UNCONTROLLED GLAUCOMA_TREATED"
                            + " SUD_ACTIVE KETAMINE_MISUSE SUD_IN_REMISSION UDS_POSITIVE_UNEXPLAINED SEVERE_LUNG_DISEASE"
                            + " HOME_OXYGEN OSA_SEVERE_UNTREATED HYPERTHYROIDISM PHAEOCHROMOCYTOMA PORPHYRIA CYSTITIS_ACTIVE"
                            + " HAEMATURIA KETAMINE_UROPATHY_PRIOR MAOI THEOPHYLLINE SYMPATHOMIMETIC_OR_VASOPRESSIN"
                            + " OPIOID_MME_PER_DAY BENZODIAZEPINE OTHER_CNS_DEPRESSANT CYP3A4_STRONG_INHIBITOR"
                            + " CYP3A4_STRONG_INDUCER LAMOTRIGINE RED_FLAG_FOCAL_DEFICIT RED_FLAG_ALTERED_MENTAL_STATUS"
                            + " RED_FLAG_FEVER RED_FLAG_THUNDERCLAP RED_FLAG_FIRST_HEADACHE_AFTER_50 RED_FLAG_HEAD_TRAUMA"
                            + " RED_FLAG_CANCER_OR_IMMUNOSUPPRESSION RED_FLAG_NEW_SEIZURE")
                    .split(" "));

    private Woman() {}

    /** Registered, and nothing more. */
    public static UUID registered() {
        var person = Bogota.somebody();
        person.put("birthDate", "1984-06-01");
        return Bogota.register(person).id();
    }

    /** Everything recorded and signed, no overuse. */
    public static UUID complete() {
        var patient = registered();
        say(patient, "/facts", intake());
        history(patient, false);
        treatments(patient);
        consents(patient);
        return patient;
    }

    /** The same with medication overuse. */
    public static UUID withOveruse() {
        var patient = registered();
        say(patient, "/facts", intake());
        say(patient, "/facts", fact("MOH_CRITERIA", "PRESENT"));
        history(patient, true);
        treatments(patient);
        consents(patient);
        return patient;
    }

    public static Instant now() {
        return Instant.now().plus(Bogota.TO_NOON).truncatedTo(ChronoUnit.MILLIS);
    }

    public static LocalDate today() {
        return LocalDate.ofInstant(now(), BOGOTA);
    }

    public static Map<String, Object> fact(String code, String state) {
        return fact(code, state, now().minusSeconds(60));
    }

    public static Map<String, Object> fact(String code, String state, Instant observedAt) {
        var fact = new LinkedHashMap<String, Object>();
        fact.put("code", code);
        fact.put("state", state);
        fact.put("observedAt", observedAt.toString());
        fact.put("source", "CLINICIAN");
        return fact;
    }

    public static Map<String, Object> number(String code, Number value, String unit) {
        return number(code, value, unit, now().minusSeconds(60));
    }

    public static Map<String, Object> number(String code, Number value, String unit, Instant observedAt) {
        var fact = fact(code, "PRESENT", observedAt);
        fact.put("value", value);
        fact.put("unit", unit);
        return fact;
    }

    public static Map<String, Object> coded(String code, String value) {
        var fact = fact(code, "PRESENT");
        fact.put("valueCode", value);
        return fact;
    }

    /** The facts of a complete intake. */
    public static List<Map<String, Object>> intake() {
        var facts = new ArrayList<Map<String, Object>>();
        ABSENT.forEach(code -> facts.add(fact(code, "ABSENT")));
        facts.add(fact("CHILDBEARING_POTENTIAL", "PRESENT"));
        facts.add(fact("DECISION_CAPACITY", "PRESENT"));
        facts.add(fact("MOH_CRITERIA", "ABSENT"));
        facts.add(coded("PREGNANCY_TEST", "NEGATIVE"));
        facts.add(coded("CHILD_PUGH", "NONE"));
        facts.add(coded("ASA_CLASS", "II"));
        facts.addAll(pressure(118, 74, now().minusSeconds(600)));
        facts.add(number("HEART_RATE", 72, "/min"));
        facts.add(number("SPO2_ROOM_AIR", 93, "%"));
        facts.add(number("WEIGHT_KG", 64, "kg"));
        facts.add(number("PHQ9_ITEM9", 0, "{score}"));
        facts.add(number("ALT_ULN_MULTIPLE", 0.8, "{ratio}"));
        facts.add(number("AST_ULN_MULTIPLE", 0.7, "{ratio}"));
        facts.add(number("EGFR", 95, "mL/min/{1.73_m2}"));
        facts.add(number("HEADACHE_DAYS_28", 22, "d"));
        facts.add(number("MIGRAINE_DAYS_28", 14, "d"));
        facts.add(number("DIARY_DAYS_RECORDED_28", 28, "d"));
        return facts;
    }

    public static List<Map<String, Object>> pressure(int systolic, int diastolic, Instant at) {
        return List.of(number("SYSTOLIC_BP", systolic, "mm[Hg]", at), number("DIASTOLIC_BP", diastolic, "mm[Hg]", at));
    }

    /** What the nurse takes before a session. */
    public static List<Map<String, Object>> factsOfTheDay() {
        var facts = new ArrayList<Map<String, Object>>();
        facts.addAll(pressure(118, 74, now().minusSeconds(600)));
        facts.addAll(pressure(121, 76, now().minusSeconds(60)));
        facts.add(number("HEART_RATE", 70, "/min"));
        facts.add(number("SPO2_ROOM_AIR", 93, "%"));
        facts.add(number("WEIGHT_KG", 64, "kg"));
        facts.add(coded("PREGNANCY_TEST", "NEGATIVE"));
        facts.add(fact("INTOXICATED_TODAY", "ABSENT"));
        facts.add(fact("ESCORT_CONFIRMED", "PRESENT"));
        facts.add(fact("FASTING_MET", "PRESENT"));
        return facts;
    }

    public static Map<String, Object> historyContent(boolean overuse) {
        var diagnoses = new ArrayList<Map<String, Object>>();
        diagnoses.add(Map.of("ichd3", "1.3", "code", "G43.3", "system", "CIE10", "role", "PRIMARY"));
        if (overuse) {
            diagnoses.add(Map.of("ichd3", "8.2", "code", "G44.4", "system", "CIE10", "role", "SECONDARY"));
        }
        var history = new LinkedHashMap<String, Object>();
        history.put("diagnoses", diagnoses);
        history.put("onset", "2008-05");
        history.put("aura", "ABSENT");
        history.put("baseline", Map.of("headacheDaysPer28", 22, "migraineDaysPer28", 14));
        history.put("acuteMedications", List.of(Map.of("class", "TRIPTAN", "drug", "sumatriptan", "daysPer28", 12)));
        return history;
    }

    public static Answer history(UUID patient, boolean overuse) {
        return Bogota.as("prescriber")
                .put("/v1/patients/" + patient + "/headache-history", historyContent(overuse))
                .expect(201);
    }

    public static Map<String, Object> oral(String preventiveClass, String drug, int weeks, String outcome) {
        var trial = new LinkedHashMap<String, Object>();
        trial.put("class", preventiveClass);
        trial.put("drug", drug);
        trial.put("weeksAtTargetDose", weeks);
        trial.put("outcome", outcome);
        return trial;
    }

    /** Four failed classes, one of them twice. */
    public static void treatments(UUID patient) {
        say(patient, "/prior-treatments", oral("BETA_BLOCKER", "propranolol", 12, "INEFFECTIVE"));
        say(patient, "/prior-treatments", oral("ANTICONVULSANT", "topiramate", 3, "INTOLERANT"));
        say(patient, "/prior-treatments", oral("TCA", "amitriptyline", 10, "INEFFECTIVE"));
        say(patient, "/prior-treatments", oral("TCA", "nortriptyline", 9, "INEFFECTIVE"));
        say(
                patient,
                "/prior-treatments",
                Map.of(
                        "class",
                        "ONABOTULINUMTOXIN_A",
                        "drug",
                        "onabotulinumtoxinA",
                        "cycles",
                        3,
                        "outcome",
                        "INEFFECTIVE"));
    }

    public static Map<String, Object> consent(String type) {
        var consent = new LinkedHashMap<String, Object>();
        consent.put("type", type);
        consent.put("documentVersion", "co-es-2026.1");
        consent.put("documentHash", "ab".repeat(32));
        consent.put("language", "es");
        consent.put("capacity", "HAS_CAPACITY");
        consent.put("method", "PAPER");
        consent.put("signedAt", now().minusSeconds(120).toString());
        return consent;
    }

    /** Those that Colombia asks for, programme and session. */
    public static void consents(UUID patient) {
        sawExpectations(patient);
        for (var type : List.of(
                "TREATMENT_OFF_LABEL",
                "SEDATION_RISK",
                "PRIVACY_NOTICE",
                "NO_DRIVING_ACK",
                "SENSITIVE_DATA_AUTHORISATION")) {
            say(patient, "/consents", consent(type));
        }
    }

    /** What has to be seen before treatment is consented to. */
    public static void sawExpectations(UUID patient) {
        say(patient, "/expectations-acknowledgements", expectationsSeen());
    }

    /** Seen long before any consent of these tests was signed. */
    public static Map<String, Object> expectationsSeen() {
        return Map.of(
                "sheetVersion",
                "2026.1",
                "language",
                "es",
                "method",
                "IN_PERSON",
                "acknowledgedAt",
                now().minusSeconds(86_400 * 400L).toString());
    }

    public static Answer say(UUID patient, String path, Object body) {
        return Bogota.as("prescriber")
                .post("/v1/patients/" + patient + path, body)
                .expect(201);
    }

    public static Answer evaluate(UUID patient) {
        return say(patient, "/eligibility-evaluations", Map.of("scope", "P"));
    }

    public static String decision(Answer evaluation) {
        return evaluation.json().get("decision").asText();
    }

    /** What a person signs for a waiver, given by them with a fresh sign-in; the signature's id. */
    public static String signature(UUID patient, Map<String, Object> preview, String signer) {
        var toSign = Bogota.as("prescriber")
                .post("/v1/patients/" + patient + "/waiver-previews", preview)
                .expect(200)
                .json();
        return signature(
                toSign.get("resource").asText(),
                toSign.get("contentHash").asText(),
                toSign.get("meaning").asText(),
                signer);
    }

    public static String signature(String resource, String hash, String meaning, String signer) {
        var challenge = Bogota.as(signer)
                .post("/v1/signature-challenges", Map.of("resource", resource, "hash", hash, "meaning", meaning))
                .expect(201)
                .json()
                .get("id")
                .asText();
        Bogota.as(signer)
                .post("/v1/signature-challenges/" + challenge + "/confirmations", Map.of("resource", resource))
                .expect(200);
        return challenge;
    }

    static final String WITHDRAWAL_PLAN = "Withdrawal of triptans over 8 weeks, bridge agreed";

    public static Map<String, Object> preview(String kind, String subject, String reason) {
        return new LinkedHashMap<>(Map.of(
                "kind",
                kind,
                "subject",
                subject,
                "reason",
                reason,
                "expiresOn",
                today().plusDays(90).toString()));
    }

    /** An override as it is sent, signed by that person. */
    public static Map<String, Object> override(UUID patient, String rule, String signer) {
        var signed = signature(patient, preview("OVERRIDE", rule, WITHDRAWAL_PLAN), signer);
        return Map.of(
                "ruleId",
                rule,
                "reason",
                WITHDRAWAL_PLAN,
                "expiresOn",
                today().plusDays(90).toString(),
                "signatureId",
                signed);
    }
}
