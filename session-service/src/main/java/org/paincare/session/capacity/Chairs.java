package org.paincare.session.capacity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.standing.ClinicProfiles;

/** The chairs of the current clinic and when they are free. */
@ApplicationScoped
class Chairs implements PanacheRepositoryBase<Chair, UUID> {

    /** Clinic setting {@code OPENING_HOURS}, wall-clock time of every day; without it 07:00 to 19:00 (D). */
    private static final String OPENING_HOURS = "OPENING_HOURS";

    private static final String USUAL_HOURS = "07:00-19:00";

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

    private record Busy(UUID chair, Instant from, Instant to) {}

    /** The gaps of at least {@code minutes} in each active chair's day, by chair and time. Holds count until they lapse. */
    @Transactional
    List<BookingJson.Free> free(UUID clinicId, LocalDate day, int minutes, Instant now) {
        clinics.mustBeCurrent(clinicId);
        var profile = clinics.current();
        var hours = profile.settings().getOrDefault(OPENING_HOURS, USUAL_HOURS).split("-");
        var opens = day.atTime(LocalTime.parse(hours[0])).atZone(profile.zone()).toInstant();
        var closes =
                day.atTime(LocalTime.parse(hours[1])).atZone(profile.zone()).toInstant();
        var busy = jdbc.list(
                "SELECT chair_id, starts_at, ends_at FROM booking WHERE clinic_id = ? AND starts_at < ? AND ends_at > ?"
                        + " AND (state = 'BOOKED' OR state = 'HELD' AND hold_until > ?) ORDER BY starts_at",
                row -> new Busy(
                        row.getObject("chair_id", UUID.class),
                        Jdbc.instant(row, "starts_at"),
                        Jdbc.instant(row, "ends_at")),
                clinic.get(),
                closes,
                opens,
                now);
        var from = opens.isBefore(now) ? now : opens;
        var free = new ArrayList<BookingJson.Free>();
        for (var chair : list("active = true order by name, id")) {
            var at = from;
            for (var taken : busy) {
                if (taken.chair().equals(chair.id())) {
                    add(free, chair, at, taken.from(), minutes);
                    at = taken.to().isAfter(at) ? taken.to() : at;
                }
            }
            add(free, chair, at, closes, minutes);
        }
        return List.copyOf(free);
    }

    private static void add(List<BookingJson.Free> free, Chair chair, Instant from, Instant to, int minutes) {
        if (!from.plusSeconds(60L * minutes).isAfter(to)) {
            free.add(new BookingJson.Free(chair.id(), chair.view().name(), from, to));
        }
    }
}
