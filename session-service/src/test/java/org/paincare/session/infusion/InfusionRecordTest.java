package org.paincare.session.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.paincare.session.infusion.InfusionEntry.Bolus;
import org.paincare.session.infusion.InfusionEntry.Pause;
import org.paincare.session.infusion.InfusionEntry.RateChange;
import org.paincare.session.infusion.InfusionEntry.Resume;
import org.paincare.session.infusion.InfusionEntry.Start;
import org.paincare.session.infusion.InfusionEntry.Stop;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;

class InfusionRecordTest {

    private static final Instant T0 = Instant.parse("2026-03-02T14:00:00Z");
    private static final UUID NURSE = new UUID(0, 7);
    private static final MilligramsPerMillilitre TWO = MilligramsPerMillilitre.of("2");

    @Test
    void two_hours_with_a_pause_and_a_lower_rate() {
        var record = InfusionRecord.empty(TWO)
                .with(new Start(at(0), NURSE, rate("8")))
                .with(new Pause(at(60), NURSE))
                .with(new Resume(at(75), NURSE))
                .with(new RateChange(at(105), NURSE, rate("4")))
                .with(new Bolus(at(110), NURSE, Millilitres.of("0.5")))
                .with(new Stop(at(135), NURSE, Millilitres.of("14.5")));

        var totals = record.totals(at(1000));

        // 1 h at 8 + 0.5 h at 8 + 0.5 h at 4 + 0.5 mL
        assertThat(totals.volume()).isEqualTo(Millilitres.of("14.5"));
        assertThat(totals.given()).isEqualTo(Milligrams.of("29"));
        assertThat(totals.boluses()).isEqualTo(Millilitres.of("0.5"));
        assertThat(totals.running()).isEqualTo(Duration.ofMinutes(120));
        assertThat(totals.paused()).isEqualTo(Duration.ofMinutes(15));
        assertThat(record.rate()).isEqualTo(MillilitresPerHour.ZERO);
        assertThat(record.stopped()).isPresent();
    }

    @Test
    void totals_up_to_a_moment_ignore_what_came_later() {
        var record = InfusionRecord.empty(TWO)
                .with(new Start(at(0), NURSE, rate("8")))
                .with(new RateChange(at(30), NURSE, rate("16")));

        assertThat(record.totals(at(15)).given()).isEqualTo(Milligrams.of("4"));
        assertThat(record.totals(at(45)).given()).isEqualTo(Milligrams.of("16"));
        assertThat(record.totals(T0.minusSeconds(1)).given()).isEqualTo(Milligrams.ZERO);
    }

    @Test
    void a_rate_changed_during_a_pause_holds_after_it() {
        var record = InfusionRecord.empty(TWO)
                .with(new Start(at(0), NURSE, rate("8")))
                .with(new Pause(at(30), NURSE))
                .with(new RateChange(at(40), NURSE, rate("4")))
                .with(new Resume(at(60), NURSE));

        assertThat(record.totals(at(90)).volume()).isEqualTo(Millilitres.of("6"));
    }

    @Test
    void the_ceiling_of_the_order_has_its_moment() {
        var record = InfusionRecord.empty(TWO).with(new Start(at(0), NURSE, rate("8")));

        assertThat(record.reaches(Milligrams.of("32"), at(30))).hasValue(at(120));
        assertThat(record.reaches(Milligrams.of("4"), at(30))).hasValue(at(30));
        assertThat(record.with(new Pause(at(30), NURSE)).reaches(Milligrams.of("32"), at(40)))
                .isEmpty();
    }

    @Test
    void a_story_that_cannot_have_happened_is_refused() {
        var empty = InfusionRecord.empty(TWO);
        var running = empty.with(new Start(at(0), NURSE, rate("8")));
        var paused = running.with(new Pause(at(5), NURSE));
        var stopped = paused.with(new Stop(at(6), NURSE, null));

        assertThat(empty.check(new Pause(at(0), NURSE))).hasValue(InfusionRefusal.NOT_STARTED);
        assertThat(running.check(new Start(at(1), NURSE, rate("8")))).hasValue(InfusionRefusal.ALREADY_STARTED);
        assertThat(running.check(new Resume(at(1), NURSE))).hasValue(InfusionRefusal.NOT_PAUSED);
        assertThat(paused.check(new Pause(at(6), NURSE))).hasValue(InfusionRefusal.ALREADY_PAUSED);
        assertThat(paused.check(new Bolus(at(6), NURSE, Millilitres.of("1")))).hasValue(InfusionRefusal.PAUSED);
        assertThat(paused.check(new Resume(at(4), NURSE))).hasValue(InfusionRefusal.OUT_OF_ORDER);
        assertThat(stopped.check(new Resume(at(9), NURSE))).hasValue(InfusionRefusal.ALREADY_STOPPED);
        assertThatThrownBy(() -> new InfusionRecord(TWO, List.of(new Resume(at(0), NURSE))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void a_rate_written_down_again_changes_nothing(
            @ForAll @LongRange(min = 1, max = 99_999) long tenThousandths,
            @ForAll @LongRange(min = 1, max = 7_200_000) long first,
            @ForAll @LongRange(min = 1, max = 7_200_000) long second) {
        var rate = MillilitresPerHour.of(java.math.BigDecimal.valueOf(tenThousandths, 4));
        var start = InfusionRecord.empty(TWO).with(new Start(T0, NURSE, rate));
        var again = start.with(new RateChange(T0.plusMillis(first), NURSE, rate));
        var end = T0.plusMillis(first + second);

        assertThat(again.totals(end).given()).isEqualTo(start.totals(end).given());
    }

    private static Instant at(long minute) {
        return T0.plus(Duration.ofMinutes(minute));
    }

    private static MillilitresPerHour rate(String value) {
        return MillilitresPerHour.of(value);
    }
}
