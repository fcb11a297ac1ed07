package org.paincare.session.recovery;

import static org.paincare.session.reference.DataFiles.require;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Setting;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;
import org.paincare.session.reference.Waiver;

/** The discharge gate of one version of {@code recovery/discharge-gate.yaml}; every open point is named. */
public record DischargeGate(Version version, Figures figures, Map<DischargePoint, Point> points) {

    /**
     * @param aldreteFloor below this nobody waives the score
     * @param observe shortest time after the last ketamine
     * @param observeFloor below this nobody waives that time
     * @param cadssMargin CADSS-6 may be this much over baseline
     */
    public record Figures(
            int aldreteFloor,
            Duration betweenScores,
            Duration observe,
            Duration observeFloor,
            Duration afterReversal,
            int rass,
            int cadssMargin,
            Source source) {
        public Figures {
            require(observeFloor.compareTo(observe) <= 0, "the floor of the observation lies above it");
        }

        private Figures observing(Duration time) {
            return new Figures(
                    aldreteFloor, betweenScores, time, observeFloor, afterReversal, rass, cadssMargin, source);
        }
    }

    /**
     * @param phase RECOVERY points make a patient ready for discharge; all points let the patient go
     * @param waivableBy who may set it aside with a reason; nobody if absent
     * @param settings where it is asked; everywhere if absent
     */
    public record Point(
            Text message,
            Phase phase,
            @Nullable Role waivableBy,
            @Nullable Set<Setting> settings,
            Source source) {
        boolean isAskedIn(Setting setting) {
            return settings == null || settings.contains(setting);
        }
    }

    /** When a point has to be met. */
    public enum Phase {
        RECOVERY,
        DISCHARGE
    }

    /** @param waived points set aside, by whom and why is in the waivers */
    public record Result(List<Blocked> openForRecovery, List<Blocked> openForDischarge, List<DischargePoint> waived) {}

    public DischargeGate {
        require(points.keySet().equals(EnumSet.allOf(DischargePoint.class)), "every point has its row");
        points = new EnumMap<>(points);
    }

    public static DischargeGate builtIn() {
        return DataFiles.builtIn("recovery/discharge-gate.yaml", DischargeGate.class);
    }

    /**
     * With the observation time that a clinic set for itself.
     *
     * @throws org.paincare.session.reference.InvalidData below the floor, which no clinic lowers
     */
    public DischargeGate observing(Duration time) {
        return new DischargeGate(version, figures.observing(time), points);
    }

    public Result evaluate(Setting setting, DischargeFacts facts, List<Waiver> waivers, Instant now) {
        var recovery = new ArrayList<Blocked>();
        var discharge = new ArrayList<Blocked>();
        var waived = new ArrayList<DischargePoint>();
        points.forEach((id, point) -> {
            if (!point.isAskedIn(setting) || isMet(id, facts, now)) {
                return;
            }
            Role waivable = isBeyondWaiving(id, facts, now) ? null : point.waivableBy();
            if (waivable != null && waivers.stream().anyMatch(one -> covers(one, id, waivable))) {
                waived.add(id);
                return;
            }
            var open = new Blocked("DISCHARGE_POINT_OPEN", id.name(), message(id, point), waivable, point.source());
            discharge.add(open);
            if (point.phase() == Phase.RECOVERY) {
                recovery.add(open);
            }
        });
        return new Result(List.copyOf(recovery), List.copyOf(discharge), List.copyOf(waived));
    }

    private Text message(DischargePoint id, Point point) {
        return id == DischargePoint.TIME_SINCE_KETAMINE
                ? point.message()
                        .with(Map.of("minutes", Long.toString(figures.observe().toMinutes())))
                : point.message();
    }

    private boolean isMet(DischargePoint id, DischargeFacts f, Instant now) {
        return switch (id) {
            case ALDRETE_TWICE -> readyTwice(f);
            case TIME_SINCE_KETAMINE -> hasPassed(f.ketamineStoppedAt(), figures.observe(), now);
            case TIME_SINCE_REVERSAL ->
                f.lastReversalAt() == null || hasPassed(f.lastReversalAt(), figures.afterReversal(), now);
            case VITALS_ACCEPTED -> f.vitalsInsideAlert() || f.vitalsAcceptedByClinician();
            case SPO2_ACCEPTED -> f.spo2InsideAlert();
            case ALERT_AND_ORIENTED -> f.rass() != null && f.rass() == figures.rass() && f.orientedTimesThree();
            case DISSOCIATION_GONE ->
                f.cadss6() != null
                        && f.baselineCadss6() != null
                        && f.cadss6() <= f.baselineCadss6() + figures.cadssMargin();
            case STEADY_GAIT -> f.steadyGait();
            case NAUSEA_CONTROLLED -> f.nauseaControlled();
            case NO_NEW_SUICIDALITY -> f.suicidalityExcluded();
            case IV_REMOVED -> f.ivRemoved();
            case ESCORT_PRESENT -> f.escortName() != null && !f.escortName().isBlank();
            case WRITTEN_INSTRUCTIONS -> f.writtenInstructions();
            case EMERGENCY_NUMBER -> f.emergencyNumber();
            case FOLLOW_UP_TASKS -> f.followUpTasks();
            case CLINICIAN_SIGNATURE -> f.signedByClinician();
        };
    }

    /** The last two scores are ready and far enough apart; a later score that is not ready undoes earlier ones. */
    private boolean readyTwice(DischargeFacts f) {
        if (f.scores().isEmpty() || !f.scores().getLast().score().ready()) {
            return false;
        }
        Instant last = f.scores().getLast().at();
        for (var earlier : f.scores().reversed()) {
            if (!earlier.score().ready()) {
                return false;
            }
            if (Duration.between(earlier.at(), last).compareTo(figures.betweenScores()) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Some points may be waived only down to a floor (reference 0.2, 12). */
    private boolean isBeyondWaiving(DischargePoint id, DischargeFacts f, Instant now) {
        return switch (id) {
            case ALDRETE_TWICE ->
                f.scores().isEmpty() || f.scores().getLast().score().total() < figures.aldreteFloor();
            case TIME_SINCE_KETAMINE -> !hasPassed(f.ketamineStoppedAt(), figures.observeFloor(), now);
            case TIME_SINCE_REVERSAL,
                    VITALS_ACCEPTED,
                    SPO2_ACCEPTED,
                    ALERT_AND_ORIENTED,
                    DISSOCIATION_GONE,
                    STEADY_GAIT,
                    NAUSEA_CONTROLLED,
                    NO_NEW_SUICIDALITY,
                    IV_REMOVED,
                    ESCORT_PRESENT,
                    WRITTEN_INSTRUCTIONS,
                    EMERGENCY_NUMBER,
                    FOLLOW_UP_TASKS,
                    CLINICIAN_SIGNATURE -> false;
        };
    }

    private static boolean hasPassed(@Nullable Instant since, Duration time, Instant now) {
        return since != null && !since.plus(time).isAfter(now);
    }

    private static boolean covers(Waiver waiver, DischargePoint id, Role needed) {
        return waiver.ruleId().equals(id.name()) && waiver.by() == needed;
    }
}
