package org.paincare.session.infusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paincare.session.dose.DoseOrder;
import org.paincare.session.dose.DosingWeight;
import org.paincare.session.dose.Guardrails;
import org.paincare.session.dose.InfusionOrder;
import org.paincare.session.dose.Stated;
import org.paincare.session.dose.Titration;
import org.paincare.session.infusion.InfusionEntry.Start;
import org.paincare.session.infusion.RateChangeRules.Authority;
import org.paincare.session.infusion.RateChangeRules.Judgement;
import org.paincare.session.protocol.LimitSet;
import org.paincare.session.protocol.Route;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.MillilitresPerHour;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Setting;

class RateChangeRulesTest {

    private static final Instant T0 = Instant.parse("2026-03-02T14:00:00Z");
    private static final MilligramsPerMillilitre ONE = MilligramsPerMillilitre.of("1");
    /** 0.25 mg/kg/h for 64 kg at 1 mg/mL. */
    private static final InfusionRecord AT_16 =
            InfusionRecord.empty(ONE).with(new Start(T0, new UUID(0, 7), MillilitresPerHour.of("16")));

    private static final Titration STEPS = new Titration(
            MilligramsPerKilogramPerHour.of("0.125"),
            Duration.ofMinutes(30),
            MilligramsPerKilogramPerHour.of("0.5"),
            List.of("RASS -2"));

    private final RateChangeRules rules = new RateChangeRules(Guardrails.builtIn());

    @Test
    void a_decrease_is_never_refused_and_the_same_rate_is_none() {
        assertThat(judge("15.9", null, Authority.STANDING_ORDER, true, 0)).isInstanceOf(Judgement.Decrease.class);
        assertThat(judge("0", null, Authority.STANDING_ORDER, true, 0)).isInstanceOf(Judgement.Decrease.class);
        assertThat(judge("16", null, Authority.STANDING_ORDER, true, 0)).isInstanceOf(Judgement.Decrease.class);
    }

    @Test
    void without_a_titration_a_nurse_needs_an_order_to_raise() {
        assertThat(codes(judge("16.1", null, Authority.STANDING_ORDER, false, 60)))
                .containsExactly("INCREASE_NEEDS_ORDER");
        assertThat(judge("24", null, Authority.PRESCRIBER_ORDER, false, 60)).isInstanceOf(Judgement.Increase.class);
    }

    @Test
    void a_verbal_order_counts_and_is_countersigned_within_a_day() {
        assertThat(judge("24", null, Authority.VERBAL_ORDER, false, 60))
                .isInstanceOfSatisfying(
                        Judgement.Increase.class,
                        increase -> assertThat(increase.countersignBy())
                                .isEqualTo(T0.plus(Duration.ofMinutes(60)).plus(Duration.ofHours(24))));
    }

    @Test
    void inside_the_titration_no_new_signature_is_needed() {
        assertThat(judge("24", STEPS, Authority.STANDING_ORDER, false, 30)).isInstanceOf(Judgement.Increase.class);
    }

    @Test
    void outside_the_titration_each_reason_is_named() {
        assertThat(codes(judge("24.1", STEPS, Authority.STANDING_ORDER, false, 30)))
                .containsExactly("ABOVE_TITRATION_STEP");
        assertThat(codes(judge("24", STEPS, Authority.STANDING_ORDER, false, 29)))
                .containsExactly("TITRATION_INTERVAL_NOT_OVER");
        assertThat(codes(judge("24", STEPS, Authority.STANDING_ORDER, true, 30)))
                .containsExactly("TITRATION_HOLD_CRITERION");
        assertThat(codes(judge("32.1", STEPS, Authority.STANDING_ORDER, false, 30)))
                .contains("ABOVE_TITRATION_CEILING");
    }

    @Test
    void no_order_raises_over_a_hard_limit() {
        assertThat(codes(judge("64.1", null, Authority.PRESCRIBER_ORDER, false, 60)))
                .contains("RATE_ABOVE_LIMIT", "STEP_ABOVE_LIMIT");
        assertThat(codes(judge("20", null, Authority.PRESCRIBER_ORDER, false, 14)))
                .contains("STEP_TOO_EARLY");
        assertThat(codes(judge("99999999", null, Authority.VERBAL_ORDER, false, 60)))
                .contains("RATE_ABOVE_LIMIT");
    }

    private Judgement judge(
            String mlPerHour, @Nullable Titration titration, Authority authority, boolean hold, long minute) {
        var order = new DoseOrder(
                "DEMO-OUT",
                1,
                Setting.OUTPATIENT,
                Route.INTRAVENOUS_INFUSION,
                new DosingWeight(Kilograms.of("64"), T0, DosingWeight.How.MEASURED, null),
                MilligramsPerMillilitre.of("50"),
                ONE,
                new InfusionOrder(MilligramsPerKilogramPerHour.of("0.25"), Duration.ofHours(2), titration),
                null,
                null,
                Stated.NOTHING);
        return rules.judge(
                AT_16,
                MillilitresPerHour.of(mlPerHour),
                order,
                LimitSet.HEADACHE,
                authority,
                hold,
                T0.plus(Duration.ofMinutes(minute)));
    }

    private static List<String> codes(Judgement judgement) {
        return judgement instanceof Judgement.Refused refused
                ? refused.blockedBy().stream().map(Blocked::code).toList()
                : List.of();
    }
}
