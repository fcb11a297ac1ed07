package org.paincare.outcome.daybook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.paincare.outcome.OutcomeServers.as;
import static org.paincare.outcome.OutcomeServers.with;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.Journey;
import org.paincare.testing.Tokens;

/** One row per local day, whoever writes it and how often. */
@QuarkusTest
class DiaryDayTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    private Journey her;
    private String token;

    @BeforeEach
    void aPatient() {
        clinic.itIs(TODAY, 9);
        events.clinicsAreConfigured();
        her = new Journey(events, TODAY);
        her.isRegistered();
        token = Tokens.patient("bogota", her.patient);
    }

    private String path(Object day) {
        return "/v1/patients/" + her.patient + "/diary-days/" + day;
    }

    private static String own(String content) {
        return "{\"content\": " + content + ", \"source\": \"OWN\"}";
    }

    @Test
    void aDayIsWrittenOnceAndChangedOnlyByWhoHasSeenIt() {
        with(token)
                .body(own(Journey.MIGRAINE))
                .put(path(TODAY))
                .then()
                .statusCode(201)
                .header("ETag", "\"v0\"");
        with(token)
                .body(own(Journey.MIGRAINE))
                .put(path(TODAY))
                .then()
                .statusCode(200)
                .header("ETag", "\"v0\"");
        with(token).body(own(Journey.HEADACHE)).put(path(TODAY)).then().statusCode(428);
        with(token)
                .header("If-Match", "\"v7\"")
                .body(own(Journey.HEADACHE))
                .put(path(TODAY))
                .then()
                .statusCode(412);
        with(token)
                .header("If-Match", "\"v0\"")
                .body(own(Journey.HEADACHE))
                .put(path(TODAY))
                .then()
                .statusCode(200);

        with(token)
                .get(path(TODAY))
                .then()
                .statusCode(200)
                .body("day.content.durationMinutes", equalTo(60))
                .body("earlier.size()", equalTo(1))
                .body("earlier[0].content.durationMinutes", equalTo(480));
        with(token)
                .get("/v1/patients/" + her.patient + "/diary-days?from=2026-03-01&to=2026-03-31")
                .then()
                .statusCode(200)
                .body("items.date", equalTo(java.util.List.of("2026-03-10")));
    }

    @Test
    void tenCallersAtOnceWriteOneDay() {
        var calls = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        with(token).body(own(Journey.MIGRAINE)).put(path(TODAY)).statusCode()))
                .toList();
        var codes = new ArrayList<>(calls.stream().map(CompletableFuture::join).toList());

        assertThat(codes).containsOnlyOnce(201).containsOnly(200, 201);
    }

    @Test
    void patientsFillInTwoDaysBackAndStaffLongerWithAReason() {
        with(token)
                .body(own(Journey.NO_HEADACHE))
                .put(path(TODAY.minusDays(2)))
                .then()
                .statusCode(201);
        with(token)
                .body(own(Journey.NO_HEADACHE))
                .put(path(TODAY.minusDays(3)))
                .then()
                .statusCode(422)
                .body("code", equalTo("DIARY_DAY_TOO_LATE"))
                .body("limit", equalTo(48));
        with(token)
                .body(own(Journey.NO_HEADACHE))
                .put(path(TODAY.plusDays(1)))
                .then()
                .statusCode(422)
                .body("code", equalTo("DIARY_DAY_IN_FUTURE"));
        as("nurse")
                .body("{\"content\": {\"headache\": false}, \"source\": \"PHONE\"}")
                .put(path(TODAY.minusDays(9)))
                .then()
                .statusCode(422)
                .body("code", equalTo("REASON_REQUIRED"));
        as("nurse")
                .body("{\"content\": {\"headache\": false}, \"source\": \"PHONE\", \"reason\": \"phone call\"}")
                .put(path(TODAY.minusDays(9)))
                .then()
                .statusCode(201);
        as("nurse")
                .body(own(Journey.NO_HEADACHE))
                .put(path(TODAY))
                .then()
                .statusCode(422)
                .body("code", equalTo("SOURCE_NOT_ALLOWED"));
    }

    @Test
    void whatCannotBeADayIsRefusedAndChangesNothing() {
        for (var bad : new String[] {"2026-02-30", "2026-2-3", "today", "10000-01-01"}) {
            with(token).body(own(Journey.NO_HEADACHE)).put(path(bad)).then().statusCode(400);
        }
        with(token)
                .body(own("{\"headache\": true}"))
                .put(path(TODAY))
                .then()
                .statusCode(422)
                .body("violations.pointer", hasItem("/content/durationMinutes"));
        with(token)
                .body(own("{\"headache\": true, \"durationMinutes\": -5}"))
                .put(path(TODAY))
                .then()
                .statusCode(422);
        with(token).body(own("{\"headache\": \"yes\"}")).put(path(TODAY)).then().statusCode(400);
        with(token)
                .body(own("{\"headache\": false, \"peakNrs\": \"3\"}"))
                .put(path(TODAY))
                .then()
                .statusCode(400);
        with(token)
                .body(own("{\"headache\": false, \"sleepHours\": 1e400}"))
                .put(path(TODAY))
                .then()
                .statusCode(400);
        with(token).body(own("""
                        {"headache": true, "durationMinutes": 60,
                         "medications": [{"medicationClass": "TRIPTAN", "doses": 1000000000}]}""")).put(path(TODAY)).then().statusCode(422);
        with(token).body(own("null")).put(path(TODAY)).then().statusCode(400);
        as("pharmacist").body(own(Journey.NO_HEADACHE)).put(path(TODAY)).then().statusCode(403);
        as("nurse", "cartagena")
                .body(own(Journey.NO_HEADACHE))
                .put(path(TODAY))
                .then()
                .statusCode(404);
        with(token).get(path(TODAY)).then().statusCode(404);
    }
}
