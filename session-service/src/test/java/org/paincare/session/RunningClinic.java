package org.paincare.session;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.paincare.platform.due.Timer;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** A clinic that runs by its own hours, roster and monitors: Cartagena. Each test has days of its own. */
abstract class RunningClinic {

    static final DemoClinic HERE = DemoClinic.CARTAGENA;
    static final String CLINIC = "/v1/clinics/" + HERE.id();
    static final ZoneId ZONE = ZoneId.of("America/Bogota");
    static final AtomicInteger DAYS = new AtomicInteger(10);

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    @Inject
    Timer timer;

    LocalDate day;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
        day = LocalDate.ofInstant(clinic.now(), ZONE).plusDays(DAYS.addAndGet(3));
        policy(false, false);
    }

    void policy(boolean roster, boolean monitors) {
        var before = as("head-nurse").get(CLINIC + "/capacity-policy").expect(200);
        as("head-nurse")
                .with("If-Match", before.etag())
                .put(CLINIC + "/capacity-policy", asked(roster, monitors))
                .expect(200);
    }

    static Map<String, Object> asked(boolean roster, boolean monitors) {
        var policy = new LinkedHashMap<String, Object>();
        policy.put(
                "openingHours",
                List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY").stream()
                        .map(weekday -> hours(weekday, "07:00", "19:00"))
                        .toList());
        policy.put("preparationMinutes", 30);
        policy.put("recoveryMinutes", 60);
        policy.put("turnoverMinutes", 15);
        policy.put("patientsPerNurse", 2);
        policy.put("requiredSkills", List.of("ACLS"));
        policy.put("rosterBinds", roster);
        policy.put("monitorBinds", monitors);
        policy.put("offerMinutes", 30);
        return policy;
    }

    static Map<String, String> hours(String weekday, String opens, String closes) {
        return Map.of("weekday", weekday, "opens", opens, "closes", closes);
    }

    static Api as(String user) {
        return Ward.inCartagena(user);
    }

    static Api once(String user) {
        return as(user).with("Idempotency-Key", UUID.randomUUID().toString());
    }

    UUID patient() {
        return events.patient(HERE);
    }

    UUID plan(UUID patient) {
        var draft = as("prescriber")
                .post("/v1/patients/" + patient + "/plans", Map.of("protocolId", "DEMO-OUT", "dosingWeightKg", "64"))
                .expect(201);
        return signed(draft);
    }

    /** The plan, with its draft signed by the prescriber. */
    UUID signed(Answer draft) {
        var resource = "/v1/plans/" + draft.id();
        var challenge = as("nurse")
                .post(
                        "/v1/signature-challenges",
                        Map.of(
                                "resource",
                                resource,
                                "hash",
                                draft.json().at("/draft/contentHash").asText(),
                                "meaning",
                                "PRESCRIBES"))
                .expect(201)
                .id();
        as("prescriber")
                .post("/v1/signature-challenges/" + challenge + "/confirmations", Map.of("resource", resource))
                .expect(200);
        as("prescriber")
                .with("If-Match", draft.etag())
                .post(resource + "/signatures", Map.of("signatureIds", List.of(challenge)))
                .expect(200);
        return draft.id();
    }

    UUID chair() {
        return as("head-nurse")
                .post(CLINIC + "/chairs", Map.of("name", "Sillón " + UUID.randomUUID()))
                .expect(201)
                .id();
    }

    Answer shift(UUID staff, String from, int hours) {
        return as("head-nurse")
                .post(
                        CLINIC + "/shifts",
                        Map.of(
                                "staffId", staff,
                                "startsAt", at(from).toString(),
                                "endsAt", at(from).plusSeconds(hours * 3600L).toString()));
    }

    Answer book(UUID patient, UUID chair, String from, int minutes) {
        return once("coordinator").post("/v1/bookings", booking(patient, chair, from, minutes));
    }

    Map<String, Object> booking(UUID patient, UUID chair, String from, int minutes) {
        var plans = as("prescriber")
                .get("/v1/patients/" + patient + "/plans")
                .expect(200)
                .json()
                .get("items");
        var asked = new LinkedHashMap<String, Object>();
        asked.put("patientId", patient);
        asked.put(
                "planId",
                plans.isEmpty() ? plan(patient) : plans.get(0).get("id").asText());
        asked.put("chairId", chair);
        asked.put("startsAt", at(from).toString());
        asked.put("endsAt", at(from).plusSeconds(minutes * 60L).toString());
        return asked;
    }

    UUID waits(UUID patient, int priority, String notBefore, String notAfter) {
        return as("coordinator")
                .post(
                        CLINIC + "/wait-list",
                        Map.of(
                                "patientId", patient,
                                "planId", plan(patient),
                                "priority", priority,
                                "fromDay", day.toString(),
                                "toDay", day.toString(),
                                "notBefore", notBefore,
                                "notAfter", notAfter))
                .expect(201)
                .id();
    }

    static JsonNode entry(UUID id) {
        for (var entry : as("coordinator")
                .get(CLINIC + "/wait-list?limit=100")
                .expect(200)
                .json()
                .get("items")) {
            if (entry.get("id").asText().equals(id.toString())) {
                return entry;
            }
        }
        throw new AssertionError("not on the list");
    }

    static List<JsonNode> free(LocalDate from, LocalDate to, int minutes) {
        var found = new ArrayList<JsonNode>();
        as("coordinator")
                .get(CLINIC + "/free-slots?limit=100&minutes=" + minutes + "&from=" + from + "&to=" + to)
                .expect(200)
                .json()
                .get("items")
                .forEach(found::add);
        return found;
    }

    static List<String> taskKinds(UUID patient) {
        var kinds = new ArrayList<String>();
        as("nurse")
                .get("/v1/tasks?patientId=" + patient)
                .expect(200)
                .json()
                .get("items")
                .forEach(task -> kinds.add(task.get("kind").asText()));
        return kinds;
    }

    Instant at(String time) {
        return day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    void pass(long minutes) {
        clinic.minutes(minutes);
        Tenancy.apartFromTheRequest(timer::runDue);
    }
}
