package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number that rules compare with.
 *
 * @param value what applies when the clinic says nothing
 * @param unit UCUM, or {@code {count}}; days, hours, minutes, seconds, months, years and counts are whole numbers
 * @param source source tag of the reference; D and K are defaults a medical director may change
 * @param min lowest value a clinic may set, inclusive; null: not the clinic's to change
 * @param max highest value a clinic may set, inclusive; null: not the clinic's to change
 * @param fromAltitudeProfile true when the value comes with {@link ClinicPolicy#spo2RoomAirLimit}
 */
public record Parameter(
        String name,
        BigDecimal value,
        String unit,
        String source,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        boolean fromAltitudeProfile) {

    private static final Set<String> WHOLE_UNITS = Set.of("d", "h", "min", "s", "mo", "a", "{count}");

    /** True when a clinic may set a value of its own. */
    public boolean overridable() {
        return min != null && max != null;
    }

    /** True when this parameter may take the number: inside the bounds, and whole where the unit is. */
    public boolean accepts(BigDecimal number) {
        return overridable()
                && number.compareTo(min) >= 0
                && number.compareTo(max) <= 0
                && (!whole() || number.stripTrailingZeros().scale() <= 0);
    }

    boolean whole() {
        return WHOLE_UNITS.contains(unit);
    }
}
