package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.testing.PaincareTestResource;

/** Which headache, and what failed before. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class HistoryTest {

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void theHistoryIsSaidChangedAndEveryVersionKept() {
        var patient = Woman.registered();
        var path = "/v1/patients/" + patient + "/headache-history";
        var first = Woman.history(patient, false);
        var changed = Woman.historyContent(true);

        Bogota.as("nurse").put(path, Woman.historyContent(false)).expect(200);
        Bogota.as("nurse").put(path, changed).refused(428, "PRECONDITION_REQUIRED");
        var second = Bogota.as("nurse")
                .with("If-Match", first.etag())
                .put(path, changed)
                .expect(200);
        Bogota.as("nurse").with("If-Match", first.etag()).put(path, changed).refused(412, "STALE");

        assertThat(Bogota.as("nurse").get(path).expect(200).json()).isEqualTo(second.json());
        var versions =
                Bogota.as("nurse").get(path + "/versions").expect(200).json().get("items");
        assertThat(versions).hasSize(2);
        assertThat(versions.get(1).get("diagnoses")).isEqualTo(first.json().get("diagnoses"));
        assertThat(versions.get(0).get("recordedBy").get("name").asText()).startsWith("Fermín");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.3, G43.719, ICD10CM, PRIMARY|/diagnoses/0/system WRONG_SYSTEM",
                "1.3, G43.0, CIE10, PRIMARY|/diagnoses/0/code CODE_DOES_NOT_MATCH",
                "7.1, G43.3, CIE10, PRIMARY|/diagnoses/0/ichd3 UNKNOWN_DIAGNOSIS",
                "8.2, G44.4, CIE10, PRIMARY|/diagnoses/0/role SECONDARY_ONLY",
                "1.3, G43.3, CIE10, SECONDARY|/diagnoses ONE_PRIMARY"
            })
    void aDiagnosisThatDoesNotFitIsRefused(String diagnosis, String violation) {
        var parts = diagnosis.split(", ");
        var history = Woman.historyContent(false);
        history.put(
                "diagnoses",
                List.of(Map.of("ichd3", parts[0], "code", parts[1], "system", parts[2], "role", parts[3])));

        var refused = Bogota.as("prescriber")
                .put("/v1/patients/" + Woman.registered() + "/headache-history", history)
                .refused(422, "HISTORY_REFUSED");

        assertThat(FactsTest.violations(refused)).contains(violation);
    }

    @ParameterizedTest
    @CsvSource({"1980-01", "2100", "2010-13", "2010-02-30"})
    void anOnsetThatCannotBeIsRefused(String onset) {
        var history = Woman.historyContent(false);
        history.put("onset", onset);

        Bogota.as("prescriber")
                .put("/v1/patients/" + Woman.registered() + "/headache-history", history)
                .refused(422, "HISTORY_REFUSED");
    }

    @Test
    void moreMigraineThanHeadacheDaysAreRefused() {
        var history = Woman.historyContent(false);
        history.put("baseline", Map.of("headacheDaysPer28", 10, "migraineDaysPer28", 14));

        Bogota.as("prescriber")
                .put("/v1/patients/" + Woman.registered() + "/headache-history", history)
                .refused(422, "HISTORY_REFUSED");
    }

    @Test
    void failedClassesAreWorkedOutFromTheTrials() {
        var patient = Woman.registered();
        Woman.treatments(patient);
        Woman.say(patient, "/prior-treatments", Woman.oral("SNRI", "venlafaxine", 5, "INEFFECTIVE"));
        Woman.say(patient, "/prior-treatments", Woman.oral("ARB_ACEI", "candesartan", 20, "EFFECTIVE"));

        var list = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/prior-treatments")
                .expect(200)
                .json();

        assertThat(list.get("failedClassCount").asInt()).isEqualTo(4);
        assertThat(list.get("failedClasses").toString())
                .isEqualTo("[\"BETA_BLOCKER\",\"ANTICONVULSANT\",\"TCA\",\"ONABOTULINUMTOXIN_A\"]");
        assertThat(list.get("items").get(5).get("adequacy").asText()).isEqualTo("INADEQUATE");
    }

    @Test
    void anAmendedTrialTakesThePlaceOfTheFirst() {
        var patient = Woman.registered();
        var first = Woman.say(patient, "/prior-treatments", Woman.oral("SNRI", "venlafaxine", 5, "INEFFECTIVE"));
        var amended = Woman.oral("SNRI", "venlafaxine", 15, "INEFFECTIVE");
        amended.put("supersedesTreatmentId", first.id().toString());
        var path = "/v1/patients/" + patient + "/prior-treatments";

        Woman.say(patient, "/prior-treatments", amended);

        var list = Bogota.as("nurse").get(path).json();
        assertThat(list.get("items")).hasSize(1);
        assertThat(list.get("failedClassCount").asInt()).isEqualTo(1);
        Bogota.as("nurse").get(path + "/" + first.id()).expect(200);
        Bogota.as("nurse").post(path, amended).refused(409, "TREATMENT_ALREADY_SUPERSEDED");
        var stray = new java.util.HashMap<>(amended);
        stray.put("supersedesTreatmentId", java.util.UUID.randomUUID().toString());
        Bogota.as("nurse").post(path, stray).refused(422, "TREATMENT_REFUSED");
    }

    @Test
    void aTrialThatEndsBeforeItBeginsIsRefused() {
        var trial = Woman.oral("SNRI", "venlafaxine", 5, "INEFFECTIVE");
        trial.put("startedOn", "2024-05-01");
        trial.put("endedOn", "2024-04-01");

        var refused = Bogota.as("nurse")
                .post("/v1/patients/" + Woman.registered() + "/prior-treatments", trial)
                .refused(422, "TREATMENT_REFUSED");

        assertThat(FactsTest.violations(refused)).containsExactly("/endedOn BEFORE_START");
    }

    @Test
    void diagnosesTooFewTrialsAndNoneAtAllAreToldApartByTheRules() {
        var patient = Woman.registered();

        var none = Woman.evaluate(patient);
        var asked = new ArrayList<>(List.of("E37", "E39b"));
        assertThat(Evaluated.blocking(none).split(",")).containsAll(asked);
        Woman.history(patient, false);
        Woman.say(patient, "/prior-treatments", Woman.oral("TCA", "amitriptyline", 10, "INEFFECTIVE"));
        var few = Woman.evaluate(patient);

        assertThat(Evaluated.blocking(few).split(","))
                .doesNotContain("E37", "E39b")
                .contains("E39a");
    }
}
