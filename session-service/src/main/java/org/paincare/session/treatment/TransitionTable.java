package org.paincare.session.treatment;

import static org.paincare.session.treatment.Command.*;
import static org.paincare.session.treatment.Guard.*;
import static org.paincare.session.treatment.SessionState.*;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every step a session can take; the diagram and tables of the service's README are drawn from it. */
public final class TransitionTable {

    private static final List<SessionState> IN_THE_CHAIR = List.of(
            CHECKED_IN,
            PRECHECK,
            READY,
            INFUSING,
            PAUSED,
            COMPLETED_INFUSION,
            STOPPED_EARLY,
            RECOVERY,
            DISCHARGE_READY);

    /** Ends through which a dispensed drug still has to be accounted for. */
    private static final List<SessionState> ENDS =
            List.of(DISCHARGED, TRANSFERRED, LEFT_AGAINST_ADVICE, DIED, CANCELLED, ABORTED_PRECHECK);

    private static final List<Edge> EDGES = build();
    private static final Map<SessionState, Map<Command, Edge>> INDEX = index();

    private TransitionTable() {}

    public static List<Edge> edges() {
        return EDGES;
    }

    public static Optional<Edge> find(SessionState from, Command command) {
        return Optional.ofNullable(INDEX.getOrDefault(from, Map.of()).get(command));
    }

    public static List<Edge> from(SessionState state) {
        return EDGES.stream().filter(edge -> edge.from() == state).toList();
    }

    private static List<Edge> build() {
        var t = new ArrayList<Edge>();
        beforeTheInfusion(t);
        infusion(t);
        afterTheInfusion(t);
        otherEnds(t);
        atTheBedside(t);
        return List.copyOf(t);
    }

    private static void beforeTheInfusion(List<Edge> t) {
        edge(t, PLANNED, SCHEDULE, SCHEDULED, List.of(BOOKING_CONFIRMED), "SessionBooked");
        edge(t, SCHEDULED, CHECK_IN, CHECKED_IN, List.of(), "SessionCheckedIn");
        edge(t, CHECKED_IN, BEGIN_PRECHECK, PRECHECK, List.of(), "PreCheckBegun");
        edge(
                t,
                PRECHECK,
                MAKE_READY,
                READY,
                List.of(
                        GIVEN_HERE,
                        PRECHECK_COMPLETE,
                        ELIGIBLE,
                        NO_STOP_FACT,
                        STANDING_FROM_PATIENT_SERVICE,
                        ORDER_SIGNED,
                        ORDER_UNCHANGED,
                        PLAN_ACTIVE,
                        ORDER_FOLLOWS_PLAN,
                        ORDER_WITHIN_LIMITS,
                        ORDER_NOT_VOID,
                        ORDER_REVERIFIED,
                        ORDER_VERIFIED,
                        VIAL_RESERVED),
                "SessionReady");
        edge(
                t,
                READY,
                START,
                INFUSING,
                List.of(
                        GIVEN_HERE,
                        PRECHECK_COMPLETE,
                        ELIGIBLE,
                        NO_STOP_FACT,
                        STANDING_FROM_PATIENT_SERVICE,
                        ORDER_SIGNED,
                        ORDER_UNCHANGED,
                        PLAN_ACTIVE,
                        ORDER_FOLLOWS_PLAN,
                        ORDER_WITHIN_LIMITS,
                        ORDER_NOT_VOID,
                        ORDER_REVERIFIED,
                        ORDER_VERIFIED,
                        VIAL_RESERVED,
                        PREPARATION_CHECKED,
                        PUMP_CHECKED_BY_SECOND_PERSON,
                        RESPONSIBLE_NURSE),
                "SessionStarted");
    }

    private static void infusion(List<Edge> t) {
        edge(t, INFUSING, PAUSE, PAUSED, List.of(REASON_GIVEN), "InfusionPaused");
        edge(t, PAUSED, PAUSE, PAUSED, List.of(), "InfusionPauseRepeated");
        edge(t, PAUSED, RESUME, INFUSING, List.of(ALARM_ACKNOWLEDGED, RESUME_ORDERED_BY_PRESCRIBER), "InfusionResumed");
        for (SessionState running : List.of(INFUSING, PAUSED)) {
            edge(t, running, DECREASE_RATE, running, List.of(REASON_GIVEN), "RateDecreased");
            edge(t, running, INCREASE_RATE, running, List.of(DOSE_CHANGE_AUTHORISED), "RateIncreased");
            edge(t, running, COMPLETE, COMPLETED_INFUSION, List.of(), "InfusionCompleted");
            edge(t, running, STOP, STOPPED_EARLY, List.of(REASON_GIVEN), "InfusionStopped");
        }
        edge(t, INFUSING, GIVE_BOLUS, INFUSING, List.of(DOSE_CHANGE_AUTHORISED), "BolusGiven");
    }

