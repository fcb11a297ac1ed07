package org.paincare.outcome.instrument;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.paincare.outcome.OutcomeServers.as;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.Journey;

/** A clinic that holds a licence loads the words; another clinic does not see them. */
@QuarkusTest
class InstrumentTextTest {

    private static final LocalDate DAY_ONE = LocalDate.of(2026, 2, 2);

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    private static String words(int items, String word) {
        return IntStream.rangeClosed(1, items)
                .mapToObj(i -> "\"" + i + "\": \"" + word + " " + i + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String load(String items, String more) {
        return "{\"licence\": \"Mapi 2026-17\", \"words\": {\"instruction\": \"Marque una.\", \"items\": " + items
                + more + "}}";
    }

    @Test
    void theWordsAreTheClinicsOwnAndWhatStoodIsKept() {
        var isi = load(words(7, "Pregunta"), ", \"options\": {\"1\": [{\"value\": 0, \"text\": \"Nada\"}]}");
        as("nurse").body(isi).put("/v1/instruments/ISI/texts/es").then().statusCode(403);
        as("medical-director")
                .body(isi)
                .put("/v1/instruments/ISI/texts/es")
                .then()
                .statusCode(200)
                .header("ETag", "\"v1\"")
                .body("revision", equalTo(1));
        as("medical-director")
                .body(isi)
                .put("/v1/instruments/ISI/texts/es")
                .then()
                .header("ETag", "\"v1\"");
        var other = load(words(7, "Item"), "");
        as("medical-director")
                .body(other)
                .put("/v1/instruments/ISI/texts/es")
                .then()
                .statusCode(428);
        as("medical-director")
                .header("If-Match", "\"v9\"")
                .body(other)
                .put("/v1/instruments/ISI/texts/es")
                .then()
                .statusCode(412)
                .header("ETag", "\"v1\"");
        as("nurse")
                .header("Accept-Language", "es")
                .get("/v1/instruments/ISI")
                .then()
                .body("items[6].text", equalTo("Pregunta 7"))
                .body("items[0].options[0].text", equalTo("Nada"))
                .body("items[0].textStatus", nullValue())
                .body("instruction", equalTo("Marque una."))
                .body("textRevision", equalTo(1));
        as("nurse")
                .header("Accept-Language", "en")
                .get("/v1/instruments/ISI")
                .then()
                .body("items[0].textStatus", equalTo("TEXT_NOT_LICENSED"));
        as("nurse", "cartagena")
                .header("Accept-Language", "es")
                .get("/v1/instruments/ISI")
                .then()
                .body("items[0].textStatus", equalTo("TEXT_NOT_LICENSED"));
        as("medical-director")
                .header("If-Match", "\"v1\"")
                .body(other)
                .put("/v1/instruments/ISI/texts/es")
                .then()
                .statusCode(200)
                .body("revision", equalTo(2));
    }

    @Test
    void wordsThatDoNotFitAreRefusedWithEveryFault() {
        as("medical-director")
                .body(load(
                        "{\"1\": \"a\", \"x/y\": \"b\"}", ", \"options\": {\"2\": [{\"value\": 9, \"text\": \"z\"}]}"))
                .put("/v1/instruments/ISI/texts/en")
                .then()
                .statusCode(422)
                .body("code", equalTo("INSTRUMENT_TEXT_INVALID"))
                .body("violations.pointer", hasItems("/words/items/7", "/words/items/x~1y", "/words/options/2"));
        as("medical-director")
                .body(load(words(9, "x"), ""))
                .put("/v1/instruments/PHQ-9/texts/en")
                .then()
                .statusCode(422)
                .body("code", equalTo("TEXT_SHIPPED"));
        as("medical-director")
                .body(load(words(7, "x"), ""))
                .put("/v1/instruments/ISI/texts/fr")
                .then()
                .statusCode(404);
        for (var body : new String[] {
            "{}",
            "{\"licence\": \"x\"}",
            "{\"licence\": \"x\", \"words\": {\"items\": {\"1\": null}}}",
            "{\"licence\": \"x\", \"words\": {\"items\": {\"1\": 7}}}",
            "{\"licence\": \"x\", \"words\": {\"items\": {\"1\": \"a\"}, \"options\": {\"1\": [null]}}}",
            "{\"licence\": \"x\", \"words\": {\"items\": {\"1\": \"a\"}, \"options\": {\"1\": [{\"value\": 1e-100000000, \"text\": \"a\"}]}}}",
            "{\"licence\": \"x\", \"words\": {\"items\": {\"1\": \"" + "a".repeat(10_000) + "\"}}}"
        }) {
            as("medical-director")
                    .body(body)
                    .put("/v1/instruments/ISI/texts/en")
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void qualityOfLifeIsAskedOnlyWhereTheClinicHoldsALicence() {
        clinic.itIs(DAY_ONE.minusDays(28), 9);
        events.clinicsAreConfigured();
        var before = new Journey(events, DAY_ONE);
        before.isRegistered();
        before.isInScreening();
        as("nurse")
                .get("/v1/patients/" + before.patient + "/assessments?limit=100")
                .then()
                .body("items.code", not(hasItem("EQ-5D-5L")));
        var ids = as("nurse").get("/v1/instruments/EQ-5D-5L").jsonPath().getList("items.id", String.class);
        var items = ids.stream().map(id -> "\"" + id + "\": \"w\"").collect(Collectors.joining(", ", "{", "}"));
        as("clinic-admin")
                .body(load(items, ""))
                .put("/v1/instruments/EQ-5D-5L/texts/es")
                .then()
                .statusCode(200);

        var after = new Journey(events, DAY_ONE);
        after.isRegistered();
        after.isInScreening();
        as("nurse")
                .get("/v1/patients/" + after.patient + "/assessments?limit=100")
                .then()
                .body("items.code", hasItem("EQ-5D-5L"));
    }
}
