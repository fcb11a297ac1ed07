package org.paincare.session.quantity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * A number that knows its unit. Two quantities of different units cannot be compared, added or confused; arithmetic
 * between units exists only as the methods that have a meaning.
 *
 * <p>Exact inside; {@link #stored()} and {@link #text()} round to four decimals HALF_UP once a value has left the
 * exact decimals (reference 0.2, 9).
 *
 * @param <Q> the quantity itself
 */
public sealed interface Quantity<Q extends Quantity<Q>> extends Comparable<Q>
        permits Kilograms,
                Milligrams,
                MilligramsPerHour,
                MilligramsPerKilogram,
                MilligramsPerKilogramPerHour,
                MilligramsPerKilogramPerMinute,
                MilligramsPerMillilitre,
                Millilitres,
                MillilitresPerHour {

    Fraction exact();

    Unit unit();

    /** The decimal a database keeps: as given up to 6 decimals, computed values to 4 decimals HALF_UP. */
    default BigDecimal decimal() {
        BigDecimal six = exact().rounded(Decimals.MAX_SCALE);
        return Fraction.of(six).equals(exact()) ? six : exact().stored();
    }

    /** The JSON text, shortest form, without the unit. */
    @JsonValue
    default String text() {
        return Decimals.format(decimal());
    }

    /** For people: {@code 12.5 mg}. */
    default String shown() {
        return text() + " " + unit().symbol();
    }

    default boolean isMoreThan(Q other) {
        return compareTo(other) > 0;
    }

    default boolean isLessThan(Q other) {
        return compareTo(other) < 0;
    }

    default boolean isZero() {
        return exact().sign() == 0;
    }

    @Override
    default int compareTo(Q other) {
        return exact().compareTo(other.exact());
    }
}
