package org.paincare.session.monitoring;

import static org.paincare.session.reference.DataFiles.require;

import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;

/**
 * What oxygen and carbon dioxide mean at a clinic's altitude (reference 0.1, 2; 0.2, 2). All in % SpO2 or mmHg EtCO2.
 *
 * @param spo2DropFromBaseline alert at baseline minus this or lower; absent where only fixed limits hold
 * @param aldreteTwoAbove room-air SpO2 above this scores 2
 * @param aldreteOneAbove SpO2 above this (room air or with oxygen) scores 1
 */
public record AltitudeProfile(
        String id,
        Text name,
        int metres,
        int spo2AlertBelow,
        @Nullable Integer spo2DropFromBaseline,
        int spo2CriticalBelow,
        int desaturationGrade3Below,
        int eligibilityBelow,
        int aldreteTwoAbove,
        int aldreteOneAbove,
        int adjunctHoldBelow,
        int etco2AlertBelow,
        int etco2AlertAbove,
        Source source) {

    public AltitudeProfile {
        require(id.matches("[A-Z][A-Z0-9_]{2,30}"), "a profile id looks like BOGOTA_2640, not " + id);
        require(metres >= -430 && metres <= 5000, id + ": nobody runs a clinic at " + metres + " m");
        for (int percent : new int[] {
            spo2AlertBelow,
            spo2CriticalBelow,
            desaturationGrade3Below,
            eligibilityBelow,
            aldreteTwoAbove,
            aldreteOneAbove,
            adjunctHoldBelow
        }) {
            require(percent >= 70 && percent <= 100, id + ": an SpO2 limit of " + percent + " %");
        }
        require(spo2CriticalBelow <= spo2AlertBelow, id + ": critical lies above alert");
        require(aldreteOneAbove <= aldreteTwoAbove, id + ": Aldrete item upside down");
        require(etco2AlertBelow < etco2AlertAbove, id + ": EtCO2 upside down");
        require(spo2DropFromBaseline == null || spo2DropFromBaseline > 0, id + ": a drop is above 0");
    }
}
