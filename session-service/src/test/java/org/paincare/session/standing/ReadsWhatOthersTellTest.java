package org.paincare.session.standing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.paincare.platform.emergency.ToldEmergencies;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.testing.contract.ConsumerContract;

/** Every event this service takes, in every form its producer may send. */
class ReadsWhatOthersTellTest {

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of("ClinicConfigured", ClinicProfiles.Configured.class),
                Arguments.of("StaffChanged", KnownStaff.Changed.class),
                Arguments.of("PatientRegistered", PatientEvents.Person.class),
                Arguments.of("PatientUpdated", PatientEvents.Person.class),
                Arguments.of("PatientDied", PatientEvents.Death.class),
                Arguments.of("PatientDeathCorrected", PatientEvents.DeathCorrection.class),
                Arguments.of("PatientMerged", PatientEvents.Merge.class),
                Arguments.of("EnrolmentChanged", PatientEvents.Enrolment.class),
                Arguments.of("FactRecorded", PatientFacts.Fact.class),
                Arguments.of("ConsentGranted", PatientFacts.Granted.class),
                Arguments.of("ConsentWithdrawn", PatientFacts.Withdrawn.class),
                Arguments.of("EmergencyAccessOpened", ToldEmergencies.Opened.class),
                Arguments.of("EligibilityDecided", PatientFacts.Decided.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void anEventIsReadInEveryForm(String name, Class<?> reader) {
        var type = "org.paincare.patient." + name + ".v1";

        ConsumerContract.assertReads(type, data -> read(type, data, reader));
    }

    private static Object read(String type, JsonNode data, Class<?> reader) {
        var id = new UUID(1, 1);
        return new IncomingEvent(id, "/paincare/patient", type, id, id, 1, Instant.EPOCH, null, data.toString())
                .dataAs(reader);
    }
}
