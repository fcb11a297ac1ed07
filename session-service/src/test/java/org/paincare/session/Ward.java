package org.paincare.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** A day in Bogotá: people do things over HTTP, in the words of the clinic. */
@Singleton
public class Ward {

    private static final DemoClinic HERE = DemoClinic.BOGOTA;

    private final Clinic clinic;
    private final Events events;

    Ward(Clinic clinic, Events events) {
        this.clinic = clinic;
        this.events = events;
    }

    public void opens() {
        events.clinicsAreConfigured();
        PatientServiceStandIn.says(PatientServiceStandIn.Says.ELIGIBLE);
    }

    public static Api as(String user) {
        return Api.at("http://localhost:" + RestAssured.port).as(Tokens.of(user));
    }

    /** A program that has a token of its own: {@code demo-partner}. */
    public static Api clientOf(String client) {
        return Api.at("http://localhost:" + RestAssured.port).as(Tokens.client(client));
    }

    public static Api inCartagena(String user) {
        return Api.at("http://localhost:" + RestAssured.port).as(Tokens.of(user, "cartagena"));
    }

    /** The same with a key of its own, as everything that must not happen twice asks for. */
    public static Api once(String user) {
        return as(user).with("Idempotency-Key", UUID.randomUUID().toString());
    }

    public UUID patient() {
        return events.patient(HERE);
    }

