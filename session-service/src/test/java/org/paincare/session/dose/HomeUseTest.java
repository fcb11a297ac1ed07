package org.paincare.session.dose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.session.protocol.LimitSet;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Milligrams;

/** Sprays taken at home: what they add up to, and what they cross. */
class HomeUseTest {

    private static final Instant NOW = Orders.NOW;
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void a_use_charted_late_counts_with_the_uses_after_it() {
        var charted = List.of(use(NOW.plus(Duration.ofHours(10)), 9), use(NOW.plus(Duration.ofHours(23)), 8));

        var count = HomeCount.of(use(NOW, 4), charted, BOGOTA);

        assertThat(count.spraysInDay()).isEqualTo(21);
        assertThat(count.sinceNearest()).isEqualTo(Duration.ofHours(10));
    }

    @Test
    void exactly_24_hours_and_7_days_apart_is_another_window() {
        var day = HomeCount.of(use(NOW, 4), List.of(use(NOW.minus(Duration.ofHours(24)), 9)), BOGOTA);
        var week = HomeCount.of(use(NOW, 4), List.of(use(NOW.plus(Duration.ofDays(7)), 9)), BOGOTA);

        assertThat(day.spraysInDay()).isEqualTo(4);
        assertThat(day.spraysInWeek()).isEqualTo(13);
        assertThat(week.spraysInWeek()).isEqualTo(4);
    }

    @Test
    void days_are_those_of_the_clinic_also_where_the_clock_changes() {
        // 2026-03-08 has 23 hours in New York.
        var last = LocalDateTime.parse("2026-03-08T23:30").atZone(NEW_YORK).toInstant();
        var next = LocalDateTime.parse("2026-03-09T00:15").atZone(NEW_YORK).toInstant();
        var before = LocalDateTime.parse("2026-02-09T12:00").atZone(NEW_YORK).toInstant();

        var count = HomeCount.of(use(last, 1), List.of(use(next, 1), use(before, 1)), NEW_YORK);

        // 28 days end on the 8th with the 9th of February in them, or on the 9th without it.
        assertThat(count.daysInMonth()).isEqualTo(2);
    }