    private static void afterTheInfusion(List<Edge> t) {
        edge(t, COMPLETED_INFUSION, BEGIN_RECOVERY, RECOVERY, List.of(STOP_TIME_AND_VOLUME), "RecoveryBegun");
        edge(t, STOPPED_EARLY, BEGIN_RECOVERY, RECOVERY, List.of(STOP_TIME_AND_VOLUME), "RecoveryBegun");
        edge(t, RECOVERY, MAKE_DISCHARGE_READY, DISCHARGE_READY, List.of(RECOVERED), "DischargeReady");
        edge(t, DISCHARGE_READY, RETURN_TO_RECOVERY, RECOVERY, List.of(), "RecoveryResumed");
        edge(t, DISCHARGE_READY, DISCHARGE, DISCHARGED, List.of(DISCHARGE_GATE), "DischargeCompleted", "SessionEnded");
        edge(t, DISCHARGED, CLOSE, CLOSED, List.of(DRUG_RECONCILED, NOTE_SIGNED, ORDER_COUNTERSIGNED), "SessionClosed");
    }

    private static void otherEnds(List<Edge> t) {
        for (SessionState early : List.of(PLANNED, SCHEDULED, CHECKED_IN, PRECHECK, READY)) {
            edge(t, early, CANCEL, CANCELLED, List.of(REASON_GIVEN), "SessionCancelled");
        }
        edge(t, SCHEDULED, MARK_NO_SHOW, NO_SHOW, List.of(BOOKING_TIME_PASSED), "SessionNoShow");
        for (SessionState early : List.of(CHECKED_IN, PRECHECK, READY)) {
            edge(t, early, ABORT_PRECHECK, ABORTED_PRECHECK, List.of(REASON_GIVEN), "SessionAborted");
        }
        // A visit for home sprays: order, instructions, drug handed over. What is taken later is charted on the order.
        for (SessionState visit : List.of(CHECKED_IN, PRECHECK)) {
            edge(
                    t,
                    visit,
                    CLOSE,
                    CLOSED,
                    List.of(
                            ORDERED_FOR_HOME,
                            ORDER_SIGNED,
                            ORDER_UNCHANGED,
                            DRUG_RECONCILED,
                            NOTE_SIGNED,
                            ORDER_COUNTERSIGNED),
                    "SessionClosed");
        }
        for (SessionState here : IN_THE_CHAIR) {
            edge(t, here, TRANSFER, TRANSFERRED, List.of(REASON_GIVEN), "SessionTransferred", "SessionEnded");
            edge(
                    t,
                    here,
                    LEAVE_AGAINST_ADVICE,
                    LEFT_AGAINST_ADVICE,
                    leaving(here),
                    "SessionLeftAgainstAdvice",
                    "SessionEnded");
            edge(t, here, RECORD_DEATH, DIED, List.of(), "SessionDied", "SessionEnded");
        }
        edge(t, DISCHARGED, TRANSFER, TRANSFERRED, List.of(REASON_GIVEN), "SessionTransferred");
        edge(t, DISCHARGED, RECORD_DEATH, DIED, List.of(), "SessionDied");
        for (SessionState end : List.of(TRANSFERRED, LEFT_AGAINST_ADVICE, DIED)) {
            edge(
                    t,
                    end,
                    CLOSE,
                    CLOSED,
                    List.of(STOP_TIME_AND_VOLUME, DRUG_RECONCILED, NOTE_SIGNED, ORDER_COUNTERSIGNED),
                    "SessionClosed");
        }
        for (SessionState end : List.of(CANCELLED, ABORTED_PRECHECK)) {
            edge(t, end, CLOSE, CLOSED, List.of(DRUG_DISPENSED, DRUG_RECONCILED, NOTE_SIGNED), "SessionClosed");
        }
    }

    private static void atTheBedside(List<Edge> t) {
        var bedside = new ArrayList<>(IN_THE_CHAIR);
        bedside.addAll(ENDS);
        for (SessionState here : bedside) {
            edge(t, here, ACKNOWLEDGE_ALARM, here, List.of(), "AlarmAcknowledged");
            if (IN_THE_CHAIR.contains(here) || here == DISCHARGED || here == TRANSFERRED) {
                edge(t, here, GIVE_OXYGEN, here, List.of(REASON_GIVEN), "OxygenGiven");
                edge(t, here, GIVE_RESCUE_DRUG, here, List.of(REASON_GIVEN), "RescueDrugGiven");
            }
        }
    }

    /** A patient who leaves with the pump running leaves after it was stopped. */
    private static List<Guard> leaving(SessionState from) {
        return from == INFUSING || from == PAUSED
                ? List.of(STOP_TIME_AND_VOLUME, REFUSAL_SIGNED_OR_WITNESSED)
                : List.of(REFUSAL_SIGNED_OR_WITNESSED);
    }

    private static void edge(
            List<Edge> table,
            SessionState from,
            Command command,
            SessionState to,
            List<Guard> guards,
            String... events) {
        table.add(new Edge(from, command, to, guards, List.of(events)));
    }

    private static Map<SessionState, Map<Command, Edge>> index() {
        var index = new EnumMap<SessionState, Map<Command, Edge>>(SessionState.class);
        for (Edge edge : EDGES) {
            var before = index.computeIfAbsent(edge.from(), from -> new EnumMap<>(Command.class))
                    .put(edge.command(), edge);
            if (before != null) {
                throw new IllegalStateException("two edges for " + edge.from() + ", " + edge.command());
            }
        }
        return index;
    }
}
