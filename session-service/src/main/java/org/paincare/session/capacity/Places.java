package org.paincare.session.capacity;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.booking.Span;
import org.paincare.session.booking.Staffing;
import org.paincare.session.plan.PlanContent;
import org.paincare.session.standing.ClinicProfiles;

/**
 * Whether a session fits a clinic's day: open, not closed, long enough, staffed. Opening hours, length and staff bind only
 * where the clinic set them; a closure always does. Call with chair, monitor and nurse locked.
 */
@ApplicationScoped
class Places {

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final CapacityPolicies policies;
    private final Closures closures;
    private final Roster roster;
    private final ClinicProfiles clinics;

    Places(
            DataSource pool,
            CurrentClinic clinic,
            CapacityPolicies policies,
            Closures closures,
            Roster roster,
            ClinicProfiles clinics) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.policies = policies;
        this.closures = closures;
        this.roster = roster;
        this.clinics = clinics;
    }

    /** Where and when somebody is to be treated. */
    record Wanted(
            UUID chair,
            @Nullable UUID nurse,
            Span span,
            @Nullable UUID booking) {}

    CapacityPolicy policy() {
        return policies.current();
    }

    /**
     * @param plan what is to be given in this time
     * @throws Problem CLOSED_THEN, OUTSIDE_OPENING_HOURS, BOOKING_TOO_SHORT, STAFF_SHORT, SKILL_MISSING,
     *     NURSE_NOT_ON_SHIFT, each with the rule and its figures
     */
    void mustFit(Wanted wanted, PlanContent plan) {
        closures.in(wanted.span()).stream()
                .filter(closed -> closed.isOf(wanted.chair()))
                .findFirst()
                .ifPresent(closed -> {
                    throw Problem.of(SessionProblem.CLOSED_THEN)
                            .with("closedFrom", closed.span().from())
                            .with("closedUntil", closed.span().to());
                });
        var policy = policies.current();
        if (!policy.isSet()) {
            return;
        }
        if (CapacityPolicy.keepsHours(plan.setting())) {
            mustBeOpen(wanted.span(), policy);
        }
        var needed = policy.inTheChair(plan.duration());
        if (wanted.span().length().compareTo(needed) < 0) {
            throw limit(
                    SessionProblem.BOOKING_TOO_SHORT,
                    "CAP-LENGTH",
                    needed.toMinutes(),
                    wanted.span().length().toMinutes(),
                    "min");
        }
        if (policy.rosterBinds()) {
            mustBeStaffed(wanted, policy.staffing());
        }
    }

    /**
     * Refuses what is taken as far as it is committed; that nothing was found decides nothing. A booking lasts at most
     * {@link Bookings#LONGEST}, which bounds the part of the index on begin times that is read.
     */
    void mustLookFree(UUID patient, BookingJson.Book asked, Instant now) {
        jdbc.first(
                        "SELECT chair_id, patient_id FROM booking WHERE clinic_id = ? AND starts_at >= ? AND starts_at < ?"
                                + " AND ends_at > ? AND (state = 'BOOKED' OR state = 'HELD' AND hold_until > ?)"
                                + " AND (chair_id = ? OR patient_id = ? OR nurse_id = ?) LIMIT 1",
                        row -> taken(row, patient, asked.chairId()),
                        clinic.get(),
                        asked.startsAt().minus(Bookings.LONGEST),
                        asked.endsAt(),
                        asked.startsAt(),
                        now,
                        asked.chairId(),
                        patient,
                        asked.nurseId())
                .ifPresent(taken -> {
                    throw Problem.of(taken);
                });
    }

    private static SessionProblem taken(ResultSet booking, UUID patient, UUID chair) throws SQLException {
        if (booking.getObject("chair_id", UUID.class).equals(chair)) {
            return SessionProblem.CHAIR_TAKEN;
        }
        return booking.getObject("patient_id", UUID.class).equals(patient)
                ? SessionProblem.PATIENT_BOOKED
                : SessionProblem.NURSE_BOOKED;
    }

    private void mustBeOpen(Span span, CapacityPolicy policy) {
        var zone = clinics.current().zone();
        var first = LocalDate.ofInstant(span.from(), zone);
        var end = LocalDate.ofInstant(span.to(), zone).plusDays(1);
        var open = Span.merged(policy.hours().spans(first, end, zone));
        if (open.stream().noneMatch(hours -> hours.contains(span))) {
            throw Problem.of(SessionProblem.OUTSIDE_OPENING_HOURS)
                    .with("ruleId", "CAP-HOURS")
                    .with("policyVersion", policy.number())
                    .with("open", open);
        }
    }

    private void mustBeStaffed(Wanted wanted, Staffing staffing) {
        var onShift = roster.onShift(wanted.span(), true);
        var others = roster.booked(wanted.span(), wanted.booking()).stream()
                .map(Roster.Booked::span)
                .toList();
        if (wanted.nurse() != null && !isOnShift(wanted.nurse(), wanted.span(), onShift)) {
            throw Problem.of(SessionProblem.NURSE_NOT_ON_SHIFT).with("ruleId", "CAP-ROSTER");
        }
        var lack = staffing.lack(wanted.span(), others, onShift);
        if (lack == null) {
            return;
        }
        if (lack.skill() != null) {
            throw Problem.of(SessionProblem.SKILL_MISSING)
                    .with("ruleId", "CAP-SKILL")
                    .with("skill", lack.skill())
                    .with("at", lack.at())
                    .with("source", "D");
        }
        throw limit(SessionProblem.STAFF_SHORT, "CAP-RATIO", lack.room(), lack.patients(), "count")
                .with("at", lack.at());
    }

    private static boolean isOnShift(UUID nurse, Span span, List<Staffing.OnShift> onShift) {
        var hers = onShift.stream()
                .filter(one -> one.staffId().equals(nurse))
                .map(Staffing.OnShift::span)
                .toList();
        return Span.merged(hers).stream().anyMatch(shift -> shift.contains(span));
    }

    private static Problem limit(SessionProblem code, String ruleId, long limit, long value, String unit) {
        return Problem.of(code)
                .with("ruleId", ruleId)
                .with("limit", limit)
                .with("value", value)
                .with("unit", unit)
                .with("source", "D");
    }

    /** When the chair is ready for the next. */
    Instant chairFreeAt(Instant endsAt) {
        return endsAt.plus(policies.current().turnover());
    }
}
