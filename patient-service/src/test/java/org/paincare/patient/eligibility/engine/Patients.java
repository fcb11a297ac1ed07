package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots in the clinic's words. {@link #complete} is a woman of 41 in Bogotá with chronic migraine who is ELIGIBLE;
 * each test says only what is different about its patient. The clock stands at 10:00 in Bogotá on 10 March 2026.
 */
final class Patients {

    static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    static final Instant NOW = at(TODAY, 10, 0);

    private static final Set<String> PRESENT = Set.of(
            "CHILDBEARING_POTENTIAL", "DX_CHRONIC_MIGRAINE", "DECISION_CAPACITY", "ESCORT_CONFIRMED", "FASTING_MET");

    private final Scope scope;
    private final Map<String, List<FactReading>> facts = new TreeMap<>();
    private final List<ConsentGrant> consents = new ArrayList<>();
    private final List<FactClearance> clearances = new ArrayList<>();
    private final List<RuleOverride> overrides = new ArrayList<>();
    private final List<RuleDeferral> deferrals = new ArrayList<>();
    private Occasion occasion = Occasion.ENROLMENT;
    private String jurisdiction = "CO";
    private Setting setting = Setting.OUTPATIENT;
    private Instant evaluatedAt = NOW;
    private @Nullable LocalDate birthDate = LocalDate.of(1984, 6, 1);
    private Set<String> flags = Set.of();
    private Map<String, BigDecimal> parameters = Map.of();
    private BigDecimal spo2Limit = new BigDecimal("88");
    private PlanContext plan = new PlanContext(InfusionKind.SERIES, 6, new BigDecimal("64"));
    private int nextId;

    private Patients(Scope scope) {
        this.scope = scope;
    }

    /** Nothing recorded at all. */
    static Patients unknown(Scope scope) {
        return new Patients(scope);
    }

    /** Everything the rules ask for, recorded on the day, with nothing against treatment. */
    static Patients complete(Scope scope) {
        Patients patient = new Patients(scope);
        RuleSets.current().vocabulary().facts().stream()
                .filter(fact -> !fact.derived())
                .filter(fact -> !fact.code().equals("TEMPERATURE_CEL"))
                .forEach(fact -> {
                    switch (fact.kind()) {
                        case TRISTATE -> {
                            if (PRESENT.contains(fact.code())) patient.present(fact.code());
                            else patient.absent(fact.code());
                        }
                        case DATE -> patient.absent(fact.code());
                        case NUMBER, CODE -> {}
                    }
                });
        patient.pressure(120, 75, 30).pressure(118, 74, 10);
        patient.number("HEART_RATE", "72").number("SPO2_ROOM_AIR", "94").number("WEIGHT_KG", "64");
        patient.code("PREGNANCY_TEST", "NEGATIVE").code("CHILD_PUGH", "NONE").code("ASA_CLASS", "II");
        patient.number("PHQ9_ITEM9", "0").number("ALT_ULN_MULTIPLE", "0.8").number("AST_ULN_MULTIPLE", "0.7");
        patient.number("EGFR", "95").number("OPIOID_MME_PER_DAY", "0").number("FAILED_PREVENTIVE_CLASSES", "4");
        patient.number("HEADACHE_DAYS_28", "22")
                .number("MIGRAINE_DAYS_28", "14")
                .number("DIARY_DAYS_RECORDED_28", "28");
        return patient.consent("TREATMENT_OFF_LABEL")
                .consent("SEDATION_RISK")
                .consent("PRIVACY_NOTICE")
                .consent("NO_DRIVING_ACK")
                .consent("SENSITIVE_DATA_AUTHORISATION");
    }

