package org.paincare.session.recovery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a patient who wants to go; null and false mean not known or not so.
 *
 * @param scores Aldrete scores of the recovery, by time
 * @param ketamineStoppedAt end of the infusion or the last bolus
 * @param lastReversalAt last flumazenil or naloxone, null if none was given
 * @param vitalsInsideAlert the last set but SpO2 raises no alert
 * @param vitalsAcceptedByClinician a clinician accepted what is outside
 * @param spo2InsideAlert the last SpO2 raises no alert; nobody accepts it otherwise
 * @param orientedTimesThree person, place, time
 * @param escortName the responsible adult who is present
 */
public record DischargeFacts(
        List<TimedScore> scores,
        @Nullable Instant ketamineStoppedAt,
        @Nullable Instant lastReversalAt,
        boolean vitalsInsideAlert,
        boolean vitalsAcceptedByClinician,
        boolean spo2InsideAlert,
        @Nullable Integer rass,
        boolean orientedTimesThree,
        @Nullable Integer cadss6,
        @Nullable Integer baselineCadss6,
        boolean steadyGait,
        boolean nauseaControlled,
        boolean suicidalityExcluded,
        boolean ivRemoved,
        @Nullable String escortName,
        boolean writtenInstructions,
        boolean emergencyNumber,
        boolean followUpTasks,
        boolean signedByClinician) {

    /** A score and when it was taken. */
    public record TimedScore(Instant at, AldreteScore score) {}

    public DischargeFacts {
        scores = List.copyOf(scores);
    }
}
