package org.paincare.session.capacity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.session.SessionProblem;
import org.paincare.session.booking.SeriesProposal;
import org.paincare.session.care.Sessions;
import org.paincare.session.plan.ActivePlans;
import org.paincare.session.standing.ClinicProfiles;

/**
 * Dates and chairs for the sessions of a plan, as good as can be had: at the time wanted, else at the nearest time of the
 * day, else on a later day; never sooner than the plan's spacing. Nothing is kept: what suits is booked one by one.
 */
@ApplicationScoped
class SeriesProposals {

    /** How far a series may reach, looked up at once. */
    private static final int LONGEST_DAYS = 800;

    private final ActivePlans plans;
    private final Sessions sessions;
    private final SlotSearch slots;
    private final CapacityPolicies policies;
    private final ClinicProfiles clinics;

    SeriesProposals(
            ActivePlans plans, Sessions sessions, SlotSearch slots, CapacityPolicies policies, ClinicProfiles clinics) {
        this.plans = plans;
        this.sessions = sessions;
        this.slots = slots;
        this.policies = policies;
        this.clinics = clinics;
    }

    /** @throws Problem NOT_FOUND, PLAN_NOT_ACTIVE, SERIES_COMPLETE, VALIDATION_FAILED for a series of over two years */
    @Transactional
    CapacityJson.Proposals propose(UUID planId, CapacityJson.Series asked) {
        var plan = plans.active(planId);
        var zone = clinics.current().zone();
        var left = plan.content().sessionsPlanned() - sessions.placesTaken(planId);
        if (asked.sessions() == null && left < 1) {
            throw Problem.of(SessionProblem.SERIES_COMPLETE);
        }
        var number = asked.sessions() == null ? left : asked.sessions();
        var interval = Math.max(1, plan.content().intervalDays());
        var shift = asked.latestShiftDays() == null ? 6 : asked.latestShiftDays();
        var reach = (long) number * (interval + shift);
        if (reach > LONGEST_DAYS) {
            throw Problem.of(
                    PlatformProblem.VALIDATION_FAILED,
                    new Violation(
                            "/sessions",
                            "OUT_OF_RANGE",
                            new Text("A series of at most two years", "Una serie de a lo sumo dos años")));
        }
        var length = policies.current().inTheChair(plan.content().duration());
        var free = slots.byDay(asked.firstDay(), asked.firstDay().plusDays(reach), Math.toIntExact(length.toMinutes()));
        var spacing = new SeriesProposal.Spacing(asked.firstDay(), asked.at(), length, number, interval, shift);
        var proposed = SeriesProposal.propose(spacing, zone, free::containsKey).stream()
                .map(p -> placed(p, length, free))
                .toList();
        return new CapacityJson.Proposals(interval, proposed);
    }

    private static CapacityJson.Proposed placed(
            SeriesProposal.Proposal proposal, Duration length, Map<LocalDate, List<BookingJson.Free>> free) {
        var place = nearest(proposal.begin(), length, free.getOrDefault(proposal.day(), List.of()));
        if (place.isEmpty()) {
            return view(
                    proposal, proposal.begin(), length, null, proposal.note().name());
        }
        var begin = place.get().begin();
        var note = begin.equals(proposal.begin()) ? proposal.note().name() : "OTHER_TIME";
        return view(proposal, begin, length, place.get().free(), note);
    }

    private record Place(Instant begin, BookingJson.Free free) {}

    /** The place whose begin is nearest to the one wanted. */
    private static Optional<Place> nearest(Instant wanted, Duration length, List<BookingJson.Free> free) {
        return free.stream()
                .map(gap -> {
                    var latest = gap.endsAt().minus(length);
                    var begin =
                            wanted.isBefore(gap.startsAt()) ? gap.startsAt() : wanted.isAfter(latest) ? latest : wanted;
                    return new Place(begin, gap);
                })
                .min(Comparator.comparing(
                        place -> Duration.between(wanted, place.begin()).abs()));
    }

    private static CapacityJson.Proposed view(
            SeriesProposal.Proposal proposal,
            Instant begin,
            Duration length,
            BookingJson.@Nullable Free free,
            String note) {
        return new CapacityJson.Proposed(
                proposal.number(),
                proposal.day(),
                begin,
                begin.plus(length),
                free == null ? null : free.chairId(),
                free == null ? null : free.chair(),
                note);
    }
}
