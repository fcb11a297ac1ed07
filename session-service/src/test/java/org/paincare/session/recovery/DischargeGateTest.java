package org.paincare.session.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paincare.session.recovery.DischargeFacts.TimedScore;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.InvalidData;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Setting;
import org.paincare.session.reference.Version;
import org.paincare.session.reference.Waiver;

class DischargeGateTest {

    private static final Instant STOP = Instant.parse("2026-03-02T16:00:00Z");
    private static final EnumSet<DischargePoint> NEVER_WAIVED = EnumSet.of(
            DischargePoint.ESCORT_PRESENT,
            DischargePoint.NO_NEW_SUICIDALITY,
            DischargePoint.SPO2_ACCEPTED,
            DischargePoint.IV_REMOVED,
            DischargePoint.CLINICIAN_SIGNATURE,
            DischargePoint.TIME_SINCE_REVERSAL,
            DischargePoint.VITALS_ACCEPTED,
            DischargePoint.EMERGENCY_NUMBER);

    private final DischargeGate gate = DischargeGate.builtIn();

    @Test
    void with_nothing_known_every_point_is_open_and_named() {
        var result = gate.evaluate(Setting.OUTPATIENT, nothing(STOP.plus(Duration.ofHours(1))), List.of(), minute(60));

        assertThat(result.openForDischarge())
                .extracting(Blocked::ruleId)
                .containsExactlyElementsOf(
                        Stream.of(DischargePoint.values()).map(Enum::name).toList());
        assertThat(result.openForRecovery()).hasSize(10);
        assertThat(result.openForDischarge())
                .allSatisfy(open -> assertThat(open.message().es()).isNotBlank());
    }

    @Test
    void with_everything_met_the_patient_goes() {
        assertThat(open(recovered(9, 9, 15), List.of(), 60)).isEmpty();
    }

    @Test
    void a_clinic_sets_its_own_observation_time_but_not_under_the_floor() {
        var longer = gate.observing(Duration.ofMinutes(90));
        var open = longer.evaluate(Setting.OUTPATIENT, recovered(9, 9, 15), List.of(), minute(89));

        assertThat(open.openForDischarge()).singleElement().satisfies(point -> {
            assertThat(point.ruleId()).isEqualTo("TIME_SINCE_KETAMINE");
            assertThat(point.message().en()).startsWith("90 minutes");
            assertThat(point.message().es()).startsWith("90 minutos");
        });
        assertThat(longer.evaluate(Setting.OUTPATIENT, recovered(9, 9, 15), List.of(), minute(90))
                        .openForDischarge())
                .isEmpty();
        assertThatThrownBy(() -> gate.observing(Duration.ofMinutes(29))).isInstanceOf(InvalidData.class);
    }

    @Test
    void sixty_minutes_are_sixty_minutes() {
        assertThat(open(recovered(9, 9, 15), List.of(), 59)).containsExactly("TIME_SINCE_KETAMINE");
        assertThat(open(recovered(9, 9, 15), List.of(), 60)).isEmpty();
    }

    @Test
    void the_hour_may_be_waived_from_thirty_minutes_on() {
        var waiver = List.of(waiver(DischargePoint.TIME_SINCE_KETAMINE, Role.PRESCRIBER));

        assertThat(open(recovered(9, 9, 15), waiver, 30)).isEmpty();
        assertThat(open(recovered(9, 9, 15), waiver, 29)).containsExactly("TIME_SINCE_KETAMINE");
    }

    @Test
    void two_scores_are_at_least_fifteen_minutes_apart_and_the_last_one_counts() {
        assertThat(open(recovered(9, 9, 14), List.of(), 60)).containsExactly("ALDRETE_TWICE");
        assertThat(open(recovered(10, 8, 15), List.of(), 60)).containsExactly("ALDRETE_TWICE");
        assertThat(open(recovered(8, 10, 15), List.of(), 60)).containsExactly("ALDRETE_TWICE");
    }

