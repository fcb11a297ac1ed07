package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.http.Answer;

/** The medication and allergy lists, and what follows from them for eligibility. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class SubstancesTest {

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void anAllergyToKetamineExcludesWhateverWasAnsweredBefore() {
        var patient = Woman.complete();
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");

        var allergy = allergy(patient, "PRESENT", "Clorhidrato de KETAMINA", "6130", "RXNORM")
                .expect(201);

        assertThat(allergy.json().get("facts").toString()).isEqualTo("[\"KETAMINE_HYPERSENSITIVITY\"]");
        var evaluation = Woman.evaluate(patient);
        assertThat(Woman.decision(evaluation)).isEqualTo("EXCLUDED");
        assertThat(Evaluated.blocking(evaluation)).isEqualTo("E02");
        var told = Told.by(patient, "FactRecorded").getLast();
        assertThat(told.get("code").asText()).isEqualTo("ALLERGY");
        assertThat(told.get("valueCode").asText()).isEqualTo("6130");
        assertThat(told.toString()).doesNotContainIgnoringCase("ketamina");

        var refuted = substance("ABSENT", "Ketamina", "6130", "RXNORM");
        refuted.put("supersedesId", allergy.id());
        post(patient, "allergies", refuted).expect(201);
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");
    }

    @ParameterizedTest
    @CsvSource({
        "lorazepam, N05BA06, ATC, E34",
        "lorazepam 1 mg, , , E34",
        "Zopiclona, N05CF01, ATC, E34",
        "a hypnotic of which nobody knows more, N05C, ATC, E34",
        "teofilina, 10438, RXNORM, E33",
        "moclobemide, N06AG02, ATC, E32",
        "a monoamine oxidase inhibitor, N06A, ATC, E32",
        "tramadol, N02AX02, ATC, E34"
    })
    void aDrugOnTheListCountsForTheRulesAtOnce(String name, String code, String system, String rule) {
        var patient = Woman.complete();

        post(patient, "medications", substance("PRESENT", name, code, system)).expect(201);

        assertThat(Evaluated.blocking(Woman.evaluate(patient))).contains(rule);
    }

    @Test
    void anOpioidWithoutItsAmountIsAskedForAndWithItComparedWithTheLimit() {
        var patient = Woman.complete();
        var tramadol = substance("PRESENT", "tramadol", "N02AX02", "ATC");
        var entry = post(patient, "medications", tramadol).expect(201);
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("INCOMPLETE");

        tramadol.put("supersedesId", entry.id());
        tramadol.put("morphineMgPerDay", 20);
        post(patient, "medications", tramadol).expect(201);
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");

        var morphine = substance("PRESENT", "morfina", "7052", "RXNORM");
        morphine.put("morphineMgPerDay", 30);
        post(patient, "medications", morphine).expect(201);
        assertThat(Evaluated.blocking(Woman.evaluate(patient))).isEqualTo("E34");
    }

    @Test
    void aDrugThatWasStoppedCountsNoMoreButAnMaoInhibitorForItsDaysAfter() {
        var patient = Woman.complete();
        stopped(patient, "clonazepam", "N03AE01", 3);
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");

        stopped(patient, "selegilina", "N04BD01", 15);
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");
        stopped(patient, "selegilina", "N04BD01", 13);
        assertThat(Evaluated.blocking(Woman.evaluate(patient))).isEqualTo("E32");
        assertThat(list(patient, "medications", "").get("items")).isEmpty();
        assertThat(list(patient, "medications", "?history=true").get("items")).hasSize(3);
    }

    @Test
    void aListThatNobodyAskedAboutIsNotAListWithNothingOnIt() {
        var patient = Woman.registered();
        assertThat(list(patient, "allergies", "").get("state").asText()).isEqualTo("NOT_ASKED");

        post(patient, "allergies", substance("UNKNOWN", null, null, null)).expect(201);
        assertThat(list(patient, "allergies", "").get("state").asText()).isEqualTo("UNKNOWN");
        post(patient, "allergies", substance("ABSENT", null, null, null)).expect(201);
        assertThat(list(patient, "allergies", "").get("state").asText()).isEqualTo("NONE");
        allergy(patient, "PRESENT", "Penicilina", "J01C", "ATC").expect(201);
        assertThat(list(patient, "allergies", "").get("state").asText()).isEqualTo("LISTED");

        assertThat(FactsTest.violations(post(patient, "allergies", substance("ABSENT", null, null, null))
                        .refused(422, "SUBSTANCE_REFUSED")))
                .containsExactly("/state CONTRADICTS_LIST");
        assertThat(list(patient, "medications", "").get("state").asText()).isEqualTo("NOT_ASKED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'state':'PRESENT'}|/substance REQUIRED",
                "{'state':'PRESENT','substance':{'name':'x','code':'N05BA06'}}|/substance/code CODE_AND_SYSTEM",
                "{'state':'PRESENT','substance':{'name':'x','system':'ATC'}}|/substance/code CODE_AND_SYSTEM",
                "{'state':'PRESENT','substance':{'name':'x','code':'N05','system':'ATC'}}|/substance/code WRONG_FORM",
                "{'state':'PRESENT','substance':{'name':'x','code':'abc','system':'RXNORM'}}|/substance/code WRONG_FORM",
                "{'state':'ABSENT','dose':'1 mg'}|/state DETAILS_NOT_ALLOWED",
                "{'state':'PRESENT','substance':{'name':'x'},'startedOn':'2100-01-01'}|/startedOn IMPLAUSIBLE",
                "{'state':'PRESENT','substance':{'name':'x'},'endedOn':'1901-01-01'}|/endedOn IMPLAUSIBLE",
                "{'state':'PRESENT','substance':{'name':'x'},'startedOn':'2020-02-01','endedOn':'2020-01-01'}|/endedOn BEFORE_START",
                "{'state':'PRESENT','substance':{'name':'x'},'supersedesId':'0197b3c0-0101-7000-8000-000000000101'}"
                        + "|/supersedesId NOTHING_TO_SUPERSEDE"
            })
    void anEntryThatCannotBeIsRefusedWithItsReason(String body, String violation) {
        var sent = body.replace('\'', '"')
                .replaceFirst("}$", ",\"observedAt\":\"" + Woman.now() + "\",\"source\":\"CLINICIAN\"}");

        var refused = post(Woman.registered(), "medications", sent).refused(422, "SUBSTANCE_REFUSED");

        assertThat(FactsTest.violations(refused)).contains(violation);
    }

    @Test
    void whatIsMissingOddOrTooLongIsRefusedByItsField() {
        var patient = Woman.registered();
        assertThat(FactsTest.violations(post(patient, "medications", Map.of()).refused(400, "VALIDATION_FAILED")))
                .contains("/state NOT_NULL", "/observedAt NOT_NULL", "/source NOT_NULL");
        post(patient, "medications", substance("PRESENT", "x".repeat(10_000), null, null))
                .refused(400, "VALIDATION_FAILED");
        post(patient, "medications", substance("PRESENT", "   ", null, null)).refused(400, "VALIDATION_FAILED");
        var mme = substance("PRESENT", "tramadol", null, null);
        mme.put("morphineMgPerDay", -1);
        post(patient, "medications", mme).refused(400, "VALIDATION_FAILED");
        post(patient, "allergies", "[]").refused(400, "MALFORMED_BODY");
    }

    @Test
    void ofTenWhoAmendTheSameEntryOneDoes() throws Exception {
        var patient = Woman.registered();
        var entry = post(patient, "medications", substance("PRESENT", "propranolol", "C07AA05", "ATC"))
                .expect(201);
        var amended = substance("PRESENT", "propranolol 40 mg", "C07AA05", "ATC");
        amended.put("supersedesId", entry.id());

        var answers = RegistryTest.inParallel(10, () -> post(patient, "medications", amended));

        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        answers.stream().filter(a -> a.status() != 201).forEach(a -> a.refused(409, "SUBSTANCE_ALREADY_SUPERSEDED"));
        var old = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/medications/" + entry.id())
                .expect(200);
        assertThat(old.json().has("supersededBy")).isTrue();
    }

    @Test
    void theListsAreClinicalAndOfTheirClinic() {
        var patient = Woman.registered();
        var entry = post(patient, "medications", substance("PRESENT", "propranolol", null, null))
                .expect(201);
        var path = "/v1/patients/" + patient + "/medications";

        Bogota.as("coordinator").get(path).refused(403, "FORBIDDEN");
        Bogota.as("pharmacist").get(path).expect(200);
        Bogota.as("pharmacist")
                .post(path, substance("ABSENT", null, null, null))
                .refused(403, "FORBIDDEN");
        Bogota.inCartagena("nurse").get(path).refused(404, "NOT_FOUND");
        Bogota.inCartagena("nurse").get(path + "/" + entry.id()).refused(404, "NOT_FOUND");
        Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/allergies/" + entry.id())
                .refused(404, "NOT_FOUND");
    }

    private static void stopped(UUID patient, String name, String atc, int daysAgo) {
        var entry = substance("PRESENT", name, atc, "ATC");
        entry.put("endedOn", Woman.today().minusDays(daysAgo).toString());
        post(patient, "medications", entry).expect(201);
    }

    private static Answer allergy(UUID patient, String state, String name, String code, String system) {
        return post(patient, "allergies", substance(state, name, code, system));
    }

    private static Map<String, Object> substance(String state, String name, String code, String system) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("state", state);
        if (name != null) {
            var substance = new LinkedHashMap<String, Object>();
            substance.put("name", name);
            if (code != null) {
                substance.put("code", code);
                substance.put("system", system);
            }
            entry.put("substance", substance);
        }
        entry.put("observedAt", Woman.now().minus(Duration.ofSeconds(30)).toString());
        entry.put("source", "PATIENT");
        return entry;
    }

    private static Answer post(UUID patient, String list, Object body) {
        return Bogota.as("nurse").post("/v1/patients/" + patient + "/" + list, body);
    }

    private static JsonNode list(UUID patient, String list, String query) {
        return Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/" + list + query)
                .expect(200)
                .json();
    }
}
