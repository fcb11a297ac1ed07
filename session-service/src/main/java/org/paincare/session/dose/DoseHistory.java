package org.paincare.session.dose;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.Milligrams;

/**
 * What the patient (every alias of the person) was given before, as the limits count it.
 *
 * @param givenThisSession already given in the session the order is for
 * @param sessionsInWeek sessions begun in the 7 x 24 h before
 * @param sessionsInSeries sessions begun under the plan; null in maintenance, which is no series
 * @param sessionsInYear sessions begun in the 12 calendar months before, in the clinic's zone
 * @param cumulative everything ever given, cancelled sessions with a dose included
 * @param seriesMg given under the plan, the session at hand included
 * @param yearMg given in the 12 calendar months before, the session at hand included
 * @param lastHomeUseAt when sprays were last taken at home; their mass is in every sum, they are no session
 */
public record DoseHistory(
        Milligrams givenThisSession,
        int sessionsInWeek,
        @Nullable Integer sessionsInSeries,
        int sessionsInYear,
        @Nullable Instant lastSessionAt,
        @Nullable Kilograms lastOrderWeight,
        Milligrams cumulative,
        Milligrams seriesMg,
        Milligrams yearMg,
        @Nullable Instant lastHomeUseAt) {

    public DoseHistory(
            Milligrams givenThisSession,
            int sessionsInWeek,
            @Nullable Integer sessionsInSeries,
            int sessionsInYear,
            @Nullable Instant lastSessionAt,
            @Nullable Kilograms lastOrderWeight,
            Milligrams cumulative) {
        this(
                givenThisSession,
                sessionsInWeek,
                sessionsInSeries,
                sessionsInYear,
                lastSessionAt,
                lastOrderWeight,
                cumulative,
                givenThisSession,
                givenThisSession,
                null);
    }

    public static final DoseHistory NONE = new DoseHistory(Milligrams.ZERO, 0, 0, 0, null, null, Milligrams.ZERO);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final int YEAR_IN_MONTHS = 12;

    /**
     * For a plan: how long ago the last session was is for each order to judge on its day, since a plan gives nothing today.
     */
    public DoseHistory forPlan() {
        return with(sessionsInSeries, null, null);
    }

    /** For maintenance: as many sessions as the response asks for, within the limits of a week and a year. */
    public DoseHistory outsideSeries() {
        return with(null, lastSessionAt, lastHomeUseAt);
    }

    private DoseHistory with(@Nullable Integer inSeries, @Nullable Instant last, @Nullable Instant lastAtHome) {
        return new DoseHistory(
                givenThisSession,
                sessionsInWeek,
                inSeries,
                sessionsInYear,
                last,
                lastOrderWeight,
                cumulative,
                seriesMg,
                yearMg,
                lastAtHome);
    }

    /** What this session would bring the sums to, if it gives {@code total} in all. */
    public Map<Parameter, Fraction> sums(Fraction total) {
        var before = givenThisSession.exact();
        return Map.of(
                Parameter.SERIES_TOTAL, seriesMg.exact().minus(before).plus(total),
                Parameter.YEAR_TOTAL, yearMg.exact().minus(before).plus(total),
                Parameter.RECORD_TOTAL, cumulative.exact().minus(before).plus(total));
    }

    /**
     * A session in which something was given, whatever became of it, or a use of sprays at home.
     *
     * @param sessionId of a use at home its own id
     */
    public record Given(UUID sessionId, UUID seriesId, Instant startedAt, Milligrams mg, boolean atHome) {

        public Given(UUID sessionId, UUID seriesId, Instant startedAt, Milligrams mg) {
            this(sessionId, seriesId, startedAt, mg, false);
        }
    }

    /**
     * Counts the sessions before the one at {@code at}.
     *
     * @param record every session of the person with a dose above 0, and every use at home; the session itself may be
     *     among them
     */
    public static DoseHistory of(
            List<Given> record,
            UUID sessionId,
            UUID seriesId,
            Instant at,
            ZoneId zone,
            @Nullable Kilograms lastOrderWeight) {
        Instant yearAgo = at.atZone(zone).minusMonths(YEAR_IN_MONTHS).toInstant();
        Instant weekAgo = at.minus(WEEK);
        Milligrams here = Milligrams.ZERO;
        Milligrams all = Milligrams.ZERO;
        Milligrams seriesMg = Milligrams.ZERO;
        Milligrams yearMg = Milligrams.ZERO;
        int week = 0;
        int series = 0;
        int year = 0;
        Instant last = null;
        Instant lastAtHome = null;
        for (Given session : record) {
            if (session.mg().isZero()) {
                continue;
            }
            all = all.plus(session.mg());
            seriesMg = session.seriesId().equals(seriesId) ? seriesMg.plus(session.mg()) : seriesMg;
            yearMg = session.startedAt().isAfter(yearAgo) ? yearMg.plus(session.mg()) : yearMg;
            if (session.atHome()) {
                lastAtHome = session.startedAt().isAfter(at) ? lastAtHome : later(lastAtHome, session.startedAt());
                continue;
            }
            if (session.sessionId().equals(sessionId)) {
                here = here.plus(session.mg());
                continue;
            }
            series += session.seriesId().equals(seriesId) ? 1 : 0;
            if (session.startedAt().isAfter(at)) {
                continue;
            }
            week += session.startedAt().isAfter(weekAgo) ? 1 : 0;
            year += session.startedAt().isAfter(yearAgo) ? 1 : 0;
            last = later(last, session.startedAt());
        }
        return new DoseHistory(here, week, series, year, last, lastOrderWeight, all, seriesMg, yearMg, lastAtHome);
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}
