package org.paincare.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paincare.testing.local.CannotStart;

class BenchSettingsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void a_full_run_measures_everything_on_a_million_within_half_an_hour() {
        var settings = BenchSettings.of(List.of(), TODAY);

        assertThat(settings.sizes().observations()).isEqualTo(1_000_000);
        assertThat(settings.operations()).containsExactly(Operation.values());
        long targets = settings.operations().stream()
                .mapToLong(operation -> operation.targets().size())
                .sum();
        var underLoad = settings.warmUp()
                .plus(settings.measured().multipliedBy(settings.rounds()))
                .multipliedBy(targets);
        assertThat(underLoad).isLessThan(Duration.ofMinutes(25));
    }

    @Test
    void a_short_run_can_be_narrowed_and_dated() {
        var settings = BenchSettings.of(List.of("--only", "observation", "--short", "--date", "2026-12-01"), TODAY);

        assertThat(settings.smoke()).isTrue();
        assertThat(settings.date()).isEqualTo("2026-12-01");
        assertThat(settings.operations()).containsExactly(Operation.RECORD_OBSERVATION);
    }

    @Test
    void what_it_does_not_know_is_refused_in_a_line() {
        for (var words :
                List.of(List.of("--fast"), List.of("--rounds"), List.of("--rounds", "0"), List.of("--date", "today"))) {
            assertThatThrownBy(() -> BenchSettings.of(words, TODAY))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageStartingWith("Usage:");
        }
        assertThatThrownBy(() ->
                        BenchSettings.of(List.of("--only", "x-ray"), TODAY).operations())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("create-patient");
    }
}
