package org.paincare.session.dose;

import org.paincare.session.quantity.Milligrams;

/** Home intranasal rescue: mass of a spray and how many at most in 24 hours and in 7 x 24 hours. */
public record SprayOrder(Milligrams perSpray, int perDay, int perWeek) {

    public SprayOrder {
        if (perDay < 1 || perDay > 1000 || perWeek < perDay || perWeek > 7000) {
            throw new IllegalArgumentException("sprays: 1 to 1000 a day, at least that a week");
        }
        if (perSpray.isMoreThan(Milligrams.of("1000"))) {
            throw new IllegalArgumentException("a spray holds at most 1000 mg");
        }
    }
}
