package org.paincare.patient;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.local.DemoClinic;

/** What no medical director can sign: values beyond their bounds, and those that contradict each other. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class PolicyBoundsTest {

    private static final String BOGOTA = "/v1/clinics/" + DemoClinic.BOGOTA.id();

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LFT_DAYS|13",
                "LFT_DAYS|181",
                "LFT_DAYS|30.5",
                "LFT_DAYS|1e2",
                "LFT_DAYS|''",
                "LFT_DAYS|-30",
                "BP_HIGH_SYSTOLIC|150",
                "SPO2_ROOM_AIR_LIMIT|85",
                "NOTHING_LIKE_IT|1",
                "STRICT_BLOOD_PRESSURE|yes",
                "OPENING_HOURS|19:00-07:00",
                "OPENING_HOURS|07:00-24:00",
                "SECOND_SIGNATURE_ROLES|PATIENT",
                "SECOND_SIGNATURE_ROLES|PHARMACIST,PHARMACIST",
                "SECOND_SIGNATURE_ROLES|''",
                "PHARMACIST_VERIFIES_ORDERS|PHARMACIST",
                "ENABLED_PROTOCOLS|ED-ACUTE",
                "FACT_RENEWAL_DAYS|0",
                "FACT_RENEWAL_DAYS|61",
                "FACT_RENEWAL_DAYS|7.5",
                "RECOVERY_MINIMUM_MINUTES|29",
                "RECOVERY_MINIMUM_MINUTES|-60",
                "RECOVERY_MINIMUM_MINUTES|1e2",
                "OBSERVE_STEADY_MINUTES|4",
                "OBSERVE_STEADY_MINUTES|31",
                "OBSERVE_STEADY_MINUTES|15.0",
                "SET_OVERDUE_MINUTES|10",
                "SET_ESCALATED_MINUTES|5",
                "CRITICAL_PRESCRIBER_SECONDS|30",
                "CRITICAL_SECOND_NURSE_SECONDS|60",
                "ALERT_HIGH_HOURS|12",
                "REMIND_EVERY_28_DAYS|24,120",
                "REMIND_EVERY_28_DAYS|240",
                "REMIND_EVERY_28_DAYS|24,24",
                "REMIND_EVERY_28_DAYS|24,",
                "REMIND_EVERY_28_DAYS|5,4,3,2,1",
                "REMIND_PRE_SESSION|0",
                "ALERT_SBP_FROM|176",
                "ALERT_SBP_FROM|160.5",
                "CRITICAL_SBP_FROM|160",
                "ALERT_RR_BELOW|8",
                "CRITICAL_HR_BELOW|55",
                "ALERT_TEMP_ABOVE|37.95",
                "SOFT_STEP_OUTPATIENT|0.5",
                "SOFT_STEP_OUTPATIENT|0",
                "SOFT_SESSIONS_PER_WEEK|2.5",
                "TASK_CALL_PATIENT_HOURS|0",
                "LEDGER_LICENCE_NUMBER|a b",
                "LEDGER_LICENCE_EXPIRES_ON|2027-02-30",
                "EMERGENCY_NUMBER|call us"
            })
    void aValueOutsideItsBoundsIsRefused(String code, String value) {
        Bogota.as("medical-director")
                .post(BOGOTA + "/policy-previews", Map.of("values", Map.of(code, value)))
                .refused(422, "POLICY_REFUSED");
    }

    @Test
    void aPolicyThatIsNoneIsRefused() {
        for (var body : List.of("{\"values\":null}", "{\"values\":{\"LFT_DAYS\":null}}", "{}")) {
            Bogota.as("medical-director")
                    .post(BOGOTA + "/policy-previews", body)
                    .refused(400, "VALIDATION_FAILED");
        }
        for (var body : List.of("{\"values\":[]}", "{\"values\":{\"LFT_DAYS\":30}}")) {
            Bogota.as("medical-director")
                    .post(BOGOTA + "/policy-previews", body)
                    .refused(400, "MALFORMED_BODY");
        }
    }
}
