package org.paincare.outcome.care;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Events;
import org.paincare.platform.Ids;
import org.paincare.platform.event.Inbox;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.sign.SigningRights.Verdict;
import org.paincare.platform.tenancy.Tenancy;

/** Nobody signs a programme review with an expired registration, or after they left. */
@QuarkusTest
class ClinicStaffTest {

    @Inject
    Events events;

    @Inject
    ClinicStaff staff;

    @Inject
    Tenancy tenancy;

    @BeforeEach
    void settings() {
        events.clinicsAreConfigured();
    }

    @Test
    void aRegistrationCountsThroughItsLastDayInTheClinicsZone() {
        var prescriber = Ids.next();
        told(prescriber, true);

        assertThat(verdict(prescriber, "2026-06-02T04:59:59Z")).isEqualTo(Verdict.MAY_SIGN);
        assertThat(verdict(prescriber, "2026-06-02T05:00:00Z")).isEqualTo(Verdict.LICENCE_EXPIRED);
        assertThat(verdict(Ids.next(), "2026-06-02T05:00:00Z")).isEqualTo(Verdict.MAY_SIGN);
    }

    @Test
    void whoLeftSignsNothing() {
        var prescriber = Ids.next();
        told(prescriber, false);

        assertThat(verdict(prescriber, "2026-01-02T12:00:00Z")).isEqualTo(Verdict.NOT_ACTIVE);
    }

    private void told(UUID subject, boolean active) {
        var taken = events.take(new IncomingEvent(
                Ids.next(),
                "/paincare/patient",
                "org.paincare.patient.StaffChanged.v1",
                Events.BOGOTA,
                Ids.next(),
                1,
                Instant.EPOCH,
                null,
                "{\"clinicId\":\"%s\",\"staffId\":\"%s\",\"subject\":\"%s\",\"roles\":[\"PRESCRIBER\"],\"active\":%s,"
                                .formatted(Events.BOGOTA, Ids.next(), subject, active)
                        + "\"registrationExpiresOn\":\"2026-06-01\",\"occurredAt\":\"2026-01-01T12:00:00Z\"}"));
        assertThat(taken).isEqualTo(Inbox.Outcome.TAKEN);
    }

    private Verdict verdict(UUID subject, String at) {
        return Tenancy.apartFromTheRequest(() -> tenancy.inClinic(
                Events.BOGOTA,
                () -> QuarkusTransaction.requiringNew().call(() -> staff.of(subject, Instant.parse(at)))));
    }
}
