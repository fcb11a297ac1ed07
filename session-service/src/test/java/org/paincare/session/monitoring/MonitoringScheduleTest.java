package org.paincare.session.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.paincare.session.reference.PolicyNumbers;

class MonitoringScheduleTest {

    private static final Instant T0 = Instant.parse("2026-03-02T14:00:00Z");

    private final MonitoringSchedule schedule = MonitoringSchedule.builtIn();

    @Test
    void after_a_start_or_a_rise_every_five_minutes_three_times_then_every_fifteen() {
        assertThat(minutes(Phase.AFTER_START_OR_RISE, Sign.SBP, 60)).containsExactly(5L, 10L, 15L, 30L, 45L, 60L);
    }

    @Test
    void steady_sets_have_their_own_rhythms() {
        assertThat(minutes(Phase.STEADY, Sign.SBP, 60)).containsExactly(15L, 30L, 45L, 60L);
        assertThat(minutes(Phase.STEADY, Sign.NRS, 60)).containsExactly(30L, 60L);
        assertThat(minutes(Phase.STEADY, Sign.CADSS6, 120)).containsExactly(40L);
    }

    @Test
    void a_clinic_sets_its_own_rhythms_and_says_by_which_policy() {
        var own = schedule.setBy(new PolicyNumbers(
                "7",
                Map.of(
                        "OBSERVE_AFTER_RISE_MINUTES", "3",
                        "OBSERVE_STEADY_MINUTES", "10",
                        "OBSERVE_PAIN_MINUTES", "20",
                        "OBSERVE_DISSOCIATION_MINUTES", "25",
                        "OBSERVE_RECOVERY_MINUTES", "5",
                        "SET_OVERDUE_MINUTES", "8",
                        "SET_ESCALATED_MINUTES", "6")));

        assertThat(minutes(own, Phase.AFTER_START_OR_RISE, Sign.SBP, 30)).containsExactly(3L, 6L, 9L, 19L, 29L);
        assertThat(minutes(own, Phase.STEADY, Sign.SBP, 30)).containsExactly(10L, 20L, 30L);
        assertThat(minutes(own, Phase.STEADY, Sign.NRS, 60)).containsExactly(20L, 40L, 60L);
        assertThat(minutes(own, Phase.STEADY, Sign.CADSS6, 120)).containsExactly(25L);
        assertThat(minutes(own, Phase.RECOVERY, Sign.SBP, 10)).containsExactly(5L, 10L);
        assertThat(minutes(own, Phase.CONTINUOUS_AFTER_CHANGE, Sign.SBP, 60))
                .as("nobody's to set")
                .isEqualTo(minutes(Phase.CONTINUOUS_AFTER_CHANGE, Sign.SBP, 60));
        assertThat(own.warnAfter()).isEqualTo(Duration.ofMinutes(8));
        assertThat(own.escalateAfter()).as("never before the warning").isEqualTo(Duration.ofMinutes(9));
        assertThat(own.policyVersion()).isEqualTo("7");
    }

    @Test
    void a_value_that_is_no_number_of_minutes_changes_nothing() {
        for (var value : List.of("", "0", "-5", "1e2", "5.5", "often")) {
            assertThat(schedule.setBy(new PolicyNumbers("7", Map.of("OBSERVE_STEADY_MINUTES", value))))
                    .isSameAs(schedule);
        }
        assertThat(schedule.setBy(PolicyNumbers.NONE)).isSameAs(schedule);
    }

    @Test
    void inpatients_are_watched_less_and_less_after_a_change() {
        assertThat(minutes(Phase.CONTINUOUS_AFTER_CHANGE, Sign.SBP, 13 * 60))
                .containsExactly(15L, 30L, 45L, 60L, 120L, 180L, 240L, 300L, 540L, 780L);
    }

    @Test
    void a_baseline_set_is_due_at_once_and_an_overdue_one_warns_then_escalates() {
        assertThat(minutes(Phase.BASELINE, Sign.NRS, 60)).containsExactly(0L);
        assertThat(schedule.warnAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(schedule.escalateAfter()).isEqualTo(Duration.ofMinutes(10));
    }

    private List<Long> minutes(Phase phase, Sign sign, long until) {
        return minutes(schedule, phase, sign, until);
    }

    private static List<Long> minutes(MonitoringSchedule of, Phase phase, Sign sign, long until) {
        return of.due(phase, T0, T0.plus(Duration.ofMinutes(until))).stream()
                .filter(due -> due.signs().contains(sign))
                .flatMapToLong(
                        due -> LongStream.of(Duration.between(T0, due.at()).toMinutes()))
                .boxed()
                .toList();
    }
}
