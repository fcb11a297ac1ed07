package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.Ids;
import org.paincare.platform.event.Inbox;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** From referral to the end and back, by commands and by what the other services tell. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class EnrolmentTest {

    @Inject
    Inbox inbox;

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void theWomanOfTheJourneyIsEnrolledAfterTheSignedOverride() {
        var patient = Woman.withOveruse();
        var enrolment = screened(patient);
        Woman.evaluate(patient);

        var refused = decide(enrolment, "ELIGIBLE").refused(422, "NOT_ELIGIBLE");
        assertThat(refused.json().get("blockedBy").get(0).get("ruleId").asText())
                .isEqualTo("E40");
        assertThat(refused.json().get("blockedBy").get(0).get("waivableBy").asText())
                .isEqualTo("OVERRIDE");
        Woman.say(patient, "/overrides", Woman.override(patient, "E40", "prescriber"));
        Woman.evaluate(patient);
        var enrolled = decide(enrolment, "ELIGIBLE").expect(200).json();

        assertThat(enrolled.get("state").asText()).isEqualTo("ELIGIBLE");
        assertThat(enrolled.get("startedOn").asText()).isEqualTo(Woman.today().toString());
        var told = Told.by(patient, "EnrolmentChanged").getLast();
        assertThat(told.get("diagnosis").get("code").asText()).isEqualTo("G43.3");
        assertThat(told.get("secondaryDiagnoses").get(0).get("ichd3").asText()).isEqualTo("8.2");
        assertThat(told.get("primaryMeasure").asText()).isEqualTo("MIGRAINE_DAYS");
        assertThat(told.get("migraineDefinition").asText()).isEqualTo("STRICT_4H");
        assertThat(told.get("failedClasses")).hasSize(4);
        assertThat(told.get("startedOn").asText()).isEqualTo(Woman.today().toString());
    }

    @Test
    void nobodyIsEnrolledWhileSomethingIsMissing() {
        var patient = Woman.registered();
        var enrolment = screened(patient);

        var never = decide(enrolment, "ELIGIBLE").refused(422, "NOT_ELIGIBLE");
        assertThat(never.json().get("blockedBy").get(0).get("code").asText()).isEqualTo("NOT_EVALUATED");
        Woman.evaluate(patient);
        var incomplete = decide(enrolment, "ELIGIBLE").refused(422, "NOT_ELIGIBLE");

        assertThat(incomplete.json().get("blockedBy").findValuesAsText("code")).contains("RULE_MISSING");
        assertThat(read(enrolment).json().get("state").asText()).isEqualTo("SCREENING");
        assertThat(command(read(enrolment).json(), "decision", "ELIGIBLE")
                        .get("enabled")
                        .asBoolean())
                .isFalse();
        assertThat(command(read(enrolment).json(), "decision", "DECLINED")
                        .get("enabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatTheStateDoesNotAllowIsRefusedWithWhatItDoes() {
        var enrolment = refer(Woman.registered()).id();

        var refused = command(enrolment, "pause").refused(409, "ENROLMENT_STATE");

        assertThat(refused.json().get("currentState").asText()).isEqualTo("REFERRED");
        assertThat(refused.json().get("allowedCommands").findValuesAsText("command"))
                .contains("screening", "withdrawal")
                .doesNotContain("pause", "resume");
    }

    @Test
    void whoDeclinedOrWithdrewIsReferredAnewOnTheSameEnrolment() {
        var patient = Woman.registered();
        var enrolment = screened(patient);
        decide(enrolment, "DECLINED").expect(200);

        command(enrolment, "re-referral").expect(200);
        Bogota.as("coordinator")
                .post("/v1/enrolments/" + enrolment + "/withdrawal")
                .expect(200);
        var again = command(enrolment, "re-referral").expect(200).json();

        assertThat(again.get("state").asText()).isEqualTo("REFERRED");
        assertThat(again.get("moves").findValuesAsText("to"))
                .containsExactly("REFERRED", "SCREENING", "DECLINED", "REFERRED", "WITHDRAWN", "REFERRED");
        assertThat(Told.by(patient, "EnrolmentChanged"))
                .extracting(e -> e.get("to").asText())
                .containsExactly("REFERRED", "SCREENING", "DECLINED", "REFERRED", "WITHDRAWN", "REFERRED");
    }

    @Test
    void aPatientIsReferredOnce() throws Exception {
        var patient = Woman.registered();

        var answers = RegistryTest.inParallel(
                8, () -> Bogota.as("coordinator").post("/v1/patients/" + patient + "/enrolments"));

        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        answers.stream().filter(a -> a.status() != 201).forEach(a -> a.refused(409, "ALREADY_REFERRED"));
    }

    @Test
    void aCommandNeedsTheTagOfWhatWasRead() {
        var enrolment = refer(Woman.registered());
        var path = "/v1/enrolments/" + enrolment.id() + "/screening";

        Bogota.as("coordinator").post(path).refused(428, "PRECONDITION_REQUIRED");
        Bogota.as("coordinator").with("If-Match", enrolment.etag()).post(path).expect(200);
        Bogota.as("coordinator").with("If-Match", enrolment.etag()).post(path).refused(412, "STALE");
        Bogota.as("nurse").with("If-Match", "\"v1\"").post(path).refused(403, "FORBIDDEN");
    }

    @Test
    void eventsOfBothServicesMoveTheEnrolmentInWhateverOrderTheyCome() {
        var seed = System.nanoTime();
        for (int round = 0; round < 4; round++) {
            var patient = Woman.complete();
            var enrolment = screened(patient);
            Woman.evaluate(patient);
            decide(enrolment, "ELIGIBLE").expect(200);
            var begin = Woman.now();
            var session = List.of(
                    planActivated(patient, begin.plusMillis(10)), sessionStarted(patient, begin.plusMillis(20)));
            var outcome = List.of(course(patient, "RESPONSE", true, begin.plusMillis(30)));
            var arrivals = new ArrayList<Runnable>();
            arrivals.add(() -> hear("session", patient, session));
            arrivals.add(() -> hear("outcome", patient, outcome));
            Collections.shuffle(arrivals, new java.util.Random(seed + round));

            arrivals.forEach(Runnable::run);

            assertThat(read(enrolment).json().get("state").asText())
                    .as("seed %d", seed)
                    .isEqualTo("MAINTENANCE");
            assertThat(Told.by(patient, "EnrolmentChanged").getLast().get("to").asText())
                    .isEqualTo("MAINTENANCE");
        }
    }

    @Test
    void eventsAboutAPatientNobodyKnowsAreTaken() {
        var nobody = Ids.next();

        hear(
                "session",
                nobody,
                List.of(
                        planActivated(nobody, Woman.now()),
                        sessionStarted(nobody, Woman.now()),
                        ended(nobody, "ADVERSE_EVENT", Woman.now())));
        hear("outcome", nobody, List.of(course(nobody, "RESPONSE", true, Woman.now())));

        assertThat(Told.by(nobody, "EnrolmentChanged")).isEmpty();
    }

    @Test
    void aPlanHaltedForAnAdverseEventPausesAndAReviewEnds() {
        var patient = Woman.complete();
        var enrolment = screened(patient);
        Woman.evaluate(patient);
        decide(enrolment, "ELIGIBLE").expect(200);
        var begin = Woman.now();

        hear(
                "session",
                patient,
                List.of(
                        planActivated(patient, begin.plusMillis(1)),
                        ended(patient, "ADVERSE_EVENT", begin.plusMillis(2))));
        assertThat(read(enrolment).json().get("state").asText()).isEqualTo("PAUSED");
        var resumed = command(enrolment, "resume").expect(200).json();
        assertThat(resumed.get("state").asText()).isEqualTo("INDUCTION");
        hear(
                "outcome",
                patient,
                List.of(new Event(
                        "org.paincare.outcome.ProgrammeReviewRecorded.v1",
                        Map.of(
                                "patientId",
                                patient,
                                "decision",
                                "STOP",
                                "occurredAt",
                                Woman.now().plusMillis(5).toString()))));

        assertThat(read(enrolment).json().get("state").asText()).isEqualTo("COMPLETED");
        assertThat(read(enrolment).json().get("moves").findValuesAsText("reason"))
                .contains("PLAN_ADVERSE_EVENT", "REVIEW_STOPPED");
    }

    @Test
    void aReferralNobodyFollowsIsLostAfterItsDeadline() {
        var patient = Woman.registered();
        var enrolment = refer(patient);
        var deadline = Instant.parse(enrolment.json().get("deadlineAt").asText());
        assertThat(deadline)
                .isEqualTo(Instant.parse(enrolment.json().get("since").asText()).plus(Duration.ofDays(30)));

        Due.runAt("ENROLMENT_DEADLINE", DemoClinic.BOGOTA.id(), enrolment.id(), deadline);
        Due.runAt("ENROLMENT_DEADLINE", DemoClinic.BOGOTA.id(), enrolment.id(), deadline);

        assertThat(read(enrolment.id()).json().get("state").asText()).isEqualTo("LOST_TO_FOLLOW_UP");
        assertThat(Told.by(patient, "EnrolmentChanged").getLast().get("reason").asText())
                .isEqualTo("REFERRAL_AGED");
    }

    @Test
    void aChangedDiagnosisIsToldWhileEnrolled() {
        var patient = Woman.complete();
        var enrolment = screened(patient);
        Woman.evaluate(patient);
        decide(enrolment, "ELIGIBLE").expect(200);
        var path = "/v1/patients/" + patient + "/headache-history";
        var etag = Bogota.as("prescriber").get(path).etag();

        Bogota.as("prescriber")
                .with("If-Match", etag)
                .put(path, Woman.historyContent(true))
                .expect(200);

        var told = Told.by(patient, "EnrolmentChanged").getLast();
        assertThat(told.get("reason").asText()).isEqualTo("DETAILS_CHANGED");
        assertThat(told.get("secondaryDiagnoses")).hasSize(1);
    }

    @Test
    void whoAdministersSeesWhereSomebodyIsAndNotWhy() {
        var patient = Woman.registered();
        var enrolment = Bogota.as("coordinator")
                .post("/v1/patients/" + patient + "/enrolments", Map.of("note", "Letter of Dr. X"))
                .expect(201)
                .id();
        command(enrolment, "screening").expect(200);
        Woman.evaluate(patient);

        var seen = Bogota.as("clinic-admin")
                .get("/v1/enrolments/" + enrolment)
                .expect(200)
                .json();

        assertThat(seen.get("moves").get(0).has("note")).isFalse();
        assertThat(command(seen, "decision", "ELIGIBLE")
                        .get("blockedBy")
                        .get(0)
                        .get("code")
                        .asText())
                .isEqualTo("NOT_ELIGIBLE");
        var self = Bogota.service().as(Tokens.patient("bogota", patient));
        self.get("/v1/enrolments/" + enrolment).expect(200);
        assertThat(self.get("/v1/enrolments").expect(200).json().get("items")).hasSize(1);
        Bogota.service()
                .as(Tokens.patient("bogota", Woman.registered()))
                .get("/v1/enrolments/" + enrolment)
                .refused(404, "NOT_FOUND");
    }

    @Test
    void enrolmentsAreListedByState() {
        var enrolment = refer(Woman.registered()).id();

        var list = Bogota.as("coordinator")
                .get("/v1/enrolments?state=REFERRED&limit=100")
                .expect(200)
                .json();

        assertThat(list.get("items").findValuesAsText("state")).containsOnly("REFERRED");
        assertThat(Bogota.inCartagena("coordinator")
                        .get("/v1/enrolments?limit=100")
                        .json()
                        .get("items")
                        .findValuesAsText("id"))
                .doesNotContain(enrolment.toString());
        Bogota.as("coordinator").get("/v1/enrolments?state=ASLEEP").refused(400, "MALFORMED_PARAMETER");
    }

    private record Event(String type, Map<String, Object> data) {}

    private static Event planActivated(UUID patient, Instant at) {
        return new Event(
                "org.paincare.session.PlanActivated.v1",
                Map.of(
                        "patientId",
                        patient,
                        "planId",
                        Ids.next(),
                        "phase",
                        "INDUCTION",
                        "sessionsPlanned",
                        6,
                        "intervalDays",
                        7,
                        "occurredAt",
                        at.toString()));
    }

    private static Event sessionStarted(UUID patient, Instant at) {
        return new Event(
                "org.paincare.session.SessionStarted.v1",
                Map.of("patientId", patient, "dosingWeightKg", "64", "occurredAt", at.toString()));
    }

    private static Event ended(UUID patient, String reason, Instant at) {
        return new Event(
                "org.paincare.session.PlanEnded.v1",
                Map.of("patientId", patient, "planId", Ids.next(), "reason", reason, "occurredAt", at.toString()));
    }

    private static Event course(UUID patient, String to, boolean maintenanceDue, Instant at) {
        return new Event(
                "org.paincare.outcome.CourseChanged.v1",
                Map.of("patientId", patient, "to", to, "maintenanceDue", maintenanceDue, "occurredAt", at.toString()));
    }

    /** A source's events in the order of its stream, as the consumer's thread takes them; each is sent twice. */
    private void hear(String source, UUID patient, List<Event> events) {
        long number = 0;
        for (var event : events) {
            number++;
            var incoming = new IncomingEvent(
                    Ids.next(),
                    "/paincare/" + source,
                    event.type(),
                    DemoClinic.BOGOTA.id(),
                    patient,
                    number,
                    Instant.EPOCH,
                    null,
                    json(event.data()));
            assertThat(take(incoming)).isEqualTo(Inbox.Outcome.TAKEN);
            assertThat(take(incoming)).isEqualTo(Inbox.Outcome.REPEATED);
        }
    }

    private Inbox.Outcome take(IncomingEvent event) {
        return Tenancy.apartFromTheRequest(() -> inbox.take(event));
    }

    private static String json(Object data) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(data);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Answer refer(UUID patient) {
        return Bogota.as("coordinator")
                .post("/v1/patients/" + patient + "/enrolments")
                .expect(201);
    }

    private static UUID screened(UUID patient) {
        var enrolment = refer(patient).id();
        command(enrolment, "screening").expect(200);
        return enrolment;
    }

    private static Answer read(UUID enrolment) {
        return Bogota.as("prescriber").get("/v1/enrolments/" + enrolment).expect(200);
    }

    private static Answer command(UUID enrolment, String noun) {
        return Bogota.as("prescriber")
                .with("If-Match", read(enrolment).etag())
                .post("/v1/enrolments/" + enrolment + "/" + noun);
    }

    private static Answer decide(UUID enrolment, String outcome) {
        return Bogota.as("prescriber")
                .with("If-Match", read(enrolment).etag())
                .post("/v1/enrolments/" + enrolment + "/decision", Map.of("outcome", outcome));
    }

    private static JsonNode command(JsonNode enrolment, String noun, String outcome) {
        for (var command : enrolment.get("allowedCommands")) {
            if (command.get("command").asText().equals(noun)
                    && command.path("outcome").asText().equals(outcome)) {
                return command;
            }
        }
        throw new AssertionError("no command " + noun + " " + outcome + " in " + enrolment);
    }
}
