package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.http.Answer;

/** What is known of a patient: recorded once, amended by superseding, believed only where it is plausible. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class FactsTest {

    @Inject
    Others others;

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void oneFactOrManyAreRecordedAtOnce() {
        var patient = Woman.registered();

        var one = record(patient, Woman.number("WEIGHT_KG", 64, "kg")).expect(201);
        var many = record(patient, Woman.intake()).expect(201);

        assertThat(items(one)).hasSize(1);
        assertThat(items(one).getFirst().get("recordedBy").get("name").asText()).startsWith("Fermín");
        assertThat(items(many)).hasSize(Woman.intake().size());
        var told = Told.by(patient, "FactRecorded");
        assertThat(told).hasSize(1 + Woman.intake().size());
        assertThat(told.getFirst().get("value").asText()).isEqualTo("64");
        assertThat(told.getFirst().get("unit").asText()).isEqualTo("kg");
    }

    @Test
    void ofABatchWithOneWrongFactNoneIsRecordedAndAllThatIsWrongIsSaid() {
        var patient = Woman.registered();
        var wrong = List.of(
                Woman.number("WEIGHT_KG", 64, "kg"),
                Woman.number("WEIGHT_KG", 141, "g"),
                Woman.number("HEART_RATE", 720, "/min"));

        var refused = record(patient, wrong).refused(422, "FACT_REFUSED");

        assertThat(violations(refused)).containsExactly("/1/unit WRONG_UNIT", "/2/value OUT_OF_RANGE");
        assertThat(current(patient)).isEmpty();
        assertThat(Told.by(patient, "FactRecorded")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'code':'NO_SUCH_FACT','state':'ABSENT'}|/0/code UNKNOWN_CODE",
                "{'code':'AGE_YEARS','state':'PRESENT','value':41,'unit':'a'}|/0/code UNKNOWN_CODE",
                "{'code':'WEIGHT_KG','state':'PRESENT','value':64}|/0/unit UNIT_REQUIRED",
                "{'code':'WEIGHT_KG','state':'PRESENT','value':64,'unit':'g'}|/0/unit WRONG_UNIT",
                "{'code':'WEIGHT_KG','state':'PRESENT','value':640,'unit':'kg'}|/0/value OUT_OF_RANGE",
                "{'code':'WEIGHT_KG','state':'PRESENT','value':64.1234567,'unit':'kg'}|/0/value TOO_MANY_DECIMALS",
                "{'code':'WEIGHT_KG','state':'PRESENT'}|/0 VALUE_MISSING",
                "{'code':'WEIGHT_KG','state':'ABSENT'}|/0/state ABSENT_NOT_ALLOWED",
                "{'code':'WEIGHT_KG','state':'UNKNOWN','value':64,'unit':'kg'}|/0 VALUE_NOT_ALLOWED",
                "{'code':'PREGNANT','state':'PRESENT','valueCode':'YES'}|/0 VALUE_NOT_ALLOWED",
                "{'code':'ASA_CLASS','state':'PRESENT','valueCode':'VII'}|/0/valueCode CODE_NOT_ALLOWED",
                "{'code':'STROKE','state':'PRESENT','valueDate':'2100-01-01'}|/0/valueDate DATE_IN_FUTURE",
                "{'code':'STROKE','state':'PRESENT','valueDate':'1950-01-01'}|/0/observedAt BEFORE_BIRTH",
                "{'code':'DX_CHRONIC_MIGRAINE','state':'PRESENT'}|/0/code COMES_FROM_ELSEWHERE",
                "{'code':'FAILED_PREVENTIVE_CLASSES','state':'PRESENT','value':4}|/0/code COMES_FROM_ELSEWHERE"
            })
    void whatCannotBeBelievedIsRefusedWithItsReason(String fact, String violation) {
        var body = fact.replace('\'', '"')
                .replaceFirst("}$", ",\"observedAt\":\"" + Woman.now() + "\",\"source\":\"CLINICIAN\"}");

        var refused = record(Woman.registered(), body).refused(422, "FACT_REFUSED");

        assertThat(violations(refused)).contains(violation);
    }

    @Test
    void nothingIsObservedTomorrow() {
        var patient = Woman.registered();

        var refused = record(
                        patient, Woman.fact("PREGNANT", "ABSENT", Woman.now().plus(Duration.ofHours(1))))
                .refused(422, "FACT_REFUSED");

        assertThat(violations(refused)).containsExactly("/0/observedAt IN_FUTURE");
    }

    @Test
    void unknownFieldsWrongFormsAndTooManyAreRefused() {
        var patient = Woman.registered();
        var odd = Woman.fact("PREGNANT", "ABSENT");
        odd.put("colour", "blue");

        assertThat(record(patient, List.of(odd))
                        .refused(400, "UNKNOWN_FIELD")
                        .json()
                        .toString())
                .contains("/0/colour");
        record(patient, "[]").refused(400, "VALIDATION_FAILED");
        record(patient, "[null]").refused(400, "VALIDATION_FAILED");
        record(patient, "null").refused(400, "VALIDATION_FAILED");
        record(patient, "\"x\"").refused(400, "MALFORMED_BODY");
        record(patient, Woman.fact("PREGNANT", "MAYBE")).refused(400, "MALFORMED_BODY");
        record(patient, Collections.nCopies(101, Woman.fact("PREGNANT", "ABSENT")))
                .refused(400, "VALIDATION_FAILED");
        var missing = record(patient, List.of(Map.of("code", "PREGNANT"))).refused(400, "VALIDATION_FAILED");
        assertThat(violations(missing)).contains("/0/state NOT_NULL");
    }

    @Test
    void aFactThatComesLateTakesItsPlaceInTimeAndDoesNotBecomeCurrent() {
        var patient = Woman.registered();
        record(patient, Woman.number("WEIGHT_KG", 64, "kg")).expect(201);

        record(patient, Woman.number("WEIGHT_KG", 70, "kg", Woman.now().minus(Duration.ofDays(30))))
                .expect(201);

        assertThat(current(patient).getFirst().get("value").asInt()).isEqualTo(64);
        assertThat(timeline(patient)).extracting(f -> f.get("value").asInt()).containsExactly(64, 70);
    }

    @Test
    void anAmendedFactStaysInTheTimelineAndCountsNoMore() {
        var patient = Woman.registered();
        var wrong = items(record(patient, Woman.number("WEIGHT_KG", 46, "kg")).expect(201))
                .getFirst();
        var right = Woman.number(
                "WEIGHT_KG",
                64,
                "kg",
                java.time.Instant.parse(wrong.get("observedAt").asText()));
        right.put("supersedesFactId", wrong.get("id").asText());

        var amendment = items(record(patient, right).expect(201)).getFirst();

        assertThat(current(patient)).hasSize(1);
        assertThat(current(patient).getFirst().get("value").asInt()).isEqualTo(64);
        var old = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/facts/" + wrong.get("id").asText())
                .expect(200)
                .json();
        assertThat(old.get("value").asInt()).isEqualTo(46);
        assertThat(old.get("supersededBy")).isEqualTo(amendment.get("id"));
        assertThat(Told.by(patient, "FactRecorded").getLast().get("supersedesFactId"))
                .isEqualTo(wrong.get("id"));
        record(patient, right).refused(409, "FACT_ALREADY_SUPERSEDED");
    }

    @Test
    void aFactMaySayUntilWhenItCounts() {
        var patient = Woman.complete();
        var cleared = Woman.fact("BREASTFEEDING", "ABSENT", Woman.now());
        var until = Woman.now().plus(Duration.ofHours(2));
        cleared.put("validUntil", until.toString());

        assertThat(items(record(patient, cleared).expect(201))
                        .getFirst()
                        .get("validUntil")
                        .asText())
                .isEqualTo(until.toString());
        var evaluation = Woman.evaluate(patient);
        assertThat(Woman.decision(evaluation)).isEqualTo("ELIGIBLE");
        assertThat(evaluation.json().get("validUntil").asText()).isEqualTo(until.toString());

        cleared.put("validUntil", Woman.now().minus(Duration.ofDays(1)).toString());
        assertThat(violations(record(patient, cleared).refused(422, "FACT_REFUSED")))
                .containsExactly("/0/validUntil OUT_OF_RANGE");
        cleared.put("validUntil", "+999999999-12-31T23:59:59Z");
        assertThat(record(patient, cleared).status()).isBetween(400, 422);
    }

    @Test
    void aFactSupersedesOnlyItsLikeOfTheSamePatient() {
        var patient = Woman.registered();
        var weight = items(record(patient, Woman.number("WEIGHT_KG", 64, "kg")).expect(201))
                .getFirst();
        var other = Woman.fact("PREGNANT", "ABSENT");
        other.put("supersedesFactId", weight.get("id").asText());
        var elsewhere = Woman.number("WEIGHT_KG", 65, "kg");
        elsewhere.put("supersedesFactId", weight.get("id").asText());

        assertThat(violations(record(patient, other).refused(422, "FACT_REFUSED")))
                .containsExactly("/0/supersedesFactId NOTHING_TO_SUPERSEDE");
        record(Woman.registered(), elsewhere).refused(422, "FACT_REFUSED");
    }

    @Test
    void ofTenWhoAmendTheSameFactOneDoes() throws Exception {
        var patient = Woman.registered();
        var weight = items(record(patient, Woman.number("WEIGHT_KG", 64, "kg")).expect(201))
                .getFirst();
        var amendment = Woman.number("WEIGHT_KG", 65, "kg");
        amendment.put("supersedesFactId", weight.get("id").asText());

        var answers = RegistryTest.inParallel(10, () -> record(patient, amendment));

        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        answers.stream().filter(a -> a.status() != 201).forEach(a -> a.refused(409, "FACT_ALREADY_SUPERSEDED"));
    }

    @Test
    void theTimelineIsReadPageByPage() {
        var patient = Woman.registered();
        var facts = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 7; i++) {
            facts.add(Woman.number("HEART_RATE", 60 + i, "/min", Woman.now().minusSeconds(60L * (i / 2))));
        }
        record(patient, facts).expect(201);

        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            var page = Bogota.as("nurse")
                    .get("/v1/patients/" + patient + "/facts?limit=3&code=HEART_RATE" + cursor)
                    .expect(200)
                    .json();
            page.get("items").forEach(f -> seen.add(f.get("id").asText()));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void thePatientReadsTheirFactsAndRecordsNone() {
        var patient = Woman.registered();
        record(patient, Woman.number("WEIGHT_KG", 64, "kg")).expect(201);
        var self = Bogota.service().as(org.paincare.testing.Tokens.patient("bogota", patient));

        assertThat(self.get("/v1/patients/" + patient + "/facts")
                        .expect(200)
                        .json()
                        .get("items"))
                .hasSize(1);
        self.post("/v1/patients/" + patient + "/facts", Woman.fact("PREGNANT", "ABSENT"))
                .refused(403, "FORBIDDEN");
        Bogota.as("coordinator").get("/v1/patients/" + patient + "/facts").refused(403, "FORBIDDEN");
        Bogota.as("clinic-admin").get("/v1/patients/" + patient + "/facts").refused(403, "FORBIDDEN");
    }

    @Test
    void aPositiveItemNineHeardFromOutcomeServiceAsksForASafetyAssessment() {
        var patient = Woman.complete();
        var at = Woman.now();

        others.tell(
                patient,
                new Others.Event(
                        "outcome",
                        "AssessmentCompleted",
                        Map.of(
                                "patientId",
                                patient,
                                "instrument",
                                "PHQ-9",
                                "flags",
                                List.of("PHQ9_ITEM9_POSITIVE"),
                                "occurredAt",
                                at.toString())));

        assertThat(Evaluated.blocking(Woman.evaluate(patient))).isEqualTo("E16");
        record(patient, Woman.fact("SAFETY_ASSESSMENT", "PRESENT", Woman.now())).expect(201);
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");
    }

    @Test
    void cataloguesSayWhatMayBeRecordedAndAreCachedByTheirVersion() {
        var versions = Map.of(
                "clinical-facts", "2026.2",
                "eligibility-rules", "2026.2",
                "headache-diagnoses", "2026.1");
        for (var name : versions.keySet()) {
            var catalogue = Bogota.as("nurse").get("/v1/catalogue/" + name).expect(200);
            assertThat(catalogue.json().get("version").asText()).isEqualTo(versions.get(name));
            Bogota.as("nurse")
                    .with("If-None-Match", catalogue.etag())
                    .get("/v1/catalogue/" + name)
                    .expect(304);
        }
        Bogota.as("nurse").get("/v1/catalogue/moods").refused(404, "NOT_FOUND");
    }

    static Answer record(UUID patient, Object body) {
        return Bogota.as("nurse").post("/v1/patients/" + patient + "/facts", body);
    }

    static List<JsonNode> items(Answer answer) {
        return StreamSupport.stream(answer.json().get("items").spliterator(), false)
                .toList();
    }

    static List<JsonNode> current(UUID patient) {
        return items(Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/facts?current=true")
                .expect(200));
    }

    private static List<JsonNode> timeline(UUID patient) {
        return items(
                Bogota.as("nurse").get("/v1/patients/" + patient + "/facts").expect(200));
    }

    static List<String> violations(Answer refused) {
        return StreamSupport.stream(refused.json().get("violations").spliterator(), false)
                .map(v -> v.get("pointer").asText() + " " + v.get("code").asText())
                .toList();
    }
}
