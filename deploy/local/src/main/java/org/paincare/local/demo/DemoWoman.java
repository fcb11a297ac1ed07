package org.paincare.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** An invented woman of 41 in Bogotá, and what her clinic's people do about her over HTTP. */
record DemoWoman(People people, DemoTime time, UUID id) {

    static final ZoneId ZONE = ZoneId.of("America/Bogota");

    private static final int MORNING = 9;
    private static final int AGAIN = 5;

    static DemoWoman register(People people, DemoTime time) {
        return register(people, time, "Leocadia", "FEMALE", "1000000001");
    }

    /** @param document number of a Colombian identity card, which nobody else may have */
    static DemoWoman register(People people, DemoTime time, String givenNames, String sex, String document) {
        var person = new LinkedHashMap<String, Object>();
        person.put("givenNames", givenNames);
        person.put("firstSurname", "Ficticia");
        person.put("secondSurname", "de la Sabana");
        person.put(
                "birthDate",
                LocalDate.ofInstant(time.now(), ZONE)
                        .minusYears(41)
                        .minusDays(40)
                        .toString());
        person.put("sexAtBirth", sex);
        person.put("language", "es");
        person.put("identifiers", List.of(Map.of("type", "CC", "value", document)));
        var registered = people.of("coordinator").post("/v1/patients", person).expect(201);
        return new DemoWoman(people, time, registered.id());
    }

    /** Somebody of her clinic. */
    Api as(String user) {
        return people.of(user);
    }

    /** The same with a key of its own, as everything that must not happen twice asks for. */
    Api once(String user) {
        return as(user).with("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** She herself. */
    Api herself() {
        return people.patient(DemoClinic.BOGOTA, id);
    }

    String path(String rest) {
        return "/v1/patients/" + id + rest;
    }

    JsonNode post(String user, String path, Object body) {
        return as(user).post(path(path), body).expect(201).json();
    }

    /** Posts to a thing with a life, as it was last read. */
    Answer command(String user, String thing, String command, Object body) {
        return tried(user, thing, command, body).expect(200);
    }

    /** The same; tried again as a nurse does where patient-service was too busy to say in time how she stands. */
    Answer commandOnceSheStands(String user, String thing, String command) {
        Answer answer = tried(user, thing, command, Map.of());
        for (int again = 0; again < AGAIN && standingWasNotSaid(answer); again++) {
            answer = tried(user, thing, command, Map.of());
        }
        return answer.expect(200);
    }

    private Answer tried(String user, String thing, String command, Object body) {
        return once(user)
                .with("If-Match", as(user).get(thing).expect(200).etag())
                .post(thing + "/" + command, body);
    }

    private static boolean standingWasNotSaid(Answer answer) {
        return answer.status() == 422
                && answer.json().path("blockedBy").findValuesAsText("code").contains("STANDING_FROM_PATIENT_SERVICE");
    }

    /** The id of a signature of that person over that content. */
    String signed(String user, String resource, String hash, String meaning) {
        var challenge = as(user).post(
                        "/v1/signature-challenges", Map.of("resource", resource, "hash", hash, "meaning", meaning))
                .expect(201)
                .json()
                .get("id")
                .asText();
        as(user).post("/v1/signature-challenges/" + challenge + "/confirmations", Map.of("resource", resource))
                .expect(200);
        return challenge;
    }

    LocalDate today() {
        return LocalDate.ofInstant(time.now(), ZONE);
    }

    static Instant morningOf(LocalDate day) {
        return at(day, MORNING);
    }

    static Instant at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(ZONE).toInstant();
    }
}
