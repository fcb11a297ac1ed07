package org.paincare.session.booking;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * When a clinic is open in the week, by the clock on its wall. On the day that clocks change the span is shorter or longer
 * by what the clock jumps; an opening time that the clock skips means the moment after the jump.
 */
public record OpeningHours(List<Hours> week) {

    /** On a day of the week, from one time of day to another. */
    public record Hours(DayOfWeek weekday, LocalTime opens, LocalTime closes) {
        public Hours {
            if (!opens.isBefore(closes)) {
                throw new IllegalArgumentException("opens before it closes, on the same day");
            }
        }
    }

    public OpeningHours {
        week = List.copyOf(week);
        for (Hours one : week) {
            for (Hours other : week) {
                boolean overlap = one != other
                        && one.weekday() == other.weekday()
                        && one.opens().isBefore(other.closes())
                        && other.opens().isBefore(one.closes());
                if (overlap) {
                    throw new IllegalArgumentException("two spans of " + one.weekday() + " overlap");
                }
            }
        }
    }

    /** The same hours every day of the week. */
    public static OpeningHours daily(LocalTime opens, LocalTime closes) {
        var week = new ArrayList<Hours>();
        for (DayOfWeek day : DayOfWeek.values()) {
            week.add(new Hours(day, opens, closes));
        }
        return new OpeningHours(week);
    }

    /** The spans in which it is open on the days from {@code first} to before {@code end}. */
    public List<Span> spans(LocalDate first, LocalDate end, ZoneId zone) {
        var spans = new ArrayList<Span>();
        for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
            for (Hours hours : week) {
                if (hours.weekday() == day.getDayOfWeek()) {
                    var from = day.atTime(hours.opens()).atZone(zone).toInstant();
                    var to = day.atTime(hours.closes())
                            .atZone(zone)
                            .withLaterOffsetAtOverlap()
                            .toInstant();
                    if (from.isBefore(to)) {
                        spans.add(new Span(from, to));
                    }
                }
            }
        }
        return List.copyOf(spans);
    }
}
