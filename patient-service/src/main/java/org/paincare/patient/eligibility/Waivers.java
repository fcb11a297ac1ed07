package org.paincare.patient.eligibility;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.ClinicalChange;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.eligibility.engine.FactClearance;
import org.paincare.patient.eligibility.engine.RuleDeferral;
import org.paincare.patient.eligibility.engine.RuleOverride;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** Takes signed overrides, deferrals and clearances, and says which stand. */
@ApplicationScoped
class Waivers implements PanacheRepositoryBase<Waiver, UUID> {

    /** The longest a signed exception counts (D). */
    /** The clinic's policy value: how far ahead an override, deferral or clearance may end. */
    private static final String MOST_MONTHS = "WAIVER_MONTHS";

    private final WaiverRules waiverRules;
    private final Patients patients;
    private final Signatures signatures;
    private final ClinicRules rules;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final Event<ClinicalChange> changes;

    Waivers(
            WaiverRules waiverRules,
            Patients patients,
            Signatures signatures,
            ClinicRules rules,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock,
            Event<ClinicalChange> changes) {
        this.waiverRules = waiverRules;
        this.patients = patients;
        this.signatures = signatures;
        this.rules = rules;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
        this.changes = changes;
    }

    /**
     * Takes a signed exception.
     *
     * @throws Problem RULE_UNKNOWN, RULE_NOT_OVERRIDABLE, RULE_NOT_DEFERRABLE, FACT_NOT_CLEARABLE, NOTHING_TO_WAIVE,
     *     WAIVER_IN_FORCE, WAIVER_EXPIRY_REFUSED, SIGNATURE_USED, SIGNATURE_INVALID, SIGNER_NOT_ALLOWED, NOT_FOUND
     */
    @Transactional
    Waiver take(UUID patientId, WaiverJson.Wanted wanted, UUID signatureId) {
        patients.lockedAlive(patientId);
        check(patientId, wanted);
        var signature = signatures.require(
                signatureId,
                wanted.kind().resource(patientId),
                wanted.contentHash(patientId),
                wanted.kind().meaning(),
                WaiverRules.signers(wanted.kind()));
        var waiver = new Waiver(
                clinic.get(),
                Ids.next(),
                patientId,
                wanted,
                signature,
                rules.of(clinic.get()).endOf(wanted.expiresOn()),
                clock.instant());
        try {
            persistAndFlush(waiver);
        } catch (RuntimeException failure) {
            throw switch (DatabaseFailures.constraintOf(failure)) {
                case "eligibility_waiver_in_force" ->
                    Problem.of(PatientProblem.WAIVER_IN_FORCE).with("subject", wanted.subject());
                case "eligibility_waiver_signature" -> Problem.of(SignatureProblem.SIGNATURE_USED);
                default -> failure;
            };
        }
        audit.wrote(AuditEntry.of(wanted.kind() + "_SIGNED", "waiver", waiver.id(), patientId));
        changes.fire(new ClinicalChange(patientId, ClinicalChange.Kind.WAIVER));
        return waiver;
    }

    /**
     * What a signature would have to cover.
     *
     * @throws Problem as {@link #take}, but for signatures
     */
    @Transactional
    WaiverJson.ToSign preview(UUID patientId, WaiverJson.Wanted wanted) {
        patients.person(patientId);
        check(patientId, wanted);
        audit.read(AuditEntry.of("WAIVER_PREVIEWED", "patient", patientId, patientId));
        return new WaiverJson.ToSign(
                wanted.kind().resource(patientId),
                wanted.contentHash(patientId),
                wanted.kind().meaning());
    }

    /** @throws Problem PRECONDITION_REQUIRED, STALE, NOT_FOUND; a revoked one stays as it is */
    @Transactional
    Waiver revoke(UUID patientId, WaiverJson.Kind kind, UUID id, @Nullable String ifMatch) {
        patients.locked(patientId);
        var waiver = known(patientId, kind, id);
        if (waiver.isRevoked()) {
            return waiver;
        }
        Etags.mustMatch(ifMatch, waiver);
        waiver.revoke(caller.get(), clock.instant());
        flush();
        audit.wrote(AuditEntry.of(kind + "_REVOKED", "waiver", id, patientId));
        changes.fire(new ClinicalChange(patientId, ClinicalChange.Kind.WAIVER));
        return waiver;
    }

    @Transactional
    List<WaiverJson.Full> list(UUID patientId, WaiverJson.Kind kind) {
        patients.person(patientId);
        audit.read(AuditEntry.of("WAIVERS_READ", "patient", patientId, patientId));
        var now = clock.instant();
        return list("patientId = ?1 and kind = ?2 order by signedAt desc, id desc", patientId, kind).stream()
                .map(waiver -> waiver.full(now))
                .toList();
    }

    @Transactional
    Waiver read(UUID patientId, WaiverJson.Kind kind, UUID id) {
        patients.person(patientId);
        audit.read(AuditEntry.of("WAIVER_READ", "waiver", id, patientId));
        return known(patientId, kind, id);
    }

    WaiverJson.Full json(Waiver waiver) {
        return waiver.full(clock.instant());
    }

    List<RuleOverride> overrides(UUID patientId) {
        return standing(patientId, WaiverJson.Kind.OVERRIDE).stream()
                .map(w -> new RuleOverride(
                        w.id().toString(),
                        w.subject(),
                        w.reason(),
                        w.signedBy().toString(),
                        w.signedAt(),
                        w.expiresAt()))
                .toList();
    }

    List<RuleDeferral> deferrals(UUID patientId) {
        return standing(patientId, WaiverJson.Kind.DEFERRAL).stream()
                .map(w -> new RuleDeferral(
                        w.id().toString(),
                        w.subject(),
                        w.reason(),
                        w.signedBy().toString(),
                        w.signedAt(),
                        w.expiresAt()))
                .toList();
    }

    List<FactClearance> clearances(UUID patientId) {
        return standing(patientId, WaiverJson.Kind.CLEARANCE).stream()
                .map(w -> new FactClearance(
                        w.id().toString(),
                        w.subject(),
                        w.factId() == null ? null : w.factId().toString(),
                        w.signedBy().toString(),
                        w.signedAt(),
                        w.expiresOn()))
                .toList();
    }

    /** All that stand, of every kind. */
    List<Waiver> standing(UUID patientId) {
        return list("patientId = ?1 and revokedAt is null and expiresAt > ?2", patientId, clock.instant());
    }

    private List<Waiver> standing(UUID patientId, WaiverJson.Kind kind) {
        return list(
                "patientId = ?1 and kind = ?2 and revokedAt is null and expiresAt > ?3",
                patientId,
                kind,
                clock.instant());
    }

    private Waiver known(UUID patientId, WaiverJson.Kind kind, UUID id) {
        return findByIdOptional(id)
                .filter(waiver -> waiver.patientId().equals(patientId) && waiver.kind() == kind)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private void check(UUID patientId, WaiverJson.Wanted wanted) {
        var today = rules.of(clinic.get()).dayOf(clock.instant());
        var last = today.plusMonths(rules.wholeNumber(MOST_MONTHS));
        if (wanted.expiresOn().isBefore(today) || wanted.expiresOn().isAfter(last)) {
            throw Problem.of(
                    PatientProblem.WAIVER_EXPIRY_REFUSED,
                    new Violation(
                            "/expiresOn",
                            "OUT_OF_RANGE",
                            new Text(today + " to " + last, "de " + today + " a " + last)));
        }
        waiverRules.mustApply(patientId, wanted);
    }
}
