package org.paincare.session.dose;

import java.math.BigDecimal;
import java.util.Map;
import org.paincare.session.quantity.Milligrams;

/**
 * The patient at the moment an adjunct is to be given.
 *
 * @param readings latest of each; an absent one is unknown, not normal
 * @param conditions PRESENT or ABSENT as recorded; an absent key is unknown
 * @param spo2HoldBelow from the clinic's altitude profile, %
 * @param givenMg of this drug in this session
 * @param doses of this drug in this session
 */
public record AdjunctContext(
        Map<Hold.Measure, BigDecimal> readings,
        Map<Hold.Condition, Boolean> conditions,
        BigDecimal spo2HoldBelow,
        Milligrams givenMg,
        int doses) {

    public AdjunctContext {
        readings = Map.copyOf(readings);
        conditions = Map.copyOf(conditions);
    }
}
