package org.paincare.patient;

import io.restassured.RestAssured;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** The two demo clinics and their people, as callers of this service. */
public final class Bogota {

    private static final AtomicLong DOCUMENTS = new AtomicLong(System.nanoTime() % 1_000_000_000L);

    /** From the machine's time to the clinics' noon of the same day. */
    static final Duration TO_NOON = Duration.between(LocalTime.now(ZoneId.of("America/Bogota")), LocalTime.NOON)
            .truncatedTo(ChronoUnit.SECONDS);

    private Bogota() {}

    public static Api service() {
        return Api.at("http://localhost:" + RestAssured.port);
    }

    public static Api as(String user) {
        return service().as(Tokens.of(user));
    }

    public static Api inCartagena(String user) {
        return service().as(Tokens.of(user, "cartagena"));
    }

    /**
     * Both clinics, made by ops; harmless when they are there. Their time is moved to noon of today: facts of the day
     * taken ten minutes apart are then of one day whenever the tests run.
     */
    public static void open() {
        service()
                .as(Tokens.service("session-service"))
                .with("X-Clinic-Id", DemoClinic.BOGOTA.id().toString())
                .put("/internal/demo/clock", Map.of("offsetSeconds", TO_NOON.toSeconds()))
                .expect(200);
        clinic(DemoClinic.BOGOTA, 2640, "BOGOTA");
        clinic(DemoClinic.CARTAGENA, 2, "SEA_LEVEL");
    }

    private static void clinic(DemoClinic clinic, int altitudeMetres, String profile) {
        var answer = as("ops")
                .post(
                        "/v1/clinics",
                        Map.of(
                                "id",
                                clinic.id(),
                                "slug",
                                clinic.slug(),
                                "name",
                                "Clínica " + clinic.slug(),
                                "jurisdiction",
                                "CO",
                                "zone",
                                "America/Bogota",
                                "languages",
                                List.of("es", "en"),
                                "altitudeMetres",
                                altitudeMetres,
                                "altitudeProfile",
                                profile));
        if (answer.status() != 201) {
            answer.expect(200);
        }
    }

    /** Somebody new, with a document number nobody else has. */
    public static Map<String, Object> somebody() {
        var person = new LinkedHashMap<String, Object>();
        person.put("givenNames", "Rosalía");
        person.put("firstSurname", "Ibáñez");
        person.put("birthDate", "1985-03-02");
        person.put("sexAtBirth", "FEMALE");
        person.put("language", "es");
        person.put("identifiers", new ArrayList<>(List.of(document())));
        return person;
    }

    public static Map<String, Object> document() {
        return Map.of("type", "CC", "value", Long.toString(DOCUMENTS.incrementAndGet()));
    }

    public static Answer register(Map<String, Object> person) {
        return as("coordinator").post("/v1/patients", person).expect(201);
    }

    public static UUID patient() {
        return register(somebody()).id();
    }
}
