package org.paincare.session.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.session.SessionProblem;
import org.paincare.session.dose.DosingWeight;
import org.paincare.session.dose.Titration;
import org.paincare.session.protocol.Protocol;
import org.paincare.session.protocol.Route;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.InvalidQuantity;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.reference.Setting;

/**
 * Fills what a prescriber leaves out of a draft: from the protocol, or from the revision in force. Of dose, rate and
 * duration two give the third; what is stated thrice must agree to a thousandth.
 */
final class PlanDrafting {

    private static final MilligramsPerMillilitre USUAL_VIAL = MilligramsPerMillilitre.of("50");
    private static final Fraction A_THOUSANDTH = Fraction.of(new BigDecimal("0.001"));
    private static final int DECIMALS = 6;

    private PlanDrafting() {}

    /** Where a draft starts: everything but the person's weight may be missing. */
    private record Base(
            Setting setting,
            Phase phase,
            @Nullable MilligramsPerKilogram dose,
            @Nullable MilligramsPerKilogramPerHour rate,
            @Nullable Duration duration,
            @Nullable Titration titration,
            int sessions,
            int intervalDays,
            MilligramsPerMillilitre vial,
            MilligramsPerMillilitre concentration,
            @Nullable SprayPlan sprays) {}

    static PlanContent fromProtocol(
            Protocol protocol, MilligramsPerMillilitre standardConcentration, PlanJson.Draft asked, Instant now) {
        var nasal = protocol.intranasal();
        var start = PlanStart.of(protocol);
        var base = new Base(
                start.setting(),
                start.phase(),
                start.dose(),
                start.rate(),
                start.duration(),
                null,
                start.sessions(),
                start.intervalDays(),
                nasal == null ? USUAL_VIAL : nasal.concentration(),
                nasal == null ? standardConcentration : nasal.concentration(),
                nasal == null ? null : SprayPlan.asPublished(nasal));
        if (asked.dosingWeightKg() == null) {
            throw inconsistent(
                    "/dosingWeightKg", "A plan needs a dosing weight", "Un plan necesita un peso de dosificación");
        }
        return content(protocol, base, asked, asked.dosingWeightKg(), now);
    }

    static PlanContent revised(Protocol protocol, PlanContent before, PlanJson.Draft asked, Instant now) {
        var base = new Base(
                before.setting(),
                before.phase(),
                before.dose(),
                before.startRate(),
                before.duration(),
                before.titration(),
                before.sessionsPlanned(),
                before.intervalDays(),
                before.vialConcentration(),
                before.concentration(),
                before.sprays());
        var kept = asked.dosingWeightKg() == null
                ? asked.withWeight(before.weight(), before.weightMeasuredAt(), before.weightHow())
                : asked;
        return content(protocol, base, kept, Objects.requireNonNull(kept.dosingWeightKg()), now);
    }

    private static PlanContent content(
            Protocol protocol, Base base, PlanJson.Draft asked, Kilograms weight, Instant now) {
        var sprays = sprays(protocol, base, asked);
        var duration = sprays != null
                ? sprays.minimumInterval()
                : asked.durationMinutes() == null ? base.duration() : Duration.ofMinutes(asked.durationMinutes());
        if (duration == null) {
            throw inconsistent("/durationMinutes", "State the duration", "Indique la duración");
        }
        var titration =
                asked.titration() == null ? base.titration() : asked.titration().toTitration();
        var dose = sprays != null
                ? oneUse(sprays, weight)
                : asked.doseMgPerKg() == null ? base.dose() : asked.doseMgPerKg();
        var rate = asked.startRateMgPerKgPerHour() == null ? base.rate() : asked.startRateMgPerKgPerHour();
        if (protocol.route() == Route.INTRAVENOUS_INFUSION) {
            var doseStated = asked.doseMgPerKg() != null;
            var rateStated = asked.startRateMgPerKgPerHour() != null;
            if (titration == null && doseStated && !rateStated) {
                rate = rate(asked.doseMgPerKg(), duration);
            } else if (titration == null && !doseStated && rate != null) {
                dose = dose(rate, duration, base);
            }
            mustAgree(dose, rate, duration, titration);
        }
        if (dose == null) {
            throw inconsistent("/doseMgPerKg", "State the dose", "Indique la dosis");
        }
        return new PlanContent(
                protocol.id(),
                protocol.revision(),
                asked.setting() == null ? base.setting() : asked.setting(),
                protocol.route(),
                asked.phase() == null ? base.phase() : asked.phase(),
                dose,
                rate,
                duration,
                titration,
                asked.sessionsPlanned() == null ? base.sessions() : asked.sessionsPlanned(),
                asked.intervalDays() == null ? base.intervalDays() : asked.intervalDays(),
                asked.startsOn(),
                weight,
                asked.weightMeasuredAt() == null ? now : asked.weightMeasuredAt(),
                asked.weightHow() == null ? DosingWeight.How.MEASURED : asked.weightHow(),
                asked.vialConcentrationMgPerMl() == null ? base.vial() : asked.vialConcentrationMgPerMl(),
                asked.concentrationMgPerMl() == null ? base.concentration() : asked.concentrationMgPerMl(),
                sprays,
                asked.reasons() == null ? Map.of() : asked.reasons());
    }

