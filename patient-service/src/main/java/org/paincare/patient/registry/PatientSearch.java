package org.paincare.patient.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.tenancy.CurrentClinic;

/** Finds patients of the current clinic: by what somebody remembers of them, and who else somebody may be. */
@ApplicationScoped
class PatientSearch {

    private static final int MOST_DUPLICATES = 10;

    private final Jdbc jdbc;
    private final ClinicRules rules;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;

    PatientSearch(DataSource pool, ClinicRules rules, Audit audit, CurrentClinic clinic, CurrentCaller caller) {
        this.jdbc = new Jdbc(pool);
        this.rules = rules;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
    }

    /** What a search goes by; the function of the database that knows how. */
    enum By {
        NAME("patient_by_name"),
        IDENTIFIER("patient_by_identifier"),
        PHONE("patient_by_phone");

        private final String function;

        By(String function) {
            this.function = function;
        }
    }

    /** Up to {@code most} patients, best match first; a partner finds those alone whom they registered. */
    @Transactional
    List<PatientJson.Found> find(By by, String asked, int most) {
        var onlyBy = caller.ownRecordsOnly() ? caller.get().id() : null;
        var found = jdbc.list(
                "SELECT p.id, p.given_names, p.first_surname, p.second_surname, p.birth_date, p.version FROM "
                        + by.function
                        + "(?, ?) n JOIN patient p ON p.clinic_id = current_clinic() AND p.id = n.id"
                        + " WHERE ?::uuid IS NULL OR p.registered_by = ?"
                        + " ORDER BY n.likeness DESC, p.id",
                PatientSearch::found,
                asked,
                most,
                onlyBy,
                onlyBy);
        audit.read(new AuditEntry("PATIENTS_SEARCHED", "patient", null, null, null));
        return found;
    }

    /** Who is already registered and may be this person, likeliest first; at most 10. */
    @Transactional
    List<PatientJson.Candidate> candidates(PatientJson.Probe probe) {
        var found = seek(probe);
        audit.read(new AuditEntry("PATIENT_DUPLICATES_SOUGHT", "patient", null, null, null));
        return found;
    }

    private List<PatientJson.Candidate> seek(PatientJson.Probe probe) {
        var pack = rules.of(clinic.get()).pack();
        var documents = probe.identifiersOrNone().stream()
                .flatMap(i -> pack.identifierType(i.type()).flatMap(type -> type.canonical(i.value())).stream())
                .toArray(String[]::new);
        var name = Stream.of(probe.givenNames(), probe.firstSurname(), probe.secondSurname())
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
        return jdbc.list(
                "SELECT p.id, p.given_names, p.first_surname, p.second_surname, p.birth_date, p.version, d.likeness,"
                        + " d.same_birth_date, d.near_birth_date, d.same_identifier"
                        + " FROM patient_duplicates(?, ?, ?, ?) d"
                        + " JOIN patient p ON p.clinic_id = current_clinic() AND p.id = d.id"
                        + " ORDER BY d.same_identifier DESC, d.same_birth_date DESC, d.likeness DESC, p.id",
                PatientSearch::candidate,
                name,
                probe.birthDate(),
                documents,
                MOST_DUPLICATES);
    }

    /**
     * The ids alone, for the answer to the registration, which is on record itself; opening one of them is a read of its own.
     * A partner learns nothing of others' patients.
     */
    @Transactional
    List<UUID> duplicatesOf(UUID patientId, PatientJson.Demographics person) {
        if (caller.get().is(Role.PARTNER)) {
            return List.of();
        }
        return seek(person.probe()).stream()
                .map(candidate -> candidate.patient().id())
                .filter(id -> !id.equals(patientId))
                .toList();
    }

    private static PatientJson.Found found(ResultSet row) throws SQLException {
        return new PatientJson.Found(
                row.getObject("id", UUID.class),
                row.getString("given_names"),
                row.getString("first_surname"),
                row.getString("second_surname"),
                row.getObject("birth_date", LocalDate.class),
                "\"v" + row.getInt("version") + "\"");
    }

    private static PatientJson.Candidate candidate(ResultSet row) throws SQLException {
        var likeness = row.getBigDecimal("likeness");
        var alike = new ArrayList<PatientJson.Alike>();
        if (row.getBoolean("same_identifier")) {
            alike.add(PatientJson.Alike.IDENTIFIER);
        }
        if (row.getBoolean("same_birth_date")) {
            alike.add(PatientJson.Alike.BIRTH_DATE);
        }
        if (row.getBoolean("near_birth_date")) {
            alike.add(PatientJson.Alike.BIRTH_DATE_SLIP);
        }
        if (likeness.compareTo(PatientJson.ALIKE_NAMES) >= 0) {
            alike.add(PatientJson.Alike.NAME);
        }
        return new PatientJson.Candidate(found(row), likeness.setScale(2, java.math.RoundingMode.HALF_UP), alike);
    }
}
