package org.paincare.session.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.session.monitoring.Sign;

/** What becomes of alarms; R18: whatever a device's clock says. */
class AlarmCoreTest {

    private static final String CRITICAL = "V-SPO2-CRITICAL";

    private final Bed bed = new Bed();

    @Test
    void bootsThatAreWholeNumbersCompareAsNumbersAndComeBeforeNames() {
        assertThat(new Position("9", 5)).isLessThan(new Position("10", 0));
        assertThat(new Position("010", 7)).isGreaterThan(new Position("9", 9));
        assertThat(new Position("10", 3)).isLessThan(new Position("1a", 0));
        assertThat(new Position("boot-2", 9)).isGreaterThan(new Position("boot-10", 9));
        assertThat(new Position("7", 8)).isGreaterThan(new Position("7", 7));
    }

    @ParameterizedTest(name = "device clock {0} off, {1} times as fast")
    @CsvSource({"-P3D,1", "PT2H,1", "PT0S,1.5", "-PT90S,1.5", "P400D,0.2"})
    void aDeviceIsHeardInTheOrderOfItsNumbersWhateverItsClockSays(Duration off, double speed) {
        for (int second = 0; second < 120; second++) {
            var clock = Bed.START.plus(off).plusMillis((long) (second * 1000 * speed));
            var percent = second == 60 ? 84 : 93;

            var step = bed.device("4", second, clock, Map.of(Sign.SPO2, percent), false);

            assertThat(step.late()).as("second %d", second).isFalse();
            if (second == 60) {
                assertThat(bed.alarm(CRITICAL).late()).isFalse();
                assertThat(bed.alarm(CRITICAL).nextStepAt()).isEqualTo(bed.now.plusSeconds(30));
                bed.acknowledged(CRITICAL);
            }
            bed.pass(Duration.ofSeconds(1));
        }
        assertThat(bed.state.open()).as("closed by the three after it").isEmpty();
    }

    @Test
    void theClockGoesBackAndTheNewestStillAlarms() {
        bed.device("1", 1, Bed.START, Map.of(Sign.SPO2, 93), false);

        var step = bed.device("1", 2, Bed.START.minusSeconds(45), Map.of(Sign.SPO2, 85), false);

        assertThat(step.late()).isFalse();
        assertThat(step.changes()).extracting(AlarmChange::kind).containsExactly(AlarmChange.Kind.RAISED);
    }

    @Test
    void aLateCriticalReadingIsMarkedAndPagesNobodyAndALateNormalOneClearsNothing() {
        bed.spo2("1", 10, 93);

        bed.spo2("1", 9, 85);

        assertThat(bed.last.late()).isTrue();
        assertThat(bed.alarm(CRITICAL).late()).isTrue();
        assertThat(bed.alarm(CRITICAL).nextStepAt()).isNull();
        bed.acknowledged(CRITICAL);
        for (int sequence = 1; sequence < 8; sequence++) {
            bed.spo2("1", sequence, 95);
        }
        assertThat(bed.alarm(CRITICAL).normalInARow()).isZero();
    }

    @Test
    void anOnTimeReadingMakesALateAlarmSound() {
        bed.spo2("1", 10, 93);
        bed.spo2("1", 9, 85);
        bed.acknowledged(CRITICAL);
        var id = bed.alarm(CRITICAL).id();

        bed.spo2("1", 11, 85);

        assertThat(bed.last.changes()).extracting(AlarmChange::kind).containsExactly(AlarmChange.Kind.ON_TIME);
        var alarm = bed.alarm(CRITICAL);
        assertThat(alarm.id()).isEqualTo(id);
        assertThat(alarm.status()).isEqualTo(OpenAlarm.Status.RAISED);
        assertThat(alarm.late()).isFalse();
        assertThat(alarm.nextStepAt()).isNotNull();
    }

    @Test
    void aBackfillThatRunsAheadDoesNotMakeTheLiveReadingsLate() {
        bed.device("1", 500, Bed.START.minusSeconds(3600), Map.of(Sign.SPO2, 85), true);
        assertThat(bed.last.late()).isTrue();
        assertThat(bed.alarm(CRITICAL).late()).isTrue();

        assertThat(bed.spo2("1", 400, 93).late()).isFalse();
    }

    @Test
    void betweenLimitAndMarginNothingIsRaisedAndNothingCounts() {
        bed.spo2("1", 1, 88);
        assertThat(bed.state.open()).containsKey("V-SPO2-LOW").doesNotContainKey(CRITICAL);
        bed.acknowledged("V-SPO2-LOW");
        bed.spo2("1", 2, 91);
        bed.spo2("1", 3, 91);
        assertThat(bed.alarm("V-SPO2-LOW").normalInARow()).isEqualTo(2);

        bed.spo2("1", 4, 90);

        assertThat(bed.last.changes()).isEmpty();
        assertThat(bed.alarm("V-SPO2-LOW").normalInARow())
                .as("90 is inside the margin")
                .isZero();
        assertThat(bed.alarm("V-SPO2-LOW").holds()).isTrue();
        bed.spo2("1", 5, 91);
        bed.spo2("1", 6, 91);
        bed.spo2("1", 7, 92);
        assertThat(bed.state.open()).isEmpty();
        assertThat(bed.last.changes()).extracting(AlarmChange::kind).containsExactly(AlarmChange.Kind.CLOSED);
    }

    @Test
    void anAlertThatWorsensIsAnAlarmOfItsOwnAndComesFirst() {
        bed.spo2("1", 1, 89);
        bed.device("1", 2, bed.now, Map.of(Sign.SPO2, 86, Sign.HR, 112), false);

        assertThat(bed.state.open()).containsKeys("V-SPO2-LOW", CRITICAL, "V-HR-HIGH");
        assertThat(bed.last.changes())
                .extracting(change -> change.alarm().rule())
                .startsWith(CRITICAL);
    }

