package org.paincare.session.protocol;

import static org.paincare.session.reference.DataFiles.require;

import java.time.Duration;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;

/** Home rescue sprays as published: mass and volume of one spray, how often, and at most how many. */
public record IntranasalRegimen(
        Milligrams perSpray,
        Millilitres volumePerSpray,
        int spraysPerUse,
        Duration minimumInterval,
        int spraysPerDay,
        int spraysPerWeek) {

    /** What a spray holds over what it measures. */
    public MilligramsPerMillilitre concentration() {
        return MilligramsPerMillilitre.of(
                perSpray.exact().dividedBy(volumePerSpray.exact()).rounded(6));
    }

    public IntranasalRegimen {
        require(spraysPerUse > 0 && spraysPerDay >= spraysPerUse, "sprays per day and use do not fit");
        require(spraysPerWeek >= spraysPerDay, "sprays per week and day do not fit");
    }
}
