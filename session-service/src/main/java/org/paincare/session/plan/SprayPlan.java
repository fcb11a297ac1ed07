package org.paincare.session.plan;

import java.time.Duration;
import org.paincare.session.dose.SprayOrder;
import org.paincare.session.protocol.IntranasalRegimen;
import org.paincare.session.quantity.Milligrams;

/**
 * Home intranasal rescue as a plan says it: what one spray holds, how many at one use, how long until the next use, and how
 * many at most in 24 hours and in 7 x 24 hours.
 */
public record SprayPlan(Milligrams perSpray, int perUse, Duration minimumInterval, int perDay, int perWeek) {

    /** @throws IllegalArgumentException for counts that do not fit each other or go beyond one use of the protocol */
    static SprayPlan of(IntranasalRegimen regimen, SprayPlan wanted) {
        if (wanted.perUse() < 1 || wanted.perUse() > regimen.spraysPerUse()) {
            throw new IllegalArgumentException("sprays of one use: 1 to " + regimen.spraysPerUse());
        }
        if (wanted.minimumInterval().compareTo(regimen.minimumInterval()) < 0) {
            throw new IllegalArgumentException(
                    "between uses: at least " + regimen.minimumInterval().toMinutes() + " min");
        }
        if (wanted.perDay() < wanted.perUse() || wanted.perWeek() < wanted.perDay()) {
            throw new IllegalArgumentException("a day holds at least one use, a week at least a day");
        }
        return wanted;
    }

    static SprayPlan asPublished(IntranasalRegimen regimen) {
        return new SprayPlan(
                regimen.perSpray(),
                regimen.spraysPerUse(),
                regimen.minimumInterval(),
                regimen.spraysPerDay(),
                regimen.spraysPerWeek());
    }

    /** As an order holds it to its limits. */
    public SprayOrder order() {
        return new SprayOrder(perSpray, perDay, perWeek);
    }
}
