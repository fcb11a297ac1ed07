package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.Ids;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.local.DemoClinic;

/** What moves an enrolment without a command: what the other services tell, time, and the record itself. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class EnrolmentFollowsTest {

    @Inject
    Others others;

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void eventsOfBothServicesMoveTheEnrolmentInWhateverOrderTheyCome() {
        var seed = System.nanoTime();
        for (int round = 0; round < 4; round++) {
            var patient = Woman.complete();
            var enrolment = Referral.screened(patient);
            Woman.evaluate(patient);
            Referral.decide(enrolment, "ELIGIBLE").expect(200);
            var begin = Woman.now();
            Others.Event[] session = {
                Others.planActivated(patient, begin.plusMillis(10)),
                Others.sessionStarted(patient, begin.plusMillis(20))
            };
            var outcome = Others.course(patient, "RESPONSE", true, begin.plusMillis(30));
            var arrivals = new ArrayList<Runnable>();
            arrivals.add(() -> others.tell(patient, session));
            arrivals.add(() -> others.tell(patient, outcome));
            Collections.shuffle(arrivals, new java.util.Random(seed + round));

            arrivals.forEach(Runnable::run);

            assertThat(Referral.read(enrolment).json().get("state").asText())
                    .as("seed %d", seed)
                    .isEqualTo("MAINTENANCE");
            assertThat(Told.by(patient, "EnrolmentChanged").getLast().get("to").asText())
                    .isEqualTo("MAINTENANCE");
        }
    }

    @Test
    void eventsAboutAPatientNobodyKnowsAreTaken() {
        var nobody = Ids.next();

        others.tell(
                nobody,
                Others.planActivated(nobody, Woman.now()),
                Others.sessionStarted(nobody, Woman.now()),
                Others.planEnded(nobody, "ADVERSE_EVENT", Woman.now()),
                Others.course(nobody, "RESPONSE", true, Woman.now()));

        assertThat(Told.by(nobody, "EnrolmentChanged")).isEmpty();
    }

    @Test
    void aPlanHaltedForAnAdverseEventPausesAndAReviewEnds() {
        var patient = Woman.complete();
        var enrolment = Referral.screened(patient);
        Woman.evaluate(patient);
        Referral.decide(enrolment, "ELIGIBLE").expect(200);
        var begin = Woman.now();

        others.tell(
                patient,
                Others.planActivated(patient, begin.plusMillis(1)),
                Others.planEnded(patient, "ADVERSE_EVENT", begin.plusMillis(2)));
        assertThat(Referral.read(enrolment).json().get("state").asText()).isEqualTo("PAUSED");
        var resumed = Referral.command(enrolment, "resume").expect(200).json();
        assertThat(resumed.get("state").asText()).isEqualTo("INDUCTION");
        others.tell(patient, Others.reviewed(patient, "STOP", Woman.now().plusMillis(5)));

        assertThat(Referral.read(enrolment).json().get("state").asText()).isEqualTo("COMPLETED");
        assertThat(Referral.read(enrolment).json().get("moves").findValuesAsText("reason"))
                .contains("PLAN_ADVERSE_EVENT", "REVIEW_STOPPED");
    }

    @Test
    void aReferralNobodyFollowsIsLostAfterItsDeadline() {
        var patient = Woman.registered();
        var enrolment = Referral.refer(patient);
        var deadline = Instant.parse(enrolment.json().get("deadlineAt").asText());
        assertThat(deadline)
                .isEqualTo(Instant.parse(enrolment.json().get("since").asText()).plus(Duration.ofDays(30)));

        Due.runAt("ENROLMENT_DEADLINE", DemoClinic.BOGOTA.id(), enrolment.id(), deadline);
        Due.runAt("ENROLMENT_DEADLINE", DemoClinic.BOGOTA.id(), enrolment.id(), deadline);

        assertThat(Referral.read(enrolment.id()).json().get("state").asText()).isEqualTo("LOST_TO_FOLLOW_UP");
        assertThat(Told.by(patient, "EnrolmentChanged").getLast().get("reason").asText())
                .isEqualTo("REFERRAL_AGED");
    }

    @Test
    void aDiagnosisThatComesDuringScreeningIsToldForTheProvisionalBaseline() {
        var patient = Woman.registered();
        Referral.screened(patient);
        assertThat(Told.by(patient, "EnrolmentChanged").getLast().has("primaryMeasure"))
                .isFalse();

        Woman.history(patient, false);

        var told = Told.by(patient, "EnrolmentChanged").getLast();
        assertThat(told.get("from").asText()).isEqualTo("SCREENING");
        assertThat(told.get("to").asText()).isEqualTo("SCREENING");
        assertThat(told.get("diagnosis").get("ichd3").asText()).isEqualTo("1.3");
        assertThat(told.get("primaryMeasure").asText()).isEqualTo("MIGRAINE_DAYS");
    }

    @Test
    void aChangedDiagnosisIsToldWhileEnrolled() {
        var patient = Woman.complete();
        var enrolment = Referral.screened(patient);
        Woman.evaluate(patient);
        Referral.decide(enrolment, "ELIGIBLE").expect(200);
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
}
