package org.paincare.session.capacity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.standing.ClinicProfiles;

/** The chairs of the current clinic. */
@ApplicationScoped
class Chairs implements PanacheRepositoryBase<Chair, UUID> {

    private final Jdbc jdbc;
    private final ClinicProfiles clinics;
    private final Audit audit;
    private final CurrentClinic clinic;

    Chairs(DataSource pool, ClinicProfiles clinics, Audit audit, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinics = clinics;
        this.audit = audit;
        this.clinic = clinic;
    }

    /** @throws Problem NOT_FOUND for another clinic, CHAIR_NAME_TAKEN */
    @Transactional
    Chair add(UUID clinicId, String name) {
        clinics.mustBeCurrent(clinicId);
        var chair = new Chair(clinic.get(), Ids.next(), name);
        try {
            persistAndFlush(chair);
        } catch (RuntimeException failure) {
            throw "chair_name".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(SessionProblem.CHAIR_NAME_TAKEN)
                    : failure;
        }
        audit.wrote(AuditEntry.of("CHAIR_ADDED", "chair", chair.id()));
        return chair;
    }

    @Transactional
    List<Chair> all(UUID clinicId) {
        clinics.mustBeCurrent(clinicId);
        return list("order by name, id");
    }

    /** Locks one chair, or all of them in the order of their ids, for the rest of the transaction. */
    List<UUID> locked(@Nullable UUID chair) {
        return jdbc.list(
                "SELECT id FROM chair WHERE clinic_id = ? AND (?::uuid IS NULL OR id = ?) ORDER BY id FOR UPDATE",
                row -> row.getObject("id", UUID.class),
                clinic.get(),
                chair,
                chair);
    }

    List<Chair> active() {
        return list("active = true order by name, id");
    }
}
