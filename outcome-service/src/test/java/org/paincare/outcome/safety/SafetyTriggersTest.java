package org.paincare.outcome.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.response.Overuse;

class SafetyTriggersTest {

    private static final UUID PATIENT = UUID.fromString("0197a000-0000-7000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-03-01T15:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final SafetyRules RULES = SafetyRules.shipped();

    @Test
    void a1_item9IsHighAtOneAndUrgentAtTwoOrWithIntentEvenWithoutATotal() {
        assertThat(raised(mood(1, false, null, null))).containsExactly("A1 ITEM9_POSITIVE HIGH");
        assertThat(raised(mood(2, false, null, null))).containsExactly("A1 ITEM9_POSITIVE URGENT");
        assertThat(raised(mood(null, true, null, null))).containsExactly("A1 INTENT URGENT");
        assertThat(raised(mood(0, false, 4, null))).isEmpty();
    }

    @Test
    void a2_aTotalOfTwentyOrARiseOfFive() {
        assertThat(raised(mood(0, false, 20, 19))).containsExactly("A2 PHQ9_SEVERE HIGH");
        assertThat(raised(mood(0, false, 14, 9))).containsExactly("A2 PHQ9_RISE HIGH");
        assertThat(raised(mood(0, false, 13, 9))).isEmpty();
    }

    @Test
    void a3_dissociationThatRisesOverThreeSessionsOrLastsADay() {
        assertThat(raised(new SafetySignal.Dissociation("s3", List.of(9, 2, 4, 6), false)))
                .containsExactly("A3 CADSS_RISING HIGH");
        assertThat(raised(new SafetySignal.Dissociation("s3", List.of(2, 4, 4), false)))
                .isEmpty();
        assertThat(raised(new SafetySignal.Dissociation("s3", List.of(), true)))
                .containsExactly("A3 CADSS_OVER_A_DAY HIGH");
    }

    @Test
    void a4_criticalInSessionIsUrgentAndTwiceHighAtRestIsHigh() {
        assertThat(raised(new SafetySignal.CriticalPressure("s1"))).containsExactly("A4 CRITICAL_IN_SESSION URGENT");
        assertThat(raised(new SafetySignal.RestingPressure("o2", 160, 80, 150, 100)))
                .containsExactly("A4 RESTING_HIGH_TWICE HIGH");
        assertThat(raised(new SafetySignal.RestingPressure("o2", 160, 80, 159, 99)))
                .isEmpty();
        assertThat(raised(new SafetySignal.RestingPressure("o1", 170, 110, null, null)))
                .isEmpty();
    }

    @Test
    void a5_urinarySymptomsOnTwoDaysOfTwentyEightOrBlood() {
        assertThat(raised(urinary(false, TODAY, TODAY.minusDays(27)))).containsExactly("A5 URINARY_REPEATED HIGH");
        assertThat(raised(urinary(false, TODAY, TODAY.minusDays(28)))).isEmpty();
        assertThat(raised(urinary(false, TODAY, TODAY))).isEmpty();
        assertThat(raised(urinary(true, TODAY))).containsExactly("A5 HAEMATURIA HIGH");
    }

    @Test
    void a6_liverTestsAboveTheirMultiples() {
        assertThat(raised(liver("3", "3", "2"))).isEmpty();
        assertThat(raised(liver("3.1", null, null))).containsExactly("A6 TRANSAMINASE_HIGH HIGH");
        assertThat(raised(liver(null, null, "2.1"))).containsExactly("A6 BILIRUBIN_HIGH URGENT");
    }

    @Test
    void a7_a8_a9() {
        assertThat(raised(new SafetySignal.Misuse("t", false, true, true)))
                .containsExactly("A7 EARLY_REFILL MEDIUM", "A7 CRAVING MEDIUM");
        assertThat(raised(new SafetySignal.Medication("w1", Overuse.Status.MOH_RISK)))
                .containsExactly("A8 MOH_RISK LOW");
        assertThat(raised(new SafetySignal.Medication("w1", Overuse.Status.NONE)))
                .isEmpty();
        assertThat(raised(new SafetySignal.Relapsed("w4"))).containsExactly("A8 RELAPSE LOW");
        assertThat(raised(new SafetySignal.DiaryChecked("d", TODAY, TODAY.minusDays(90), TODAY.minusDays(6))))
                .containsExactly("A8 DIARY_SILENT LOW");
        assertThat(raised(new SafetySignal.DiaryChecked("d", TODAY, TODAY.minusDays(90), TODAY.minusDays(5))))
                .isEmpty();
        assertThat(raised(new SafetySignal.AdverseEvent("ae", "DISS", 3)))
                .containsExactly("A9 ADVERSE_EVENT_SEVERE URGENT");
        assertThat(raised(new SafetySignal.AdverseEvent("ae", "DISS", 2))).isEmpty();
    }

    @Test
    void theSameFindingFromTheSameSourceHasTheSameKey() {
        var once = alerts(mood(1, false, null, null));
        var again = alerts(mood(1, false, null, null));

        assertThat(once.getFirst().key()).isEqualTo(again.getFirst().key());
        assertThat(once.getFirst().acknowledgeBy()).isEqualTo("2026-03-02T15:00:00Z");
        assertThat(once.getFirst().explanation().es()).isNotBlank();
    }

    @Test
    void anAlertIsClosedOnlyAfterSomebodySawItAndActed() {
        assertThat(AlertLife.RAISED.on(AlertLife.Command.CLOSE)).isEmpty();
        assertThat(AlertLife.RAISED.on(AlertLife.Command.ACT)).isEmpty();
        assertThat(AlertLife.ACKNOWLEDGED.on(AlertLife.Command.CLOSE)).isEmpty();
        assertThat(AlertLife.ACTED.on(AlertLife.Command.CLOSE).orElseThrow().to())
                .isEqualTo(AlertLife.CLOSED);
        assertThat(AlertLife.RAISED
                        .on(AlertLife.Command.ACKNOWLEDGE)
                        .orElseThrow()
                        .roles())
                .contains("nurse");
        assertThat(AlertLife.ACKNOWLEDGED
                        .on(AlertLife.Command.ACT)
                        .orElseThrow()
                        .roles())
                .doesNotContain("nurse");
    }

    @Test
    void anUnacknowledgedAlertEscalatesAgainAndAgainAndNeverCloses() {
        Instant due = AT.plusSeconds(7200);

        assertThat(AlertLife.RAISED.escalations(AlertLevel.URGENT, due, due.minusMillis(1), RULES))
                .isZero();
        assertThat(AlertLife.RAISED.escalations(AlertLevel.URGENT, due, due, RULES))
                .isEqualTo(1);
        assertThat(AlertLife.RAISED.escalations(AlertLevel.URGENT, due, due.plusSeconds(7200), RULES))
                .isEqualTo(2);
        assertThat(AlertLife.ACKNOWLEDGED.escalations(AlertLevel.URGENT, due, due.plusSeconds(99999), RULES))
                .isZero();
        assertThat(AlertLife.toldAt(9, RULES)).isEqualTo("medical-director");
    }

    private static SafetySignal.Mood mood(
            @Nullable Integer item9, boolean intent, @Nullable Integer total, @Nullable Integer before) {
        return new SafetySignal.Mood("a1", item9, intent, total, before);
    }

    private static SafetySignal.Urinary urinary(boolean blood, LocalDate... days) {
        return new SafetySignal.Urinary("u1", TODAY, List.of(days), blood);
    }

    private static SafetySignal.Liver liver(@Nullable String alt, @Nullable String ast, @Nullable String bilirubin) {
        return new SafetySignal.Liver("l1", decimal(alt), decimal(ast), decimal(bilirubin));
    }

    private static @Nullable BigDecimal decimal(@Nullable String number) {
        return number == null ? null : new BigDecimal(number);
    }

    private static List<SafetyAlert> alerts(SafetySignal signal) {
        return SafetyTriggers.of(PATIENT, signal, RULES, AT);
    }

    private static List<String> raised(SafetySignal signal) {
        return alerts(signal).stream()
                .map(alert -> alert.alertId() + " " + alert.trigger() + " " + alert.level())
                .toList();
    }

    @Test
    void aClinicSetsItsOwnTimeToAcknowledgeAndItsOwnDaysOfSilence() {
        var shipped = SafetyRules.shipped();
        var own = shipped.setBy(30, 20, 3);

        assertThat(own.within(AlertLevel.URGENT)).isEqualTo(java.time.Duration.ofMinutes(30));
        assertThat(own.within(AlertLevel.HIGH)).isEqualTo(java.time.Duration.ofHours(20));
        assertThat(own.diarySilentDays()).isEqualTo(3);
        assertThat(own.ref()).isEqualTo(shipped.ref());
        assertThat(shipped.setBy(null, null, null)).isSameAs(shipped);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> shipped.setBy(24 * 60 + 1, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
