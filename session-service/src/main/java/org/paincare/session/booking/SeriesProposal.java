package org.paincare.session.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Best-effort dates for a series from a plan's spacing. Sessions keep their wall-clock time in the clinic's zone, also
 * across a change to or from daylight saving; a closed day moves a session later, never earlier, so that the spacing the
 * prescriber signed is never shortened (reference 2.4, 6). Proposals hold nothing: chairs and staff are looked up after.
 */
public final class SeriesProposal {

    private static final int LONGEST_SERIES = 52;

    private SeriesProposal() {}

    /**
     * @param firstDay of the first session
     * @param intervalDays days from one session to the next, 1 to 366
     * @param latestShiftDays how many days a session may move for closed days before it is left unplaced
     */
    public record Spacing(
            LocalDate firstDay, LocalTime at, Duration length, int sessions, int intervalDays, int latestShiftDays) {
        public Spacing {
            if (sessions < 1 || sessions > LONGEST_SERIES || intervalDays < 1 || intervalDays > 366) {
                throw new IllegalArgumentException("1 to 52 sessions, 1 to 366 days apart");
            }
            if (latestShiftDays < 0 || latestShiftDays > 60 || !length.isPositive() || length.toHours() > 24) {
                throw new IllegalArgumentException("shifts of 0 to 60 days, sessions of up to 24 hours");
            }
        }
    }

    /** Why a proposal is not simply the interval after the one before. */
    public enum Note {
        AS_PLANNED,
        MOVED_FOR_CLOSED_DAYS,
        /** The clock skips this time on that day: the session begins later by the clock. */
        MOVED_BY_CLOCK_CHANGE,
        /** The clock shows this time twice on that day: the first is meant. */
        FIRST_OF_TWO_EQUAL_TIMES,
        /** No open day within the shift; the following sessions are counted from the day wanted. */
        NO_OPEN_DAY
    }

    /** One proposed session; begin and end are the day wanted where there is no open day. */
    public record Proposal(int number, LocalDate day, Instant begin, Instant end, Note note) {}

    /** @param isOpen whether the clinic treats on a day */
    public static List<Proposal> propose(Spacing spacing, ZoneId zone, Predicate<LocalDate> isOpen) {
        var proposals = new ArrayList<Proposal>();
        LocalDate wanted = spacing.firstDay();
        for (int number = 1; number <= spacing.sessions(); number++) {
            LocalDate day = firstOpenDay(wanted, spacing.latestShiftDays(), isOpen);
            boolean placed = isOpen.test(day);
            proposals.add(proposal(number, placed ? day : wanted, spacing, zone, note(placed, wanted, day)));
            wanted = (placed ? day : wanted).plusDays(spacing.intervalDays());
        }
        return List.copyOf(proposals);
    }

    private static LocalDate firstOpenDay(LocalDate wanted, int latestShiftDays, Predicate<LocalDate> isOpen) {
        LocalDate day = wanted;
        for (int shift = 0; shift < latestShiftDays && !isOpen.test(day); shift++) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static Note note(boolean placed, LocalDate wanted, LocalDate day) {
        if (!placed) {
            return Note.NO_OPEN_DAY;
        }
        return day.equals(wanted) ? Note.AS_PLANNED : Note.MOVED_FOR_CLOSED_DAYS;
    }

    private static Proposal proposal(int number, LocalDate day, Spacing spacing, ZoneId zone, Note note) {
        ZonedDateTime begin = day.atTime(spacing.at()).atZone(zone).withEarlierOffsetAtOverlap();
        Note shown = note;
        if (note == Note.AS_PLANNED || note == Note.MOVED_FOR_CLOSED_DAYS) {
            int offsets =
                    zone.getRules().getValidOffsets(day.atTime(spacing.at())).size();
            shown = offsets == 0 ? Note.MOVED_BY_CLOCK_CHANGE : offsets == 2 ? Note.FIRST_OF_TWO_EQUAL_TIMES : note;
        }
        Instant start = begin.toInstant();
        return new Proposal(number, day, start, start.plus(spacing.length()), shown);
    }
}