    static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(BOGOTA).toInstant();
    }

    /** Ten in the morning, so many days ago. */
    static Instant daysAgo(long days) {
        return at(TODAY.minusDays(days), 10, 0);
    }

    // -- facts: each replaces what was there before

    Patients present(String code) {
        return only(code, TriState.PRESENT, null, NOW.minusSeconds(600));
    }

    Patients absent(String code) {
        return only(code, TriState.ABSENT, null, NOW.minusSeconds(600));
    }

    Patients notKnown(String code) {
        return only(code, TriState.UNKNOWN, null, NOW.minusSeconds(600));
    }

    Patients present(String code, Instant observedAt) {
        return only(code, TriState.PRESENT, null, observedAt);
    }

    Patients happened(String code, LocalDate date) {
        return only(code, TriState.PRESENT, FactValue.of(date), NOW.minusSeconds(600));
    }

    Patients number(String code, String number) {
        return number(code, number, NOW.minusSeconds(600));
    }

    Patients number(String code, String number, Instant observedAt) {
        return only(code, TriState.PRESENT, FactValue.of(new BigDecimal(number)), observedAt);
    }

    Patients code(String code, String value) {
        return code(code, value, NOW.minusSeconds(600));
    }

    Patients code(String code, String value, Instant observedAt) {
        return only(code, TriState.PRESENT, FactValue.of(value), observedAt);
    }

    Patients without(String... codes) {
        for (String code : codes) facts.remove(code);
        return this;
    }

    /** Adds a reading to those already there. */
    Patients also(String code, TriState state, @Nullable FactValue value, Instant observedAt) {
        return also(code, state, value, observedAt, null);
    }

    Patients also(
            String code, TriState state, @Nullable FactValue value, Instant observedAt, @Nullable Instant validUntil) {
        String id = "fact-" + code + "-" + nextId++;
        facts.computeIfAbsent(code, key -> new ArrayList<>())
                .add(new FactReading(id, state, value, observedAt, observedAt, "nurse-1", "INTAKE", validUntil));
        return this;
    }

    /** Adds one pressure reading, so many minutes before now. */
    Patients pressure(int systolic, int diastolic, int minutesAgo) {
        return pressure(systolic, diastolic, NOW.minus(Duration.ofMinutes(minutesAgo)));
    }

    Patients pressure(int systolic, int diastolic, Instant when) {
        also("SYSTOLIC_BP", TriState.PRESENT, FactValue.of(BigDecimal.valueOf(systolic)), when);
        return also("DIASTOLIC_BP", TriState.PRESENT, FactValue.of(BigDecimal.valueOf(diastolic)), when);
    }

    Patients noPressure() {
        return without("SYSTOLIC_BP", "DIASTOLIC_BP");
    }

    /** The only readings of today: one half an hour ago, the same again ten minutes ago. */
    Patients pressureTwice(int systolic, int diastolic) {
        return noPressure().pressure(systolic, diastolic, 30).pressure(systolic, diastolic, 10);
    }

    private Patients only(String code, TriState state, @Nullable FactValue value, Instant observedAt) {
        return only(code, state, value, observedAt, null);
    }

    Patients only(
            String code, TriState state, @Nullable FactValue value, Instant observedAt, @Nullable Instant validUntil) {
        facts.remove(code);
        return also(code, state, value, observedAt, validUntil);
    }

    // -- everything beside the facts

    Patients consent(String type) {
        return consent(type, daysAgo(30), null);
    }

    Patients consent(String type, Instant signedAt, @Nullable LocalDate expiresOn) {
        return consent(new ConsentGrant("consent-" + type, type, signedAt, expiresOn, false, null));
    }

    Patients consent(ConsentGrant consent) {
        consents.removeIf(other -> other.type().equals(consent.type()));
        consents.add(consent);
        return this;
    }

    Patients noConsent(String type) {
        consents.removeIf(other -> other.type().equals(type));
        return this;
    }

    Patients cleared(String fact, Instant signedAt, LocalDate expiresOn) {
        clearances.add(new FactClearance("clearance-" + nextId++, fact, null, "doctor-1", signedAt, expiresOn));
        return this;
    }

    Patients overridden(String rule) {
        return overridden(rule, NOW.plus(Duration.ofDays(90)));
    }

    Patients overridden(String rule, Instant expiresAt) {
        overrides.add(new RuleOverride(
                "override-" + nextId++, rule, "withdrawal plan agreed", "doctor-1", daysAgo(1), expiresAt));
        return this;
    }

    Patients deferred(String rule) {
        deferrals.add(new RuleDeferral(
                "deferral-" + nextId++, rule, "service down", "doctor-1", daysAgo(1), NOW.plus(Duration.ofDays(7))));
        return this;
    }

    Patients born(@Nullable LocalDate date) {
        birthDate = date;
        return this;
    }

    Patients in(String jurisdiction) {
        this.jurisdiction = jurisdiction;
        return this;
    }

    Patients in(Setting setting) {
        this.setting = setting;
        return this;
    }

    Patients on(Occasion occasion) {
        this.occasion = occasion;
        return this;
    }

    Patients asOf(Instant instant) {
        evaluatedAt = instant;
        return this;
    }

    Patients policy(String... flags) {
        this.flags = Set.of(flags);
        return this;
    }

    Patients parameter(String name, String value) {
        parameters = Map.of(name, new BigDecimal(value));
        return this;
    }

    Patients spo2Limit(String limit) {
        spo2Limit = new BigDecimal(limit);
        return this;
    }

    Patients plan(InfusionKind kind, @Nullable Integer sessions, @Nullable String dosingWeight) {
        plan = new PlanContext(kind, sessions, dosingWeight == null ? null : new BigDecimal(dosingWeight));
        return this;
    }

    FactSnapshot snapshot() {
        return new FactSnapshot(
                scope,
                occasion,
                evaluatedAt,
                BOGOTA,
                jurisdiction,
                setting,
                birthDate,
                new ClinicPolicy("policy-1", flags, spo2Limit, parameters),
                plan,
                facts,
                consents,
                clearances,
                overrides,
                deferrals);
    }

    Evaluation evaluate() {
        return EligibilityEngine.evaluate(RuleSets.current(), snapshot());
    }
}