    @Test
    void nobodyAcknowledgesAndTheNextPersonIsAskedAgainAndAgain() {
        bed.spo2("1", 1, 85);
        bed.pass(Duration.ofSeconds(29));
        assertThat(bed.ticks()).isEmpty();
        bed.pass(Duration.ofSeconds(1));
        assertThat(asked(bed.ticks())).containsExactly(AlarmRules.Asked.SECOND_NURSE);
        bed.pass(Duration.ofSeconds(30));
        assertThat(asked(bed.ticks())).containsExactly(AlarmRules.Asked.PRESCRIBER);
        bed.pass(Duration.ofSeconds(119));
        assertThat(bed.ticks()).isEmpty();
        bed.pass(Duration.ofSeconds(1));
        assertThat(asked(bed.ticks())).containsExactly(AlarmRules.Asked.PRESCRIBER);

        bed.acknowledged(CRITICAL);

        bed.spo2("1", 2, 95);
        bed.pass(Duration.ofHours(1));
        assertThat(bed.ticks()).isEmpty();
    }

    @Test
    void whatFellDueWhileNobodyLookedIsDoneAtOnce() {
        bed.spo2("1", 1, 85);
        bed.pass(Duration.ofMinutes(20));

        assertThat(asked(bed.ticks())).containsExactly(AlarmRules.Asked.SECOND_NURSE, AlarmRules.Asked.PRESCRIBER);
    }

    @Test
    void anAcknowledgedAlarmWhoseConditionHoldsSoundsAgain() {
        bed.spo2("1", 1, 85);
        bed.acknowledged(CRITICAL);
        bed.spo2("1", 2, 85);
        bed.pass(Duration.ofMinutes(10));

        assertThat(bed.ticks()).extracting(AlarmChange::kind).containsExactly(AlarmChange.Kind.SOUNDS_AGAIN);

        assertThat(bed.alarm(CRITICAL).status()).isEqualTo(OpenAlarm.Status.RAISED);
        assertThat(bed.alarm(CRITICAL).nextStepAt()).isEqualTo(bed.now.plusSeconds(30));
    }

    @Test
    void anOldNormalReadingNeverClearsANewerAlarm() {
        bed.person(bed.now, Map.of(Sign.SPO2, 85));
        bed.acknowledged(CRITICAL);
        bed.pass(Duration.ofSeconds(20));
        for (int i = 1; i <= 3; i++) {
            bed.person(Bed.START.minusSeconds(i), Map.of(Sign.SPO2, 95));
            bed.device("1", i, Bed.START.minusSeconds(i), Map.of(Sign.SPO2, 95), false);
        }
        assertThat(bed.alarm(CRITICAL).normalInARow()).isZero();
        for (int i = 1; i <= 3; i++) {
            bed.person(Bed.START.plusSeconds(i), Map.of(Sign.SPO2, 95));
        }
        assertThat(bed.state.open()).isEmpty();
    }

    @Test
    void aPersonsReadingIsLateAfterFiveMinutes() {
        assertThat(bed.person(bed.now.minusSeconds(299), Map.of(Sign.SPO2, 95)).late())
                .isFalse();
        assertThat(bed.person(bed.now.minusSeconds(301), Map.of(Sign.SPO2, 85)).late())
                .isTrue();
        assertThat(bed.alarm(CRITICAL).late()).isTrue();
    }

    @Test
    void aThousandDevicesAreNotRememberedForEver() {
        for (int i = 0; i < 1000; i++) {
            var reading = Bed.reading(
                    "d" + i, new Position("1", 1), bed.now, bed.now.plusSeconds(i), Map.of(Sign.HR, 70), false);
            bed.state =
                    new AlarmCore(Bed.RULES).read(bed.state, reading, Bed::name).state();
        }
        assertThat(bed.state.sources()).hasSize(AlarmState.MOST_SOURCES).containsKey("d999");
    }

    @Test
    void aDevicesTimeIsChartedWhileItsClockCanBeBelieved() {
        var clock = Bed.RULES.deviceClock();
        var received = Bed.START;
        assertThat(time(clock, received.minusSeconds(200), null, false)).isEqualTo(received.minusSeconds(200));
        assertThat(time(clock, received.minusSeconds(301), null, false)).isEqualTo(received);
        assertThat(time(clock, received.plusSeconds(7200), null, false)).isEqualTo(received);
        assertThat(time(clock, received.plusSeconds(7200), null, true)).isEqualTo(received);
        assertThat(time(clock, received.minusSeconds(36_000), null, true)).isEqualTo(received.minusSeconds(36_000));
        var box = received.minusSeconds(36_000);
        assertThat(time(clock, box.minusSeconds(2), box, true)).isEqualTo(box.minusSeconds(2));
        assertThat(time(clock, received.minusSeconds(259_200), box, true)).isEqualTo(box);
        assertThat(time(clock, null, null, false)).isEqualTo(received);
        assertThat(ReadingTime.ofDevice(clock, received.minusSeconds(3), null, received, false)
                        .skewMillis())
                .isEqualTo(3000L);
    }

    private static Instant time(AlarmRules.DeviceClock clock, Instant device, Instant gateway, boolean backfill) {
        return ReadingTime.ofDevice(clock, device, gateway, Bed.START, backfill).at();
    }

    private static List<AlarmRules.Asked> asked(List<AlarmChange> changes) {
        return changes.stream().map(change -> change.alarm().asked()).toList();
    }
}
