package org.paincare.session.capacity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

/** The monitors of the current clinic. */
@ApplicationScoped
class Monitors implements PanacheRepositoryBase<Monitor, UUID> {

    private final Jdbc jdbc;
    private final ClinicProfiles clinics;
    private final Audit audit;
    private final CurrentClinic clinic;

    Monitors(DataSource pool, ClinicProfiles clinics, Audit audit, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinics = clinics;
        this.audit = audit;
        this.clinic = clinic;
    }

    /** @throws Problem NOT_FOUND for another clinic, MONITOR_NAME_TAKEN */
    @Transactional
    Monitor add(UUID clinicId, String name) {
        clinics.mustBeCurrent(clinicId);
        var monitor = new Monitor(clinic.get(), Ids.next(), name);
        try {
            persistAndFlush(monitor);
        } catch (RuntimeException failure) {
            throw "monitor_name".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(SessionProblem.MONITOR_NAME_TAKEN)
                    : failure;
        }
        audit.wrote(AuditEntry.of("MONITOR_ADDED", "monitor", monitor.id()));
        return monitor;
    }

    @Transactional
    List<Monitor> all(UUID clinicId) {
        clinics.mustBeCurrent(clinicId);
        return list("order by name, id");
    }

    /**
     * The monitor asked for, or, where every booking takes one, the first that is free; locked, all in the order of ids.
     * None where none is asked for and none is needed.
     *
     * @param except a booking that is being moved and gives its own place up
     * @throws Problem MONITOR_UNKNOWN, MONITOR_TAKEN where none is free
     */
    @Nullable
    UUID locked(@Nullable UUID asked, boolean needed, @Nullable UUID except, Instant from, Instant to) {
        if (asked == null && !needed) {
            return null;
        }
        var active = jdbc.list(
                "SELECT id FROM monitor WHERE clinic_id = ? AND active AND (?::uuid IS NULL OR id = ?) ORDER BY id FOR UPDATE",
                row -> row.getObject("id", UUID.class),
                clinic.get(),
                asked,
                asked);
        if (active.isEmpty()) {
            throw Problem.of(asked == null ? SessionProblem.MONITOR_TAKEN : SessionProblem.MONITOR_UNKNOWN);
        }
        return free(active, except, from, to).orElseThrow(() -> Problem.of(SessionProblem.MONITOR_TAKEN));
    }

    /** @throws Problem MONITOR_UNKNOWN for one that was retired */
    void mustBeInUse(@Nullable UUID monitor) {
        if (monitor != null
                && findByIdOptional(monitor, LockModeType.PESSIMISTIC_WRITE)
                        .filter(Monitor::isActive)
                        .isEmpty()) {
            throw Problem.of(SessionProblem.MONITOR_UNKNOWN);
        }
    }

    private Optional<UUID> free(List<UUID> monitors, @Nullable UUID except, Instant from, Instant to) {
        var taken = jdbc.list(
                "SELECT monitor_id FROM booking WHERE clinic_id = ? AND monitor_id IS NOT NULL"
                        + " AND state IN ('HELD', 'BOOKED') AND starts_at < ? AND ends_at > ?"
                        + " AND starts_at > ?::timestamptz - interval '24 hours' AND (?::uuid IS NULL OR id <> ?)",
                row -> row.getObject("monitor_id", UUID.class),
                clinic.get(),
                to,
                from,
                from,
                except,
                except);
        return monitors.stream().filter(id -> !taken.contains(id)).findFirst();
    }
}
