package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.audit.ChainWalk;
import org.paincare.platform.audit.Sealer;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.TestServers;
import org.paincare.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class AuditTest {

    @Inject
    Sealer sealer;

    @Inject
    ChainWalk walk;

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void whoWroteAndWhoReadIsOnRecordWhenTheAnswerArrives() {
        var patient = Bogota.patient();
        Bogota.as("nurse").get("/v1/patients/" + patient).expect(200);

        var log = Bogota.as("auditor")
                .get("/v1/patients/" + patient + "/access-log")
                .expect(200);

        assertThat(log.json().findValuesAsText("action")).containsExactly("PATIENT_READ", "PATIENT_REGISTERED");
        assertThat(log.json().findValuesAsText("actorId"))
                .containsExactly(
                        Tokens.identity("nurse", "bogota").sub().toString(),
                        Tokens.identity("coordinator", "bogota").sub().toString());
    }

    @Test
    void aRefusedReadOfAnotherClinicsPatientLeavesNoTraceInTheirLog() {
        var patient = Bogota.patient();
        Bogota.inCartagena("nurse").get("/v1/patients/" + patient).expect(404);

        var log = Bogota.as("auditor")
                .get("/v1/patients/" + patient + "/access-log")
                .expect(200);

        assertThat(log.json().findValuesAsText("action")).containsExactly("PATIENT_REGISTERED");
    }

    @Test
    void theChainHoldsAndNoticesARowThatWasEditedOrRemoved() throws SQLException {
        var patient = Bogota.patient();
        sealEverything();
        assertThat(verified()).isTrue();

        tamper("UPDATE audit_entry SET action = 'PATIENT_READ' WHERE patient_id = '" + patient + "'");
        assertThat(verified()).isFalse();
        assertThat(walk.walkAll()).as("chains found broken by the walk").isEqualTo(1);
        tamper("UPDATE audit_entry SET action = 'PATIENT_REGISTERED' WHERE patient_id = '" + patient + "'");
        assertThat(verified()).isTrue();

        assertThat(walk.walkAll()).as("mended").isZero();

        var other = Bogota.patient();
        sealEverything();
        tamper("CREATE TABLE kept AS SELECT * FROM audit_entry WHERE patient_id = '" + other + "'");
        tamper("DELETE FROM audit_entry WHERE patient_id = '" + other + "'");
        assertThat(verified()).isFalse();
        tamper("INSERT INTO audit_entry SELECT * FROM kept");
        tamper("DROP TABLE kept");
        assertThat(verified()).isTrue();
    }

    private void sealEverything() throws SQLException {
        // Rows of transactions that were still running are sealed by the next cycle.
        while (unsealed() > 0) {
            sealer.seal();
        }
    }

    private static boolean verified() {
        return Bogota.as("auditor")
                .get("/v1/audit/verification")
                .expect(200)
                .json()
                .get("verified")
                .asBoolean();
    }

    private static long unsealed() {
        return Bogota.as("auditor")
                .get("/v1/audit/verification")
                .expect(200)
                .json()
                .get("unsealed")
                .asLong();
    }

    private static void tamper(String sql) throws SQLException {
        try (var superuser = TestServers.shared().postgres().superuser("paincare_patient");
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
