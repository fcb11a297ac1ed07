package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.TestServers;

/** Nobody works on for a caller who has stopped waiting. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class DeadlineTest {

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void theDatabaseStopsWhenTheGatewayNoLongerWaits() throws Exception {
        var path = "/v1/patients/" + Bogota.patient();
        try (var database = TestServers.shared().postgres().superuser("paincare_patient");
                var statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("LOCK TABLE patient IN ACCESS EXCLUSIVE MODE");
            long began = System.nanoTime();

            Bogota.as("nurse").with("X-Deadline-Millis", "300").get(path).refused(504, "TIMED_OUT");

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("without a deadline a statement may take 30 s")
                    .isLessThan(Duration.ofSeconds(4));
        }
        for (var nobodys : new String[] {"soon", "-1", "0", "99999999999999999999", "1e3"}) {
            Bogota.as("nurse").with("X-Deadline-Millis", nobodys).get(path).expect(200);
        }
        Bogota.as("nurse").with("X-Deadline-Millis", "20000").get(path).expect(200);
    }
}
