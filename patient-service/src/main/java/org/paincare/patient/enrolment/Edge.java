package org.paincare.patient.enrolment;

import static org.paincare.patient.enrolment.State.*;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One way to go: from a state, by a trigger, to a state. The table is the whole life; what is not in it is refused for a
 * command and ignored for an event.
 *
 * <p>{@code PAUSED} has two ways back, and takes the one it came; what happens meanwhile may change which that is.
 */
record Edge(State from, Trigger trigger, State to) {

    static final List<Edge> TABLE = Stream.of(
                    from(REFERRED)
                            .by(Trigger.SCREENING_STARTED, SCREENING)
                            .by(Trigger.REFERRAL_AGED, LOST_TO_FOLLOW_UP),
                    from(SCREENING).by(Trigger.FOUND_ELIGIBLE, ELIGIBLE).by(Trigger.SCREENING_AGED, LOST_TO_FOLLOW_UP),
                    from(ELIGIBLE)
                            .by(Trigger.INDUCTION_STARTED, INDUCTION)
                            .by(Trigger.PLAN_ACTIVATED, INDUCTION)
                            .by(Trigger.FIRST_SESSION, INDUCTION)
                            .by(Trigger.MAINTENANCE_PLAN_ACTIVATED, MAINTENANCE)
                            .by(Trigger.ELIGIBILITY_AGED, SCREENING),
                    from(INDUCTION)
                            .by(Trigger.MAINTENANCE_STARTED, MAINTENANCE)
                            .by(Trigger.MAINTENANCE_PLAN_ACTIVATED, MAINTENANCE)
                            .by(Trigger.MAINTENANCE_DUE, MAINTENANCE),
                    from(MAINTENANCE).by(Trigger.INDUCTION_STARTED, INDUCTION).by(Trigger.PLAN_ACTIVATED, INDUCTION),
                    from(PAUSED)
                            .by(Trigger.RESUMED, INDUCTION)
                            .by(Trigger.RESUMED, MAINTENANCE)
                            .by(Trigger.PLAN_ACTIVATED, INDUCTION)
                            .by(Trigger.MAINTENANCE_PLAN_ACTIVATED, MAINTENANCE)
                            .by(Trigger.PAUSE_AGED, LOST_TO_FOLLOW_UP),
                    beforeTreatment(REFERRED),
                    beforeTreatment(SCREENING),
                    beforeTreatment(ELIGIBLE),
                    underTreatment(INDUCTION),
                    underTreatment(MAINTENANCE),
                    untilTheEnd(PAUSED),
                    from(INELIGIBLE).by(Trigger.RE_REFERRED, REFERRED),
                    from(DECLINED).by(Trigger.RE_REFERRED, REFERRED),
                    from(LOST_TO_FOLLOW_UP).by(Trigger.RE_REFERRED, REFERRED),
                    from(COMPLETED).by(Trigger.RE_REFERRED, REFERRED),
                    from(WITHDRAWN).by(Trigger.RE_REFERRED, REFERRED),
                    everybodyDies())
            .flatMap(ways -> ways.edges.stream())
            .toList();

    /** The way from a state by a trigger; from {@code PAUSED} back to where the pause began. */
    static Optional<Edge> find(State from, Trigger trigger, State pausedFrom) {
        return TABLE.stream()
                .filter(edge -> edge.from == from && edge.trigger == trigger)
                .filter(edge -> trigger != Trigger.RESUMED || edge.to == pausedFrom)
                .findFirst();
    }

    private static Ways beforeTreatment(State state) {
        return from(state)
                .by(Trigger.FOUND_INELIGIBLE, INELIGIBLE)
                .by(Trigger.DECLINED, DECLINED)
                .by(Trigger.LOST, LOST_TO_FOLLOW_UP)
                .by(Trigger.WITHDRAWN, WITHDRAWN);
    }

    private static Ways underTreatment(State state) {
        return untilTheEnd(state)
                .by(Trigger.PAUSED, PAUSED)
                .by(Trigger.REVIEW_PAUSED, PAUSED)
                .by(Trigger.PLAN_HALTED, PAUSED);
    }

    private static Ways untilTheEnd(State state) {
        return from(state)
                .by(Trigger.COMPLETED, COMPLETED)
                .by(Trigger.REVIEW_STOPPED, COMPLETED)
                .by(Trigger.REVIEW_REFERRED, COMPLETED)
                .by(Trigger.PLAN_FUTILE, COMPLETED)
                .by(Trigger.LOST, LOST_TO_FOLLOW_UP)
                .by(Trigger.WITHDRAWN, WITHDRAWN)
                .by(Trigger.PLAN_WITHDRAWN, WITHDRAWN);
    }

    private static Ways everybodyDies() {
        var ways = from(REFERRED);
        Stream.of(State.values())
                .filter(state -> state != DECEASED)
                .forEach(state -> ways.edges.add(new Edge(state, Trigger.DIED, DECEASED)));
        return ways;
    }

    private static Ways from(State state) {
        return new Ways(state, new java.util.ArrayList<>());
    }

    private record Ways(State from, List<Edge> edges) {

        Ways by(Trigger trigger, State to) {
            edges.add(new Edge(from, trigger, to));
            return this;
        }
    }
}