    @Test
    void an_aldrete_of_eight_may_be_waived_and_seven_may_not() {
        var waiver = List.of(waiver(DischargePoint.ALDRETE_TWICE, Role.PRESCRIBER));

        assertThat(open(recovered(8, 8, 15), waiver, 60)).isEmpty();
        assertThat(open(recovered(8, 7, 15), waiver, 60)).containsExactly("ALDRETE_TWICE");
    }

    @ParameterizedTest
    @EnumSource(DischargePoint.class)
    void what_a_prescriber_may_waive(DischargePoint point) {
        var facts = nothing(STOP);
        var all = Stream.of(DischargePoint.values())
                .map(one -> waiver(one, Role.PRESCRIBER))
                .toList();

        var open = gate.evaluate(Setting.OUTPATIENT, facts, all, minute(60)).openForDischarge().stream()
                .map(Blocked::ruleId)
                .toList();

        // A score never taken and a stop time never recorded lie under the floors of their waivers.
        boolean neverWaived = NEVER_WAIVED.contains(point)
                || point == DischargePoint.ALDRETE_TWICE
                || point == DischargePoint.TIME_SINCE_KETAMINE;
        assertThat(open.contains(point.name())).isEqualTo(neverWaived);
    }

    @Test
    void a_nurse_waives_nothing() {
        var all = Stream.of(DischargePoint.values())
                .map(one -> waiver(one, Role.NURSE))
                .toList();

        assertThat(gate.evaluate(Setting.OUTPATIENT, nothing(STOP), all, minute(60))
                        .waived())
                .isEmpty();
    }

    @Test
    void an_inpatient_goes_back_to_the_ward_without_escort_or_instructions() {
        var ids = gate.evaluate(Setting.INPATIENT, nothing(STOP), List.of(), minute(60)).openForDischarge().stream()
                .map(Blocked::ruleId)
                .toList();

        assertThat(ids)
                .doesNotContain("ESCORT_PRESENT", "IV_REMOVED", "WRITTEN_INSTRUCTIONS", "EMERGENCY_NUMBER")
                .contains("NO_NEW_SUICIDALITY", "CLINICIAN_SIGNATURE");
    }

    @Test
    void after_a_reversal_two_hours_are_observed() {
        var facts = facts(List.of(), STOP, STOP);

        assertThat(gate.evaluate(Setting.OUTPATIENT, facts, List.of(), minute(119))
                        .openForDischarge())
                .extracting(Blocked::ruleId)
                .contains("TIME_SINCE_REVERSAL");
        assertThat(gate.evaluate(Setting.OUTPATIENT, facts, List.of(), minute(120))
                        .openForDischarge())
                .extracting(Blocked::ruleId)
                .doesNotContain("TIME_SINCE_REVERSAL");
    }

    private List<String> open(DischargeFacts facts, List<Waiver> waivers, long minute) {
        return gate.evaluate(Setting.OUTPATIENT, facts, waivers, minute(minute)).openForDischarge().stream()
                .map(Blocked::ruleId)
                .toList();
    }

    private static DischargeFacts recovered(int first, int second, long apart) {
        return facts(
                List.of(new TimedScore(minute(10), score(first)), new TimedScore(minute(10 + apart), score(second))),
                STOP,
                null);
    }

    private static DischargeFacts facts(List<TimedScore> scores, Instant stopped, @Nullable Instant reversal) {
        return new DischargeFacts(
                scores, stopped, reversal, true, false, true, 0, true, 4, 2, true, true, true, true, "Ana", true, true,
                true, true);
    }

    private static DischargeFacts nothing(Instant reversal) {
        return new DischargeFacts(
                List.of(), null, reversal, false, false, false, null, false, null, null, false, false, false, false,
                " ", false, false, false, false);
    }

    private static AldreteScore score(int total) {
        int rest = total - 6;
        return new AldreteScore(
                new Version("aldrete@2026.1"),
                "BP_MMHG/SEA_LEVEL",
                2,
                2,
                2,
                Math.min(2, rest),
                Math.max(0, rest - 2),
                total >= 9);
    }

    private static Waiver waiver(DischargePoint point, Role by) {
        return new Waiver(point.name(), by, new UUID(0, 1), "seen in person", STOP);
    }

    private static Instant minute(long minutes) {
        return STOP.plus(Duration.ofMinutes(minutes));
    }
}
