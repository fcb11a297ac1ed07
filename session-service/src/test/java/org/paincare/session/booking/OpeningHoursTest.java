package org.paincare.session.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursTest {

    private static final OpeningHours NIGHT = OpeningHours.daily(LocalTime.of(0, 30), LocalTime.of(4, 0));

    @ParameterizedTest
    @CsvSource({
        // the day itself, and how long 00:30 to 04:00 is on it
        "America/Bogota, 2026-03-08, 210",
        "America/New_York, 2026-03-08, 150",
        "America/New_York, 2026-11-01, 270",
        "Europe/Madrid, 2026-03-29, 150",
        "Europe/Madrid, 2026-10-25, 270",
        "America/Santiago, 2026-04-05, 210",
        "Australia/Lord_Howe, 2026-10-04, 180"
    })
    void the_clock_on_the_wall_counts_also_when_it_jumps(String zone, LocalDate day, long minutes) {
        var spans = NIGHT.spans(day, day.plusDays(1), ZoneId.of(zone));

        assertThat(spans).hasSize(1);
        assertThat(spans.getFirst().length()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void an_opening_time_that_the_clock_skips_is_the_moment_after_the_jump() {
        var early = OpeningHours.daily(LocalTime.of(2, 30), LocalTime.of(10, 0));
        var day = LocalDate.of(2026, 3, 8);

        var open = early.spans(day, day.plusDays(1), ZoneId.of("America/New_York"));

        assertThat(open.getFirst().from()).isEqualTo(Instant.parse("2026-03-08T07:30:00Z"));
    }

    @Test
    void each_weekday_has_its_own_hours_and_none_is_closed() {
        var week = new OpeningHours(List.of(
                new OpeningHours.Hours(DayOfWeek.MONDAY, LocalTime.of(7, 0), LocalTime.of(12, 0)),
                new OpeningHours.Hours(DayOfWeek.MONDAY, LocalTime.of(13, 0), LocalTime.of(19, 0))));
        var monday = LocalDate.of(2026, 3, 2);

        assertThat(week.spans(monday, monday.plusDays(7), ZoneId.of("America/Bogota")))
                .extracting(Span::from)
                .containsExactly(Instant.parse("2026-03-02T12:00:00Z"), Instant.parse("2026-03-02T18:00:00Z"));
    }

    @Test
    void hours_that_overlap_or_end_before_they_begin_are_none() {
        var morning = new OpeningHours.Hours(DayOfWeek.MONDAY, LocalTime.of(7, 0), LocalTime.of(12, 0));
        var noon = new OpeningHours.Hours(DayOfWeek.MONDAY, LocalTime.of(11, 0), LocalTime.of(13, 0));
        assertThatThrownBy(() -> new OpeningHours(List.of(morning, noon))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OpeningHours.Hours(DayOfWeek.MONDAY, LocalTime.NOON, LocalTime.NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
