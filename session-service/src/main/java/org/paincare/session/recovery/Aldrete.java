package org.paincare.session.recovery;

import static org.paincare.session.reference.DataFiles.require;

import org.paincare.session.monitoring.AltitudeProfile;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Version;

/**
 * Scores recovery by {@code recovery/aldrete.yaml} (reference 3.7; 0.2, 11). The oxygen item follows the altitude.
 *
 * @param pressureTwoWithin systolic difference from baseline up to this scores 2, mmHg
 * @param pressureOneWithin up to this scores 1
 * @param readyFrom total from which the patient is ready, with no item 0
 */
public record Aldrete(Version version, int pressureTwoWithin, int pressureOneWithin, int readyFrom, Source source) {

    public Aldrete {
        require(0 < pressureTwoWithin && pressureTwoWithin < pressureOneWithin, "the circulation item is upside down");
        require(readyFrom >= 8 && readyFrom <= 10, "ready lies at 8 to 10");
    }

    public static Aldrete builtIn() {
        return DataFiles.builtIn("recovery/aldrete.yaml", Aldrete.class);
    }

    public AldreteScore score(AldreteFindings seen, AltitudeProfile altitude) {
        int activity = seen.extremitiesMoved() == 4 ? 2 : seen.extremitiesMoved() >= 2 ? 1 : 0;
        int respiration = switch (seen.respiration()) {
            case DEEP_BREATH_AND_COUGH -> 2;
            case DYSPNOEA_OR_SHALLOW -> 1;
            case APNOEIC -> 0;
        };
        int difference = Math.abs(seen.systolic() - seen.baselineSystolic());
        int circulation = difference <= pressureTwoWithin ? 2 : difference <= pressureOneWithin ? 1 : 0;
        int consciousness = switch (seen.consciousness()) {
            case FULLY_AWAKE -> 2;
            case AROUSABLE_ON_CALLING -> 1;
            case NOT_RESPONDING -> 0;
        };
        int oxygen = !seen.onOxygen() && seen.spo2() > altitude.aldreteTwoAbove()
                ? 2
                : seen.spo2() > altitude.aldreteOneAbove() ? 1 : 0;
        int total = activity + respiration + circulation + consciousness + oxygen;
        boolean noZero =
                Math.min(Math.min(activity, respiration), Math.min(circulation, Math.min(consciousness, oxygen))) > 0;
        return new AldreteScore(
                version,
                "BP_MMHG/" + altitude.id(),
                activity,
                respiration,
                circulation,
                consciousness,
                oxygen,
                total >= readyFrom && noZero);
    }
}
