package org.paincare.patient.standing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.consent.Consents;
import org.paincare.patient.eligibility.Eligibility;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.patient.enrolment.ProgrammeState;
import org.paincare.patient.facts.ClinicalFacts;
import org.paincare.patient.payer.PayerStanding;
import org.paincare.patient.payer.Payers;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Permissions;
import org.paincare.platform.identity.Role;
import org.paincare.platform.tenancy.CurrentClinic;

/** Gathers a patient's standing. What the caller's role may not see is left out. */
@ApplicationScoped
class Standings {

    private final Patients patients;
    private final Eligibility eligibility;
    private final Consents consents;
    private final ProgrammeState programme;
    private final ClinicalFacts facts;
    private final Payers payers;
    private final ClinicRules rules;
    private final Permissions permissions;
    private final CurrentCaller caller;
    private final CurrentClinic clinic;
    private final InstantSource clock;
    private final Audit audit;

    Standings(
            Patients patients,
            Eligibility eligibility,
            Consents consents,
            ProgrammeState programme,
            ClinicalFacts facts,
            Payers payers,
            ClinicRules rules,
            Permissions permissions,
            CurrentCaller caller,
            CurrentClinic clinic,
            InstantSource clock,
            Audit audit) {
        this.patients = patients;
        this.eligibility = eligibility;
        this.consents = consents;
        this.programme = programme;
        this.facts = facts;
        this.payers = payers;
        this.rules = rules;
        this.permissions = permissions;
        this.caller = caller;
        this.clinic = clinic;
        this.clock = clock;
        this.audit = audit;
    }

    /** What ends all treatment at once. */
    enum StopFact {
        DECEASED,
        WITHDRAWN
    }

    @Schema(name = "CurrentWeight")
    record Weight(BigDecimal kg, Instant observedAt, long ageDays) {}

    @Schema(name = "StandingEnrolment")
    record Enrolled(UUID id, String state, Instant since) {}

    /**
     * @param aliases     ids under which the patient's record may be found, their own first
     * @param payer       who pays today, and what to see to; warns, never blocks
     * @param eligibility the latest decision of each scope that was ever evaluated; why, only for who may know
     */
    @Schema(name = "PatientStanding")
    record Standing(
            UUID patientId,
            List<UUID> aliases,
            List<StopFact> stopFacts,
            @Nullable LocalDate diedOn,
            @Nullable Enrolled enrolment,
            List<Eligibility.Standing> eligibility,
            List<Consents.Permission> consents,
            @Nullable Weight weight,
            @Nullable PayerStanding payer,
            Instant asOf) {}

    @Transactional
    Standing of(UUID patientId) {
        var person = patients.person(patientId);
        audit.read(AuditEntry.of("STANDING_READ", "patient", patientId, patientId));
        var enrolled = programme.of(patientId).orElse(null);
        var stops = new ArrayList<StopFact>();
        if (person.diedOn() != null) {
            stops.add(StopFact.DECEASED);
        }
        if (enrolled != null && enrolled.withdrawn()) {
            stops.add(StopFact.WITHDRAWN);
        }
        var decisions = Stream.of(Scope.values())
                .flatMap(scope -> eligibility.standing(patientId, scope).stream())
                .map(decision -> may("eligibility", "read") ? decision : decision.decisionOnly())
                .toList();
        return new Standing(
                patientId,
                List.of(patientId),
                stops,
                person.diedOn(),
                enrolled == null ? null : new Enrolled(enrolled.enrolmentId(), enrolled.state(), enrolled.since()),
                decisions,
                consents.permissions(patientId),
                may("facts", "read") ? weight(patientId) : null,
                may("enrolment", "read") ? payers.standing(patientId) : null,
                clock.instant());
    }

    private @Nullable Weight weight(UUID patientId) {
        var here = rules.of(clinic.get());
        var today = here.dayOf(clock.instant());
        return facts.weight(patientId)
                .map(w ->
                        new Weight(w.kg(), w.observedAt(), ChronoUnit.DAYS.between(here.dayOf(w.observedAt()), today)))
                .orElse(null);
    }

    /** A service asks at the point of use and needs all of it. */
    private boolean may(String resource, String action) {
        var roles = caller.get().roles();
        return roles.contains(Role.SERVICE) || permissions.reach(roles, resource, action) != null;
    }
}
