package org.paincare.session.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.dose.BolusOrder;
import org.paincare.session.dose.DoseOrder;
import org.paincare.session.dose.DosingWeight;
import org.paincare.session.dose.InfusionOrder;
import org.paincare.session.dose.Stated;
import org.paincare.session.dose.Titration;
import org.paincare.session.protocol.Route;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Quantity;
import org.paincare.session.reference.Setting;

/**
 * What one revision of a plan says. Immutable; any change is another revision with another hash.
 *
 * @param dose          of a session, mg/kg; for a titration the ceiling of a session; of sprays that of one use
 * @param startRate     infusions only
 * @param duration      of the infusion, or over which a bolus is given; of sprays the least time between uses
 * @param intervalDays  days between sessions, 0 for a single one
 * @param concentration as it will be prepared, mg/mL
 * @param vialConcentration of the vials to draw from, mg/mL
 * @param sprays        intranasal only
 * @param reasons       by finding code, what the prescriber gave for soft limits
 */
public record PlanContent(
        String protocolId,
        int protocolRevision,
        Setting setting,
        Route route,
        Phase phase,
        MilligramsPerKilogram dose,
        @Nullable MilligramsPerKilogramPerHour startRate,
        Duration duration,
        @Nullable Titration titration,
        int sessionsPlanned,
        int intervalDays,
        @Nullable LocalDate startsOn,
        Kilograms weight,
        Instant weightMeasuredAt,
        DosingWeight.How weightHow,
        MilligramsPerMillilitre vialConcentration,
        MilligramsPerMillilitre concentration,
        @Nullable SprayPlan sprays,
        Map<String, String> reasons) {

    private static final String FORM = "paincare-plan/2";
    private static final String FORM_WITH_SPRAYS = "paincare-plan/3";

    public PlanContent {
        reasons = Map.copyOf(reasons);
    }

    /** The order that each session of this plan begins with, at a weight. */
    public DoseOrder order(DosingWeight at, Stated stated) {
        return new DoseOrder(
                protocolId,
                protocolRevision,
                setting,
                route,
                at,
                vialConcentration,
                concentration,
                route == Route.INTRAVENOUS_INFUSION && startRate != null
                        ? new InfusionOrder(startRate, duration, titration)
                        : null,
                route == Route.INTRAVENOUS_BOLUS ? new BolusOrder(dose, duration) : null,
                sprays == null ? null : sprays.order(),
                stated);
    }

    DosingWeight dosingWeight() {
        return new DosingWeight(weight, weightMeasuredAt, weightHow, null);
    }

    PlanContent withReasons(Map<String, String> given) {
        return new PlanContent(
                protocolId,
                protocolRevision,
                setting,
                route,
                phase,
                dose,
                startRate,
                duration,
                titration,
                sessionsPlanned,
                intervalDays,
                startsOn,
                weight,
                weightMeasuredAt,
                weightHow,
                vialConcentration,
                concentration,
                sprays,
                given);
    }

    /** The text a signature covers: one {@code name=value} per line in a fixed order; a missing part is {@code -}. */
    String canonical(UUID clinic, UUID patient, UUID plan, int revision, PlanRevision.Why why) {
        var text = new StringBuilder(sprays == null ? FORM : FORM_WITH_SPRAYS).append('\n');
        line(text, "clinic", clinic);
        line(text, "patient", patient);
        line(text, "plan", plan);
        line(text, "revision", revision);
        line(text, "protocol", protocolId);
        line(text, "protocolRevision", protocolRevision);
        line(text, "setting", setting);
        line(text, "route", route);
        line(text, "phase", phase);
        line(text, "doseMgPerKg", dose);
        line(text, "startRateMgPerKgPerHour", startRate);
        line(text, "duration", duration);
        line(text, "stepMgPerKgPerHour", titration == null ? null : titration.step());
        line(text, "stepMinimumInterval", titration == null ? null : titration.minimumInterval());
        line(text, "ceilingMgPerKgPerHour", titration == null ? null : titration.ceiling());
        for (int i = 0; titration != null && i < titration.holdCriteria().size(); i++) {
            line(text, "hold." + i, titration.holdCriteria().get(i));
        }
        line(text, "sessionsPlanned", sessionsPlanned);
        line(text, "intervalDays", intervalDays);
        line(text, "startsOn", startsOn);
        line(text, "weightKg", weight);
        line(text, "weightAt", weightMeasuredAt);
        line(text, "weightHow", weightHow);
        line(text, "vialMgPerMl", vialConcentration);
        line(text, "concentrationMgPerMl", concentration);
        if (sprays != null) {
            line(text, "sprayMg", sprays.perSpray());
            line(text, "spraysPerUse", sprays.perUse());
            line(text, "sprayInterval", sprays.minimumInterval());
            line(text, "spraysPerDay", sprays.perDay());
            line(text, "spraysPerWeek", sprays.perWeek());
        }
        new TreeMap<>(reasons).forEach((code, reason) -> line(text, "reason." + code, reason));
        line(text, "why", why.reason());
        line(text, "explanation", why.explanation());
        line(text, "proposal", why.proposalId());
        line(text, "session", why.sessionId());
        why.outcomeIds().stream().sorted().forEach(id -> line(text, "outcome", id));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, @Nullable Object value) {
        var shown = switch (value) {
            case null -> "-";
            case Quantity<?> quantity -> quantity.text();
            default -> value.toString();
        };
        text.append(name)
                .append('=')
                .append(shown.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"))
                .append('\n');
    }
}
