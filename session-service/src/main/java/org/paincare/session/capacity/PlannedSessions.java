package org.paincare.session.capacity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Session;
import org.paincare.session.care.Sessions;
import org.paincare.session.plan.ActivePlans;
import org.paincare.session.standing.ClinicProfiles;

/**
 * Sessions planned for a day and not booked yet. One takes its place in the series; a booking that names it schedules it,
 * and a task asks for one where the day is a week gone.
 */
@ApplicationScoped
class PlannedSessions {

    private static final int DAYS_AHEAD = 366;

    private final ActivePlans plans;
    private final Sessions sessions;
    private final ClinicProfiles clinics;
    private final Audit audit;
    private final InstantSource clock;

    PlannedSessions(ActivePlans plans, Sessions sessions, ClinicProfiles clinics, Audit audit, InstantSource clock) {
        this.plans = plans;
        this.sessions = sessions;
        this.clinics = clinics;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem NOT_FOUND, PLAN_NOT_ACTIVE, SERIES_COMPLETE, VALIDATION_FAILED for a day gone or over a year away */
    @Transactional
    Session plan(UUID planId, LocalDate dueOn) {
        var zone = clinics.current().zone();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        if (dueOn.isBefore(today) || dueOn.isAfter(today.plusDays(DAYS_AHEAD))) {
            throw Problem.of(
                    PlatformProblem.VALIDATION_FAILED,
                    new Violation(
                            "/dueOn",
                            "OUT_OF_RANGE",
                            new Text("From today, at most a year away", "Desde hoy, a lo sumo a un año")));
        }
        var plan = plans.activeLocked(planId);
        if (sessions.placesTaken(planId) >= plan.content().sessionsPlanned()) {
            throw Problem.of(SessionProblem.SERIES_COMPLETE);
        }
        var session = sessions.plan(
                Ids.next(),
                new Session.Planning(
                        plan.patientId(),
                        planId,
                        plan.content().setting(),
                        dueOn,
                        dueOn.atStartOfDay(zone).toInstant(),
                        dueOn.plusDays(1).atStartOfDay(zone).toInstant()));
        audit.wrote(AuditEntry.of("SESSION_PLANNED", "session", session.id(), plan.patientId()));
        return session;
    }
}
