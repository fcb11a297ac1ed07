package org.paincare.outcome.diary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paincare.outcome.diary.DiaryDay.Feature.PULSATING;
import static org.paincare.outcome.diary.DiaryDay.Feature.UNILATERAL;
import static org.paincare.outcome.diary.DiaryDay.Symptom.NAUSEA;
import static org.paincare.outcome.diary.DiaryDay.Symptom.PHONOPHOBIA;
import static org.paincare.outcome.diary.DiaryDay.Symptom.PHOTOPHOBIA;
import static org.paincare.outcome.diary.MigraineDefinition.LEIDEN_30MIN;
import static org.paincare.outcome.diary.MigraineDefinition.STRICT_4H;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiaryDayTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final DiaryRules RULES = DiaryRules.shipped();

    @Test
    void aHeadacheOfHalfAnHourMakesAHeadacheDayAndAShorterOneOnlyWithAcuteMedication() {
        assertThat(judged(DiaryDay.headache(DAY, 30, 3)).headacheDay()).isTrue();
        assertThat(judged(DiaryDay.headache(DAY, 29, 3)).headacheDay()).isFalse();
        assertThat(judged(DiaryDay.headache(DAY, 29, 3).taking(MedicationClass.SIMPLE_ANALGESIC))
                        .headacheDay())
                .isTrue();
        assertThat(judged(DiaryDay.headache(DAY, 29, 3).taking(MedicationClass.ANTIEMETIC))
                        .headacheDay())
                .isFalse();
    }

    @Test
    void aMigraineDayNeedsFourHoursStrictlyAndHalfAnHourInLeiden() {
        DiaryDay long4h = DiaryDay.headache(DAY, 240, 3).with(Set.of(UNILATERAL, PULSATING), Set.of(NAUSEA));
        DiaryDay short4h = DiaryDay.headache(DAY, 239, 3).with(Set.of(UNILATERAL, PULSATING), Set.of(NAUSEA));

        assertThat(JudgedDay.of(long4h, STRICT_4H, RULES).migraineDay()).isTrue();
        assertThat(JudgedDay.of(short4h, STRICT_4H, RULES).migraineDay()).isFalse();
        assertThat(JudgedDay.of(short4h, LEIDEN_30MIN, RULES).migraineDay()).isTrue();
    }

    @Test
    void lightAloneIsNotEnoughButLightAndSoundAre() {
        DiaryDay day = DiaryDay.headache(DAY, 300, 3);

        assertThat(judged(day.with(Set.of(UNILATERAL, PULSATING), Set.of(PHOTOPHOBIA)))
                        .migraineDay())
                .isFalse();
        assertThat(judged(day.with(Set.of(UNILATERAL, PULSATING), Set.of(PHOTOPHOBIA, PHONOPHOBIA)))
                        .migraineDay())
                .isTrue();
        assertThat(judged(day.with(Set.of(UNILATERAL), Set.of(NAUSEA))).migraineDay())
                .isFalse();
    }

    @Test
    void aSpecificMedicineForAHeadacheIsEnoughInBothDefinitions() {
        DiaryDay triptan = DiaryDay.headache(DAY, 20, 2).taking(MedicationClass.TRIPTAN);

        assertThat(JudgedDay.of(triptan, STRICT_4H, RULES).migraineDay()).isTrue();
        assertThat(JudgedDay.of(triptan, LEIDEN_30MIN, RULES).migraineDay()).isTrue();
        assertThat(judged(DiaryDay.withoutHeadache(DAY).taking(MedicationClass.TRIPTAN))
                        .migraineDay())
                .isFalse();
    }

    @Test
    void anAuraAloneCountsOnlyInLeidenAndOnlyOfFiveToSixtyMinutes() {
        assertThat(JudgedDay.of(DiaryDay.withoutHeadache(DAY).withAura(5), LEIDEN_30MIN, RULES)
                        .migraineDay())
                .isTrue();
        assertThat(JudgedDay.of(DiaryDay.withoutHeadache(DAY).withAura(61), LEIDEN_30MIN, RULES)
                        .migraineDay())
                .isFalse();
        assertThat(judged(DiaryDay.withoutHeadache(DAY).withAura(30)).migraineDay())
                .isFalse();
    }

    @Test
    void ketamineAtHomeIsCountedByItself() {
        var day = judged(DiaryDay.headache(DAY, 60, 5).taking(MedicationClass.KETAMINE_INTRANASAL));

        assertThat(day.acuteMedicationDay()).isFalse();
        assertThat(day.intranasalKetamineDay()).isTrue();
    }

    @Test
    void aDayThatContradictsItselfNamesEveryFault() {
        assertThatThrownBy(() -> new DiaryDay(
                        DAY,
                        false,
                        1441,
                        11,
                        Set.of(UNILATERAL),
                        Set.of(),
                        false,
                        10,
                        List.of(new DiaryDay.AcuteMedication(MedicationClass.TRIPTAN, null, 1_000_000_000)),
                        null,
                        Set.of(),
                        new BigDecimal("-1"),
                        null,
                        null))
                .isInstanceOfSatisfying(
                        DiaryDay.InvalidDiaryDay.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(violation -> violation.pointer())
                                .contains(
                                        "/durationMinutes",
                                        "/peakNrs",
                                        "/auraMinutes",
                                        "/medications/0/doses",
                                        "/sleepHours",
                                        "/features"));
    }

    @Test
    void aPatientFillsInForTwoDaysAndStaffLaterWithAReason() {
        ZoneId bogota = ZoneId.of("America/Bogota");
        Instant lastMoment = Instant.parse("2026-03-04T05:00:00Z");

        assertThat(DiaryEntry.check(DAY, lastMoment, bogota, true, false, RULES))
                .isEqualTo(DiaryEntry.ALLOWED);
        assertThat(DiaryEntry.check(DAY, lastMoment.plusSeconds(1), bogota, true, false, RULES))
                .isEqualTo(DiaryEntry.REFUSED_TOO_LATE);
        assertThat(DiaryEntry.check(DAY, lastMoment.plusSeconds(1), bogota, false, false, RULES))
                .isEqualTo(DiaryEntry.REFUSED_REASON_MISSING);
        assertThat(DiaryEntry.check(DAY, lastMoment.plusSeconds(1), bogota, false, true, RULES))
                .isEqualTo(DiaryEntry.ALLOWED);
        assertThat(DiaryEntry.check(DAY.plusDays(3), lastMoment.minusSeconds(1), bogota, false, true, RULES))
                .isEqualTo(DiaryEntry.REFUSED_FUTURE_DAY);
    }

    private static JudgedDay judged(DiaryDay day) {
        return JudgedDay.of(day, STRICT_4H, RULES);
    }
}
