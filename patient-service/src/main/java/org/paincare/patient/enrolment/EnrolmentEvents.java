package org.paincare.patient.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.facts.ClinicalFacts;
import org.paincare.patient.history.HeadacheCase;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;

/** Tells the other services where an enrolment is, with all that follow-up needs. */
@ApplicationScoped
class EnrolmentEvents {

    /** The definition of a migraine day of every enrolment (reference 6.1); never another for the same patient. */
    private static final String MIGRAINE_DEFINITION = "STRICT_4H";

    private final HeadacheCase headache;
    private final ClinicalFacts facts;
    private final LifeRules rules;
    private final Outbox outbox;
    private final InstantSource clock;

    EnrolmentEvents(HeadacheCase headache, ClinicalFacts facts, LifeRules rules, Outbox outbox, InstantSource clock) {
        this.headache = headache;
        this.facts = facts;
        this.rules = rules;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param from null for the first state; the state itself where only its details changed */
    void told(Enrolment enrolment, @Nullable State from, String reason, Instant occurredAt) {
        var patientId = enrolment.patientId();
        var summary = headache.summary(patientId).orElse(null);
        var disorder = summary == null ? null : summary.disorder();
        var changed = new EnrolmentJson.Changed(
                patientId,
                enrolment.id(),
                from,
                enrolment.state(),
                reason,
                summary == null ? null : summary.primary(),
                summary == null ? null : summary.secondary(),
                disorder == null ? null : disorder.primaryMeasure(),
                disorder == null ? null : disorder.secondaryMeasure(),
                disorder != null && disorder.countsMigraineDays() ? MIGRAINE_DEFINITION : null,
                summary == null ? null : summary.failedClasses(),
                facts.present(patientId, rules.comorbidityFacts()),
                enrolment.programme(),
                enrolment.startedOn(),
                occurredAt);
        outbox.append(OutgoingEvent.of("EnrolmentChanged", patientId, clock.instant(), changed));
    }
}
