package org.paincare.session.dose;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the uses of home sprays around one of them come to. Every rolling window that the use lies in counts, so that one
 * charted late raises what it would have raised in time.
 *
 * @param spraysInDay the most within any 24 hours with the use in them
 * @param spraysInWeek the most within any 7 x 24 hours with the use in them
 * @param daysInMonth the most days with a use within any 28 days of the clinic's zone with the use in them
 * @param sinceNearest to the nearest other use, before or after; null without one
 */
public record HomeCount(
        int spraysInDay,
        int spraysInWeek,
        int daysInMonth,
        @Nullable Duration sinceNearest) {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int MONTH_IN_DAYS = 28;

    public static HomeCount of(HomeUse use, List<HomeUse> others, ZoneId zone) {
        var taken = new ArrayList<HomeUse>();
        taken.add(use);
        others.stream().filter(other -> other.sprays() > 0).forEach(taken::add);
        return new HomeCount(
                most(use, taken, DAY), most(use, taken, WEEK), days(use, taken, zone), nearest(use, taken));
    }

    private static int most(HomeUse use, List<HomeUse> taken, Duration window) {
        int most = 0;
        for (HomeUse last : taken) {
            Instant end = last.takenAt();
            if (lies(use.takenAt(), end, window)) {
                int sprays = taken.stream()
                        .filter(one -> lies(one.takenAt(), end, window))
                        .mapToInt(HomeUse::sprays)
                        .sum();
                most = Math.max(most, sprays);
            }
        }
        return most;
    }

    /** Within a window that ends with {@code end} and does not reach its own length back. */
    private static boolean lies(Instant time, Instant end, Duration window) {
        return !time.isAfter(end) && time.isAfter(end.minus(window));
    }

    private static int days(HomeUse use, List<HomeUse> taken, ZoneId zone) {
        var days = new TreeSet<LocalDate>();
        taken.forEach(one -> days.add(LocalDate.ofInstant(one.takenAt(), zone)));
        var own = LocalDate.ofInstant(use.takenAt(), zone);
        int most = 0;
        for (LocalDate end : days.subSet(own, own.plusDays(MONTH_IN_DAYS))) {
            most = Math.max(
                    most,
                    days.subSet(end.minusDays(MONTH_IN_DAYS - 1L), true, end, true)
                            .size());
        }
        return most;
    }

    private static @Nullable Duration nearest(HomeUse use, List<HomeUse> taken) {
        return taken.stream()
                .filter(other -> other != use)
                .map(other -> Duration.between(other.takenAt(), use.takenAt()).abs())
                .min(Duration::compareTo)
                .orElse(null);
    }
}
