package org.paincare.outcome.calendar;

import static org.paincare.outcome.rules.RuleFiles.need;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.outcome.rules.RuleRef;

/**
 * What is asked when.
 *
 * @param horizonDays how far ahead points of a course are planned
 * @param baselineDays days of the baseline while no session is booked
 */
public record CalendarRules(
        String version, String mark, List<String> sources, int horizonDays, int baselineDays, List<Row> rows) {

    /** What a row hangs on. */
    public enum Anchor {
        /** The enrolment: from screening to the first session. */
        BASELINE,
        /** The booked start; hours count on the clock. */
        SESSION_START,
        /** The real end; hours count on the clock. */
        SESSION_END,
        /** The local day of a held session; whole local days. */
        SESSION_DAY,
        /** Every so many local days from the first treatment day. */
        COURSE,
        /** The first day of the diary that nobody has written; whole local days. */
        DIARY
    }

    public enum Kind {
        INSTRUMENT,
        CHECK
    }

    public enum By {
        PATIENT,
        STAFF
    }

    /**
     * @param dueFromHours hours from the point (negative is before); day-based anchors use multiples of 24
     * @param safety asked even when a pause or an ordinary stop ends the rest
     * @param afterMissed asked only where nothing of this row was answered for the same point; empty for always
     * @param remindBeforeEndHours when whoever has not answered is reminded, hours before the end, first one first
     */
    public record Row(
            String id,
            Anchor anchor,
            int everyDays,
            int dueFromHours,
            int dueHours,
            int dueUntilHours,
            boolean safety,
            String afterMissed,
            List<Integer> remindBeforeEndHours,
            List<Item> items) {}

    /**
     * @param fromSessions  only once this many sessions were held; 0 for always
     * @param whereLicensed only in clinics that have loaded the instrument's words under a licence of their own
     */
    public record Item(String code, Kind kind, By by, int fromSessions, boolean whereLicensed) {}

    /** The row of that id; empty for what is asked outside the calendar. */
    public Optional<Row> row(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    public CalendarRules {
        sources = List.copyOf(sources);
        rows = List.copyOf(rows);
        need(horizonDays > 0 && baselineDays > 0, "days are positive");
        need(rows.stream().map(Row::id).distinct().count() == rows.size(), "a row id is used twice");
        for (Row row : rows) {
            need(
                    row.afterMissed().isEmpty()
                            || rows.stream()
                                    .anyMatch(missed -> missed.id().equals(row.afterMissed())
                                            && missed.anchor() == row.anchor()
                                            && missed.dueUntilHours() <= row.dueFromHours()),
                    row.id() + " follows a row of the same kind of point that has ended");
            need(
                    row.dueFromHours() <= row.dueHours() && row.dueHours() <= row.dueUntilHours(),
                    row.id() + " opens, is due, ends in this order");
            need((row.anchor() == Anchor.COURSE) == (row.everyDays() > 0), row.id() + ": only a course repeats");
            need(
                    row.remindBeforeEndHours().stream()
                            .sorted(Comparator.reverseOrder())
                            .distinct()
                            .toList()
                            .equals(row.remindBeforeEndHours()),
                    row.id() + " reminds in order, each time once");
            need(
                    row.remindBeforeEndHours().stream().allMatch(hours -> hours > 0),
                    row.id() + " reminds before its end");
            boolean daily =
                    row.anchor() == Anchor.COURSE || row.anchor() == Anchor.SESSION_DAY || row.anchor() == Anchor.DIARY;
            need(
                    !daily
                            || (row.dueFromHours() % 24 == 0
                                    && row.dueHours() % 24 == 0
                                    && row.dueUntilHours() % 24 == 0),
                    row.id() + " counts whole days");
            need(
                    row.items().stream().map(Item::code).distinct().count()
                            == row.items().size(),
                    row.id() + " asks the same twice");
        }
    }

    /** Whether another row is asked where this one stays unanswered. */
    public boolean isFollowedUp(String id) {
        return rows.stream().anyMatch(row -> row.afterMissed().equals(id));
    }

    public static CalendarRules shipped() {
        return RuleFiles.shipped(CalendarRules.class, "calendar-1.json");
    }

    public RuleRef ref() {
        return new RuleRef("calendar", version);
    }
}
