package org.paincare.patient.facts;

import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A number as it was entered, where it is kept in another unit or as something worked out of it.
 *
 * @param unit UCUM
 */
@Schema(name = "EnteredValue")
public record Entered(BigDecimal value, String unit) {

    /** Null where the number is kept as it was said. */
    static @Nullable Entered of(FactEntry said, FactEntry kept) {
        return said.value() == null || said.unit() == null || said.unit().equals(kept.unit())
                ? null
                : new Entered(said.value(), said.unit());
    }
}