    @Property(tries = 200)
    void no_order_of_charting_hides_a_day_over_the_limit(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 2880) Integer> minutes) {
        var charted = new ArrayList<HomeUse>();
        int seen = 0;
        for (int minute : minutes) {
            var use = use(NOW.plus(Duration.ofMinutes(minute)), 3);
            seen = Math.max(seen, HomeCount.of(use, charted, BOGOTA).spraysInDay());
            charted.add(use);
        }

        int most = charted.stream()
                .mapToInt(last -> charted.stream()
                        .filter(one -> !one.takenAt().isAfter(last.takenAt())
                                && Duration.between(one.takenAt(), last.takenAt())
                                                .compareTo(Duration.ofHours(24))
                                        < 0)
                        .mapToInt(HomeUse::sprays)
                        .sum())
                .max()
                .orElseThrow();
        assertThat(seen).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({
        "12, 12, 1, ''",
        "13, 13, 1, SPRAYS_PER_DAY_MANY",
        "20, 20, 1, SPRAYS_PER_DAY_MANY",
        "21, 21, 1, SPRAYS_PER_DAY_ABOVE_LIMIT",
        "4, 30, 1, ''",
        "4, 31, 1, SPRAYS_PER_WEEK_MANY",
        "4, 41, 1, SPRAYS_PER_WEEK_ABOVE_LIMIT",
        "4, 4, 15, ''",
        "4, 4, 16, HOME_DAYS_MANY",
    })
    void sprays_of_a_day_a_week_and_a_month(int day, int week, int days, String code) {
        assertThat(codes(new HomeCount(day, week, days, null), on(NOW.minusSeconds(60), 1000, 7000), "10"))
                .containsExactlyElementsOf(code.isEmpty() ? List.of() : List.of(code));
    }

    @Test
    void what_was_ordered_is_a_limit_of_its_own() {
        var order =
                new HomeOrder(NOW.minusSeconds(60), true, new SprayOrder(mg("10"), 8, 24), 2, Duration.ofMinutes(15));

        assertThat(codes(new HomeCount(9, 25, 1, Duration.ofMinutes(14)), order, "100"))
                .containsExactly(
                        "SPRAY_STRENGTH_DIFFERS",
                        "SPRAYS_OVER_ORDERED_USE",
                        "SPRAYS_OVER_ORDERED_DAY",
                        "SPRAYS_OVER_ORDERED_WEEK",
                        "SPRAYS_TOO_SOON");
        assertThat(codes(new HomeCount(8, 24, 1, Duration.ofMinutes(15)), order, "10"))
                .containsExactly("SPRAYS_OVER_ORDERED_USE");
    }

    @Test
    void no_order_one_too_old_and_a_plan_on_hold_are_told() {
        assertThat(codes(new HomeCount(4, 4, 1, null), null, "10")).containsExactly("SPRAYS_WITHOUT_ORDER");
        assertThat(codes(new HomeCount(4, 4, 1, null), on(NOW.minus(Duration.ofHours(721)), 20, 40), "10"))
                .containsExactly("ORDER_VOID_BY_AGE");
        var held = new HomeOrder(NOW.minusSeconds(60), false, new SprayOrder(mg("10"), 20, 40), 4, null);
        assertThat(codes(new HomeCount(4, 4, 1, null), held, "10")).containsExactly("SPRAYS_PLAN_NOT_ACTIVE");
    }

    @Test
    void what_was_taken_at_home_is_in_every_sum_and_is_no_session() {
        var series = UUID.randomUUID();
        var record = List.of(
                new DoseHistory.Given(UUID.randomUUID(), series, NOW.minus(Duration.ofDays(3)), mg("30")),
                new DoseHistory.Given(UUID.randomUUID(), series, NOW.minus(Duration.ofHours(47)), mg("20"), true),
                new DoseHistory.Given(
                        UUID.randomUUID(), new UUID(0, 0), NOW.minus(Duration.ofDays(400)), mg("10"), true));

        var history = DoseHistory.of(record, UUID.randomUUID(), series, NOW, BOGOTA, null);

        assertThat(history.cumulative()).isEqualTo(mg("60"));
        assertThat(history.yearMg()).isEqualTo(mg("50"));
        assertThat(history.seriesMg()).isEqualTo(mg("50"));
        assertThat(history.sessionsInWeek()).isEqualTo(1);
        assertThat(history.sessionsInSeries()).isEqualTo(1);
        assertThat(history.lastSessionAt()).isEqualTo(NOW.minus(Duration.ofDays(3)));
        assertThat(history.lastHomeUseAt()).isEqualTo(NOW.minus(Duration.ofHours(47)));
        assertThat(Orders.demo().preview(history).findings())
                .extracting(Finding::code)
                .contains("HOME_USE_RECENT");
        assertThat(Orders.demo().preview(history.forPlan()).findings())
                .extracting(Finding::code)
                .doesNotContain("HOME_USE_RECENT");
    }

    private static List<String> codes(HomeCount count, @Nullable HomeOrder order, String each) {
        return Orders.ENGINE
                .taken(use(NOW, 4), mg(each), count, order, DoseHistory.NONE, Fraction.of(40), LimitSet.HEADACHE)
                .stream()
                .map(Finding::code)
                .toList();
    }

    private static HomeOrder on(Instant since, int perDay, int perWeek) {
        return new HomeOrder(since, true, new SprayOrder(mg("10"), perDay, perWeek), null, null);
    }

    private static HomeUse use(Instant at, int sprays) {
        return new HomeUse(UUID.randomUUID(), at, sprays, mg("10"));
    }

    private static Milligrams mg(String mg) {
        return Milligrams.of(mg);
    }
}
