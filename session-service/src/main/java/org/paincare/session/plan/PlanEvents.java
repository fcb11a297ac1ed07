package org.paincare.session.plan;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.session.protocol.Route;
import org.paincare.session.standing.KnownStaff;

/** Tells the others what plan is in force. */
@Singleton
class PlanEvents {

    private final Outbox outbox;
    private final KnownStaff staff;
    private final Formulary formulary;

    PlanEvents(Outbox outbox, KnownStaff staff, Formulary formulary) {
        this.outbox = outbox;
        this.staff = staff;
        this.formulary = formulary;
    }

    /** PlanActivated for the first revision, PlanRevised for any later one. */
    void inForce(Plan plan, PlanRevision revision, int before, UUID signer, Instant now) {
        var c = revision.content();
        var first = before == 0;
        var infusion = c.route() == Route.INTRAVENOUS_INFUSION;
        var told = new PlanJson.Told(
                plan.patientId(),
                plan.id(),
                revision.revision(),
                first ? null : before,
                first ? null : plan.state().name(),
                first ? null : revision.reason(),
                revision.proposalId(),
                first ? Formulary.eventId(formulary.protocol(c.protocolId())) : null,
                first ? formulary.eventVersion() : null,
                c.route() == Route.INTRANASAL ? "INTRANASAL" : "INTRAVENOUS",
                c.setting().name(),
                c.phase(),
                c.sessionsPlanned(),
                c.intervalDays(),
                c.dose().text(),
                infusion && c.startRate() != null ? c.startRate().text() : null,
                infusion ? c.duration().toMinutes() : null,
                first ? c.startsOn() : null,
                staff.idOf(signer),
                now);
        outbox.append(OutgoingEvent.of(first ? "PlanActivated" : "PlanRevised", plan.patientId(), now, told));
    }
}