    /** @throws Problem PLAN_INCONSISTENT for sprays that do not fit the protocol, and for sprays of an infusion */
    private static @Nullable SprayPlan sprays(Protocol protocol, Base base, PlanJson.Draft asked) {
        var regimen = protocol.intranasal();
        var before = base.sprays();
        if (regimen == null || before == null) {
            if (asked.sprays() != null) {
                throw inconsistent("/sprays", "This protocol has no sprays", "Este protocolo no usa aplicaciones");
            }
            return null;
        }
        if (asked.doseMgPerKg() != null || asked.startRateMgPerKgPerHour() != null || asked.titration() != null) {
            throw inconsistent(
                    "/sprays", "Sprays are counted, not infused", "Las aplicaciones se cuentan, no se infunden");
        }
        try {
            return SprayPlan.of(
                    regimen, asked.sprays() == null ? before : asked.sprays().over(before));
        } catch (IllegalArgumentException impossible) {
            var why = String.valueOf(impossible.getMessage());
            throw inconsistent("/sprays", why, why);
        }
    }

    private static MilligramsPerKilogram oneUse(SprayPlan sprays, Kilograms weight) {
        return MilligramsPerKilogram.of(sprays.perSpray()
                .exact()
                .times(Fraction.of(sprays.perUse()))
                .dividedBy(weight.exact())
                .rounded(DECIMALS));
    }

    private static MilligramsPerKilogramPerHour rate(MilligramsPerKilogram dose, Duration duration) {
        try {
            return MilligramsPerKilogramPerHour.of(
                    dose.exact().dividedBy(Fraction.hours(duration)).rounded(DECIMALS));
        } catch (InvalidQuantity beyond) {
            throw inconsistent(
                    "/durationMinutes",
                    "This dose in this time is no rate",
                    "Esta dosis en este tiempo no es una velocidad");
        }
    }

    /** The base's own dose where its rate and duration stand (a published rate may be rounded), else rate times time. */
    private static MilligramsPerKilogram dose(MilligramsPerKilogramPerHour rate, Duration duration, Base base) {
        if (base.dose() != null && rate.equals(base.rate()) && duration.equals(base.duration())) {
            return base.dose();
        }
        return MilligramsPerKilogram.of(
                rate.exact().times(Fraction.hours(duration)).rounded(DECIMALS));
    }

    private static void mustAgree(
            @Nullable MilligramsPerKilogram dose,
            @Nullable MilligramsPerKilogramPerHour rate,
            Duration duration,
            @Nullable Titration titration) {
        if (dose == null || rate == null) {
            throw inconsistent("/startRateMgPerKgPerHour", "State the start rate", "Indique la velocidad inicial");
        }
        var atStartRate = rate.exact().times(Fraction.hours(duration));
        var off = dose.exact().minus(atStartRate);
        var tolerated = dose.exact().times(A_THOUSANDTH);
        if (titration == null ? off.absolute().isMoreThan(tolerated) : off.isLessThan(tolerated.negated())) {
            throw inconsistent(
                    "/doseMgPerKg",
                    "Rate and duration come to " + Decimals.format(atStartRate.stored()) + " mg/kg",
                    "Velocidad y duración dan " + Decimals.format(atStartRate.stored()) + " mg/kg");
        }
    }

    private static Problem inconsistent(String pointer, String en, String es) {
        return Problem.of(SessionProblem.PLAN_INCONSISTENT, new Violation(pointer, "INCONSISTENT", new Text(en, es)));
    }
}
