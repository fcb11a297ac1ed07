package org.paincare.outcome.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the calendar of one patient's enrolment is computed from; the order the facts became known in does not matter.
 *
 * @param zone the clinic's
 * @param screeningOn the local day screening began, null before
 * @param courseId the running course, null before the first session
 * @param silentSince the first day of the diary that was not written though it was expected, null where none is expected
 * @param answered points of which something was answered, as {@link #point} names them
 * @param licensed instruments whose words the clinic has loaded under a licence of its own
 */
public record CareFacts(
        UUID patientId,
        UUID enrolmentId,
        ZoneId zone,
        @Nullable LocalDate screeningOn,
        @Nullable UUID courseId,
        List<SessionFact> sessions,
        List<Pause> pauses,
        @Nullable Stop stop,
        @Nullable LocalDate silentSince,
        Set<String> answered,
        Set<String> licensed) {

    public CareFacts {
        sessions = List.copyOf(sessions);
        pauses = List.copyOf(pauses);
        answered = Set.copyOf(answered);
        licensed = Set.copyOf(licensed);
    }

    /** One point of a row of the calendar. */
    public static String point(String row, String anchor) {
        return row + "|" + anchor;
    }

    public enum SessionState {
        BOOKED,
        HELD,
        /** Cancelled, missed, or ended before any drug was given. */
        NOT_HELD
    }

    /** @param end null until it ended */
    public record SessionFact(
            UUID sessionId,
            SessionState state,
            Instant start,
            @Nullable Instant end) {}

    /** Local days, both inclusive; {@code until} null while it lasts. */
    public record Pause(LocalDate from, @Nullable LocalDate until) {
        boolean covers(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }
    }

    /** Why nothing more is asked. */
    public enum StopReason {
        DECEASED(true),
        CONSENT_WITHDRAWN(true),
        WITHDRAWN(false),
        LOST_TO_FOLLOW_UP(false),
        COMPLETED(false);

        private final boolean endsSafety;

        StopReason(boolean endsSafety) {
            this.endsSafety = endsSafety;
        }

        /** Whether even the safety follow-up of a held session ends. */
        boolean endsSafety() {
            return endsSafety;
        }
    }

    public record Stop(Instant at, StopReason reason) {}

    Optional<LocalDate> firstTreatmentDay() {
        return first(SessionState.HELD).map(start -> start.atZone(zone).toLocalDate());
    }

    Optional<Instant> firstSessionStart() {
        return first(SessionState.HELD).or(() -> first(SessionState.BOOKED));
    }

    private Optional<Instant> first(SessionState state) {
        return sessions.stream()
                .filter(session -> session.state() == state)
                .map(SessionFact::start)
                .min(Comparator.naturalOrder());
    }

    int heldBefore(Instant moment) {
        return Math.toIntExact(sessions.stream()
                .filter(session ->
                        session.state() == SessionState.HELD && session.start().isBefore(moment))
                .count());
    }
}
