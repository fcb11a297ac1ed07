package org.paincare.session.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.session.booking.SeriesProposal.Note.*;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.paincare.session.booking.SeriesProposal.Proposal;
import org.paincare.session.booking.SeriesProposal.Spacing;

class SeriesProposalTest {

    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final ZoneId DENVER = ZoneId.of("America/Denver");
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final Duration LENGTH = Duration.ofHours(4);

    @Test
    void six_weekly_sessions_in_bogota() {
        var series = SeriesProposal.propose(spacing("2026-03-02", NINE, 6, 7), BOGOTA, day -> true);

        assertThat(series).hasSize(6).extracting(Proposal::note).containsOnly(AS_PLANNED);
        assertThat(series.getFirst().begin()).isEqualTo(Instant.parse("2026-03-02T14:00:00Z"));
        assertThat(series.getLast().end()).isEqualTo(Instant.parse("2026-04-06T18:00:00Z"));
    }

    @Test
    void nine_o_clock_stays_nine_o_clock_across_daylight_saving() {
        var series = SeriesProposal.propose(spacing("2026-03-02", NINE, 2, 7), DENVER, day -> true);

        assertThat(series)
                .extracting(Proposal::begin)
                .containsExactly(Instant.parse("2026-03-02T16:00:00Z"), Instant.parse("2026-03-09T15:00:00Z"));
    }

    @Test
    void a_time_the_clock_skips_moves_later_and_one_it_shows_twice_means_the_first() {
        var skipped = SeriesProposal.propose(spacing("2026-03-08", LocalTime.of(2, 30), 1, 7), DENVER, day -> true);
        var twice = SeriesProposal.propose(spacing("2026-11-01", LocalTime.of(1, 30), 1, 7), DENVER, day -> true);

        assertThat(skipped.getFirst().note()).isEqualTo(MOVED_BY_CLOCK_CHANGE);
        assertThat(skipped.getFirst().begin()).isEqualTo(Instant.parse("2026-03-08T09:30:00Z"));
        assertThat(twice.getFirst().note()).isEqualTo(FIRST_OF_TWO_EQUAL_TIMES);
        assertThat(twice.getFirst().begin()).isEqualTo(Instant.parse("2026-11-01T07:30:00Z"));
    }

    @Test
    void a_closed_day_moves_a_session_later_and_the_next_is_counted_from_there() {
        var holiday = LocalDate.parse("2026-03-09");

        var series = SeriesProposal.propose(spacing("2026-03-02", NINE, 3, 7), BOGOTA, day -> !day.equals(holiday));

        assertThat(series)
                .extracting(Proposal::day)
                .containsExactly(
                        LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-10"), LocalDate.parse("2026-03-17"));
        assertThat(series.get(1).note()).isEqualTo(MOVED_FOR_CLOSED_DAYS);
    }

    @Test
    void without_an_open_day_it_says_so() {
        var series = SeriesProposal.propose(spacing("2026-03-02", NINE, 2, 7), BOGOTA, day -> false);

        assertThat(series).extracting(Proposal::note).containsOnly(NO_OPEN_DAY);
    }

    @Property
    void the_spacing_is_never_shortened(
            @ForAll @IntRange(min = 0, max = 730) int offset,
            @ForAll @IntRange(min = 1, max = 56) int interval,
            @ForAll @IntRange(min = 2, max = 12) int sessions) {
        var first = LocalDate.parse("2026-01-01").plusDays(offset);
        var weekend = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

        var series = SeriesProposal.propose(
                new Spacing(first, NINE, LENGTH, sessions, interval, 7),
                DENVER,
                day -> !weekend.contains(day.getDayOfWeek()));

        for (int i = 1; i < series.size(); i++) {
            assertThat(ChronoUnit.DAYS.between(
                            series.get(i - 1).day(), series.get(i).day()))
                    .isGreaterThanOrEqualTo(interval);
        }
        assertThat(series).allMatch(one -> !weekend.contains(one.day().getDayOfWeek()));
    }

    private static Spacing spacing(String first, LocalTime at, int sessions, int interval) {
        return new Spacing(LocalDate.parse(first), at, LENGTH, sessions, interval, 5);
    }
}