    /** {@code resource} signed by each, in their meaning; the signature ids in that order. */
    public static List<UUID> signed(String resource, String hash, String... userAndMeaning) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < userAndMeaning.length; i += 2) {
            var challenge = as("nurse")
                    .post(
                            "/v1/signature-challenges",
                            Map.of("resource", resource, "hash", hash, "meaning", userAndMeaning[i + 1]))
                    .expect(201)
                    .id();
            as(userAndMeaning[i])
                    .post("/v1/signature-challenges/" + challenge + "/confirmations", Map.of("resource", resource))
                    .expect(200);
            ids.add(challenge);
        }
        return ids;
    }

    /** DEMO-OUT for 64 kg: 0.25 mg/kg/h over 2 h. */
    public Answer draftPlan(UUID patient) {
        return as("prescriber")
                .post("/v1/patients/" + patient + "/plans", Map.of("protocolId", "DEMO-OUT", "dosingWeightKg", "64"))
                .expect(201);
    }

    public UUID activePlan(UUID patient) {
        var draft = draftPlan(patient);
        var id = draft.id();
        var hash = draft.json().at("/draft/contentHash").asText();
        as("prescriber")
                .with("If-Match", draft.etag())
                .post(
                        "/v1/plans/" + id + "/signatures",
                        Map.of("signatureIds", signed("/v1/plans/" + id, hash, "prescriber", "PRESCRIBES")))
                .expect(200);
        return id;
    }

    /** Another dose from here on, signed. */
    public void revised(String plan, String doseMgPerKg) {
        var before = as("prescriber").get("/v1/plans/" + plan).expect(200);
        var draft = as("prescriber")
                .with("If-Match", before.etag())
                .post(
                        "/v1/plans/" + plan + "/revisions",
                        Map.of(
                                "changes", Map.of("doseMgPerKg", doseMgPerKg),
                                "reason", "ADVERSE_EVENT",
                                "explanation", "a quarter less"))
                .expect(201);
        var hash = draft.json().at("/draft/contentHash").asText();
        as("prescriber")
                .with("If-Match", draft.etag())
                .post(
                        "/v1/plans/" + plan + "/signatures",
                        Map.of("signatureIds", signed("/v1/plans/" + plan, hash, "prescriber", "PRESCRIBES")))
                .expect(200);
    }

    public UUID chair() {
        return as("head-nurse")
                .post(
                        "/v1/clinics/" + HERE.id() + "/chairs",
                        Map.of("name", "Sillón " + UUID.randomUUID().toString().substring(0, 8)))
                .expect(201)
                .id();
    }

    public Map<String, Object> booking(UUID patient, UUID plan, UUID chair, Instant from) {
        var asked = new LinkedHashMap<String, Object>();
        asked.put("patientId", patient);
        asked.put("planId", plan);
        asked.put("chairId", chair);
        asked.put("startsAt", from.toString());
        asked.put("endsAt", from.plusSeconds(4 * 3600).toString());
        return asked;
    }

    /** A session of an active plan, booked in ten minutes; its id. */
    public UUID bookedSession(UUID patient) {
        var plan = activePlan(patient);
        var booked = once("coordinator")
                .post(
                        "/v1/bookings",
                        booking(patient, plan, chair(), clinic.now().plusSeconds(600)))
                .expect(201);
        return UUID.fromString(booked.json().get("sessionId").asText());
    }

    public Answer session(UUID id) {
        return as("nurse").get("/v1/sessions/" + id).expect(200);
    }

    public String state(UUID id) {
        return session(id).json().get("state").asText();
    }

    /** A command on the session as it was last read. */
    public Answer command(String user, UUID session, String command, Object body) {
        return once(user)
                .with("If-Match", session(session).etag())
                .post("/v1/sessions/" + session + "/" + command, body);
    }

    public void checkedIn(UUID session) {
        command("nurse", session, "check-in", Map.of()).expect(200);
    }

    /** Baseline vitals and every item passed. */
    public void preChecked(UUID session) {
        observe(
                        session,
                        Map.of(
                                "sbpMmHg",
                                124,
                                "dbpMmHg",
                                78,
                                "hrPerMinute",
                                72,
                                "rrPerMinute",
                                14,
                                "spo2Percent",
                                93,
                                "nrs",
                                7,
                                "rass",
                                0,
                                "cadss6",
                                0))
                .expect(201);
        as("nurse")
                .post("/v1/sessions/" + session + "/pre-checks", Map.of("items", allPassed(session)))
                .expect(200);
    }

    public List<Map<String, Object>> allPassed(UUID session) {
        var items = new ArrayList<Map<String, Object>>();
        for (var item : session(session).json().get("preChecks")) {
            var id = item.get("item").asText();
            items.add(
                    id.equals("WEIGHT")
                            ? Map.of(
                                    "item",
                                    id,
                                    "outcome",
                                    "PASS",
                                    "facts",
                                    List.of(Map.of("code", "WEIGHT_KG", "value", 64, "unit", "kg")))
                            : Map.of("item", id, "outcome", "PASS"));
        }
        return items;
    }

    /** 16 mg/h in 1 mg/mL for two hours: 32 mg in 32 mL. */
    public Map<String, Object> order() {
        var order = new LinkedHashMap<String, Object>();
        order.put("weightKg", "64");
        order.put("weightMeasuredAt", clinic.now().toString());
        order.put("vialConcentrationMgPerMl", "50");
        order.put("concentrationMgPerMl", "1");
        order.put("statedDoseMg", "32");
        order.put("statedVolumeMl", "32");
        order.put("statedPumpRateMlPerHour", "16");
        order.put("reasons", Map.of("SESSION_TOTAL_LOW", "demonstration dose"));
        return order;
    }

    public Answer ordered(UUID session, Map<String, Object> order) {
        return once("prescriber").post("/v1/sessions/" + session + "/dose-orders", order);
    }

    public UUID signedOrder(UUID session) {
        var order = ordered(session, order()).expect(201);
        sign(order).expect(200);
        return order.id();
    }

    public Answer sign(Answer order) {
        var resource = "/v1/dose-orders/" + order.id();
        var hash = order.json().get("contentHash").asText();
        return as("prescriber")
                .with("If-Match", order.etag())
                .post(
                        resource + "/signatures",
                        Map.of("signatureIds", signed(resource, hash, "prescriber", "PRESCRIBES")));
    }

    /** A lot of one container of 10 mL, 50 mg/mL; the container's id. */
    public UUID vial() {
        return vial("KETAMINE", "50");
    }

    public UUID vial(String substance, String mgPerMl) {
        var lot = once("pharmacist")
                .post(
                        "/v1/lots",
                        Map.of(
                                "substance", substance,
                                "productCode", "20012345-1",
                                "lotNumber", "L" + UUID.randomUUID().toString().substring(0, 8),
                                "concentrationMgPerMl", mgPerMl,
                                "containerMl", "10",
                                "containers", 1,
                                "expiresOn", "2030-12-31",
                                "supplier", "Droguería Ficticia",
                                "invoice", "F-1"))
                .expect(201);
        return UUID.fromString(lot.json().at("/containers/0/id").asText());
    }

    public Answer move(String user, Map<String, Object> event) {
        return once(user).post("/v1/ledger-events", event);
    }

    /** 50 mg of a vial for the session, drawn up to 50 mL of 1 mg/mL and checked by a second nurse. */
    public UUID prepared(UUID session) {
        var vial = vial();
        move("nurse", Map.of("type", "DISPENSE_TO_SESSION", "containerId", vial, "sessionId", session, "volumeMl", "1"))
                .expect(201);
        var preparation = as("nurse")
                .post(
                        "/v1/sessions/" + session + "/preparations",
                        Map.of(
                                "vialConcentrationMgPerMl", "50",
                                "drawnMl", "1",
                                "diluentMl", "49",
                                "labelledMgPerMl", "1",
                                "primingMl", "5",
                                "diluent", "NaCl 0,9 %",
                                "beyondUseMinutes", 360))
                .expect(201);
        as("nurse2")
                .post(
                        "/v1/preparations/" + preparation.id() + "/check",
                        Map.of("vialConcentrationMgPerMl", "50", "labelledMgPerMl", "1"))
                .expect(200);
        return vial;
    }

    public void pumpChecked(UUID session) {
        var read = Map.of("rateMlPerHour", "16", "volumeMl", "45");
        pump("nurse", session, "SET", read).expect(200);
        pump("nurse2", session, "CHECK", read).expect(200);
    }

    public Answer pump(String user, UUID session, String step, Map<String, String> read) {
        var body = new LinkedHashMap<String, Object>(read);
        body.put("step", step);
        return as(user).post("/v1/sessions/" + session + "/pump-check", body);
    }

    /** Everything up to a running infusion; answers the vial drawn from. */
    public UUID infusing(UUID session) {
        checkedIn(session);
        signedOrder(session);
        var vial = prepared(session);
        preChecked(session);
        command("nurse", session, "ready", Map.of()).expect(200);
        pumpChecked(session);
        command("nurse", session, "start", Map.of()).expect(200);
        return vial;
    }

    public Answer observe(UUID session, Object reading) {
        return as("nurse").post("/v1/sessions/" + session + "/observations", reading);
    }

    public void normal(UUID session) {
        observe(
                        session,
                        Map.of(
                                "sbpMmHg",
                                126,
                                "dbpMmHg",
                                80,
                                "hrPerMinute",
                                76,
                                "rrPerMinute",
                                14,
                                "spo2Percent",
                                93,
                                "rass",
                                0))
                .expect(201);
    }

    public static List<String> blocked(Answer refusal) {
        var codes = new ArrayList<String>();
        for (JsonNode open : refusal.json().path("blockedBy")) {
            codes.add(open.get("code").asText() + ":" + open.get("ruleId").asText());
        }
        return codes;
    }
}
