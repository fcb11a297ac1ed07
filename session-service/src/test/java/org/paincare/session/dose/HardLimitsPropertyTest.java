package org.paincare.session.dose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.quantity.MillilitresPerHour;

/** The hard limits, written out a second time by hand, against orders of every kind. */
class HardLimitsPropertyTest {

    @Property(tries = 2000)
    void no_outpatient_order_that_may_be_signed_is_over_a_hard_limit(
            @ForAll @BigRange(min = "20", max = "260") @Scale(1) BigDecimal kg,
            @ForAll @BigRange(min = "0.05", max = "2.5") @Scale(2) BigDecimal rate,
            @ForAll @LongRange(min = 1, max = 600) long minutes,
            @ForAll @BigRange(min = "0", max = "1.5") @Scale(2) BigDecimal bolus,
            @ForAll @LongRange(min = 1, max = 600) long bolusSeconds,
            @ForAll @BigRange(min = "0", max = "200") @Scale(1) BigDecimal given,
            @ForAll @BigRange(min = "0.5", max = "1.5") @Scale(2) BigDecimal statedFactor,
            @ForAll boolean chronicPain) {
        var base = chronicPain ? Orders.chronicPain() : Orders.demo();
        var order = base.kg(kg.toPlainString())
                .rate(rate.toPlainString())
                .lasting(Duration.ofMinutes(minutes))
                .bolus(bolus.toPlainString(), Duration.ofSeconds(bolusSeconds));
        var proposed = order.proposed();
        var stated = order.stated(new Stated(
                proposed.doseMg(),
                proposed.volumeMl(),
                new MillilitresPerHour(proposed.pumpRateMlPerHour()
                                .exact()
                                .times(org.paincare.session.quantity.Fraction.of(statedFactor)))
                        .stored()));
        var history = new DoseHistory(Milligrams.of(given), 0, 0, 0, null, null, Milligrams.of(given));

        var preview = stated.preview(history);

        if (preview.outcome() != DosePreview.Outcome.REFUSED) {
            var written = stated.write();
            var weight = written.weight().kg();
            var pump = written.stated().pumpRateMlPerHour();
            var running = pump.at(written.concentration()).per(weight);
            var total = written.infusion()
                    .startRate()
                    .times(weight)
                    .over(Duration.ofMinutes(minutes))
                    .plus(MilligramsPerKilogram.of(bolus).times(weight))
                    .plus(Milligrams.of(given));
            assertThat(kg).isBetween(new BigDecimal("30"), new BigDecimal("250"));
            assertThat(running).isLessThanOrEqualTo(MilligramsPerKilogramPerHour.of(chronicPain ? "2" : "1"));
            assertThat(bolus).isLessThanOrEqualTo(new BigDecimal("0.35"));
            assertThat(bolus.multiply(new BigDecimal(60)))
                    .isLessThan(new BigDecimal("0.5").multiply(BigDecimal.valueOf(bolusSeconds)));
            assertThat(total.per(weight)).isLessThanOrEqualTo(MilligramsPerKilogram.of("3"));
            assertThat(total).isLessThanOrEqualTo(Milligrams.of("300"));
        }
    }
}
