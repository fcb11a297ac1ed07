package org.paincare.patient;

import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.Ids;
import org.paincare.platform.event.Inbox;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.metric.FigureBoard;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.TestServers;
import org.paincare.testing.local.DemoClinic;

/** Whoever watches the service sees what waits in its database, and of whom nothing. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class FiguresTest {

    @Inject
    FigureBoard board;

    @Inject
    Inbox inbox;

    @Inject
    InstantSource clock;

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void aParkedEventIsSeenUntilItsGapIsFilledAndATakenOneSaysHowLateItWas() throws Exception {
        var stream = UUID.randomUUID();
        long before = parked();
        take(stream, 2);

        assertThat(parked()).isEqualTo(before + 1);
        assertThat(figure("paincare_parked_oldest_seconds")).isGreaterThanOrEqualTo(0);
        take(stream, 1);

        assertThat(parked()).isEqualTo(before);
        assertThat(figure("paincare_event_lag_seconds_count{source=\"/paincare/probe\"}"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsDueAndNotDoneIsSeenByHowLateItIs() throws Exception {
        var id = UUID.randomUUID();
        var now = clock.instant();
        run("INSERT INTO due_work (clinic_id, id, kind, subject_id, due_at, retry_at) VALUES ('"
                + DemoClinic.BOGOTA.id() + "', '" + id + "', 'NOBODYS', '" + id
                + "', '" + now.minus(1, HOURS) + "', clock_timestamp() + interval '1 hour')");
        try {
            assertThat(board.look()).isTrue();
            assertThat(figure("paincare_due_overdue_seconds{lane=\"ordinary\"}"))
                    .isGreaterThan(3500);
            assertThat(figure("paincare_due_overdue{lane=\"ordinary\"}")).isGreaterThanOrEqualTo(1);
        } finally {
            run("DELETE FROM due_work WHERE id = '" + id + "'");
        }
    }

    @Test
    void noFigureNamesAClinicOrAPerson() {
        var patient = Bogota.patient();
        var elsewhere = UUID.randomUUID();
        for (var path : List.of("/v1/patients/" + elsewhere, "/v1/nothing/" + elsewhere, "/" + elsewhere)) {
            Bogota.service().get(path);
            Bogota.service().as("no token").get(path);
            Bogota.as("nurse").get(path);
            Bogota.as("nurse").put(path, Map.of());
            Bogota.as("nurse").send("PURGE", path, null);
            Bogota.as("nurse").with("Accept", "text/xml").get(path);
            Bogota.as("nurse").with("Content-Type", "text/xml").put(path, Map.of());
        }
        board.look();

        assertThat(scrape())
                .contains("paincare_outbox_waiting", "paincare_audit_unsealed_seconds", "agroal_awaiting_count")
                .doesNotContain(DemoClinic.BOGOTA.id().toString(), patient.toString(), elsewhere.toString());
    }

    private long parked() {
        assertThat(board.look()).isTrue();
        return (long) figure("paincare_parked_events");
    }

    private static double figure(String series) {
        return scrape().lines()
                .filter(line -> line.startsWith(series + " ") || line.startsWith(series + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(series + " is not there"));
    }

    private static String scrape() {
        return Bogota.as("nurse").get("/q/metrics").response().body();
    }

    private void take(UUID stream, long number) {
        var event = new IncomingEvent(
                Ids.next(),
                "/paincare/probe",
                Probe.TYPE,
                DemoClinic.BOGOTA.id(),
                stream,
                number,
                Instant.EPOCH,
                null,
                "{\"number\":" + number + ",\"poison\":false}");
        Tenancy.apartFromTheRequest(() -> inbox.take(event));
    }

    private static void run(String sql) throws Exception {
        try (var superuser = TestServers.shared().postgres().superuser("paincare_patient");
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
