package org.paincare.patient.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.patient.Actor;
import org.paincare.patient.ClinicalChange;
import org.paincare.patient.LastChange;
import org.paincare.patient.PatientProblem;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * Takes back deaths that were recorded by mistake, of the wrong person for example. Nothing is deleted: the death stays in
 * the record's versions, the correction beside it. What the death ended elsewhere may go on; what it cancelled, such as
 * bookings, is made anew by people.
 */
@ApplicationScoped
class DeathCorrections {

    /** A medical director's signature is enough; of the others it takes two people. */
    private static final Set<Role> SIGNERS = EnumSet.of(Role.MEDICAL_DIRECTOR, Role.PRESCRIBER, Role.HEAD_NURSE);

    private final Jdbc jdbc;
    private final Patients patients;
    private final Signatures signatures;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final Event<PatientDeathCorrected> corrected;
    private final Event<ClinicalChange> changes;

    DeathCorrections(
            DataSource pool,
            Patients patients,
            Signatures signatures,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock,
            Event<PatientDeathCorrected> corrected,
            Event<ClinicalChange> changes) {
        this.jdbc = new Jdbc(pool);
        this.patients = patients;
        this.signatures = signatures;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
        this.corrected = corrected;
        this.changes = changes;
    }

    /** @throws Problem DEATH_NOT_RECORDED, NOT_FOUND */
    @Transactional
    DeathCorrectionJson.ToSign preview(UUID patientId, String reason) {
        var diedOn = diedOn(patients.person(patientId));
        return new DeathCorrectionJson.ToSign(
                DeathCorrectionJson.resource(patientId),
                DeathCorrectionJson.contentHash(patientId, diedOn, reason),
                DeathCorrectionJson.MEANING);
    }

    /**
     * The person lives: said with a reason by those who signed for it.
     *
     * @throws Problem DEATH_NOT_RECORDED, SECOND_PERSON_REQUIRED, SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED,
     *     NOT_FOUND
     */
    @Transactional
    DeathCorrectionJson.Full correct(UUID patientId, DeathCorrectionJson.Correct wanted) {
        var diedOn = diedOn(patients.locked(patientId));
        var hash = DeathCorrectionJson.contentHash(patientId, diedOn, wanted.reason());
        var signed = wanted.signatureIds().stream()
                .map(id -> signatures.require(
                        id, DeathCorrectionJson.resource(patientId), hash, DeathCorrectionJson.MEANING, SIGNERS))
                .toList();
        boolean director = signed.stream().anyMatch(s -> s.signerRoles().contains(Role.MEDICAL_DIRECTOR));
        boolean alone = signed.stream().map(Signature::signedBy).distinct().count() < signed.size();
        if (alone || signed.size() == 1 && !director) {
            throw Problem.of(PlatformProblem.SECOND_PERSON_REQUIRED);
        }
        var now = clock.instant();
        var correction = new DeathCorrectionJson.Full(
                Ids.next(),
                patientId,
                diedOn,
                wanted.reason(),
                now,
                Actor.of(caller.get()),
                signed.stream()
                        .map(s -> new DeathCorrectionJson.Signed(s.id(), s.signedBy(), s.signerName()))
                        .toList());
        patients.findById(patientId).lives(LastChange.of(caller.get(), wanted.reason(), now));
        patients.flush();
        insert(correction, director);
        outbox.append(OutgoingEvent.of(
                "PatientDeathCorrected", patientId, now, new DeathCorrectionJson.Corrected(patientId, diedOn, now)));
        audit.wrote(AuditEntry.of("PATIENT_DEATH_CORRECTED", "deathCorrection", correction.id(), patientId));
        corrected.fire(new PatientDeathCorrected(patientId, now));
        changes.fire(new ClinicalChange(patientId, ClinicalChange.Kind.LIFE));
        return correction;
    }

    /** Newest first. */
    @Transactional
    List<DeathCorrectionJson.Full> of(UUID patientId) {
        patients.person(patientId);
        audit.read(AuditEntry.of("DEATH_CORRECTIONS_READ", "patient", patientId, patientId));
        return jdbc.list(
                "SELECT * FROM death_correction WHERE clinic_id = ? AND patient_id = ? ORDER BY corrected_at DESC, id DESC",
                DeathCorrections::read,
                clinic.get(),
                patientId);
    }

    private static LocalDate diedOn(Patients.Person person) {
        if (person.diedOn() == null) {
            throw Problem.of(PatientProblem.DEATH_NOT_RECORDED);
        }
        return person.diedOn();
    }

    private void insert(DeathCorrectionJson.Full correction, boolean director) {
        var first = correction.signatures().getFirst();
        var second = correction.signatures().size() == 1
                ? null
                : correction.signatures().getLast();
        jdbc.update(
                "INSERT INTO death_correction (clinic_id, id, patient_id, died_on, reason, corrected_at, corrected_by,"
                        + " corrected_by_name, by_medical_director, signature_id, signed_by, signer_name,"
                        + " second_signature_id, second_signed_by, second_signer_name)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid, ?::uuid, ?)",
                clinic.get(),
                correction.id(),
                correction.patientId(),
                correction.diedOn(),
                correction.reason(),
                correction.correctedAt(),
                correction.correctedBy().id(),
                correction.correctedBy().name(),
                director,
                first.signatureId(),
                first.signedBy(),
                first.signerName(),
                second == null ? null : second.signatureId(),
                second == null ? null : second.signedBy(),
                second == null ? null : second.signerName());
    }

    private static DeathCorrectionJson.Full read(ResultSet row) throws SQLException {
        var signatures = new ArrayList<DeathCorrectionJson.Signed>();
        for (var which : List.of("", "second_")) {
            var id = row.getObject(which + "signature_id", UUID.class);
            if (id != null) {
                signatures.add(new DeathCorrectionJson.Signed(
                        id,
                        row.getObject(which + "signed_by", UUID.class),
                        Objects.requireNonNull(row.getString(which + "signer_name"))));
            }
        }
        return new DeathCorrectionJson.Full(
                row.getObject("id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getObject("died_on", LocalDate.class),
                row.getString("reason"),
                Jdbc.instant(row, "corrected_at"),
                new Actor(row.getObject("corrected_by", UUID.class), row.getString("corrected_by_name")),
                signatures);
    }
}
