package org.paincare.patient.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A first weight has no earlier one to be held against: the height says whether it may be one in pounds. */
@ApplicationScoped
class FirstWeight {

    static final String WEIGHT = "WEIGHT_KG";
    private static final String HEIGHT = "HEIGHT_CM";

    private final FactTable table;
    private final FactUnits units;

    FirstWeight(FactTable table, FactUnits units) {
        this.table = table;
        this.units = units;
    }

    /** A weight that nobody has confirmed yet. */
    boolean isSuspect(FactEntry entry) {
        return entry.code().equals(WEIGHT) && entry.value() != null && !entry.isConfirmed();
    }

    /** Against the height of the same request, or the one known last; without any, it fits. */
    boolean fitsNoHeight(UUID patient, FactEntry entry, List<FactEntry> request) {
        var weight = entry.value();
        return weight != null
                && request.stream()
                        .filter(other -> other.code().equals(HEIGHT) && other.value() != null)
                        .findFirst()
                        .map(FactEntry::value)
                        .or(() -> table.numberBefore(patient, HEIGHT, entry.observedAt(), Instant.EPOCH, null))
                        .filter(height -> !units.fits(weight, height))
                        .isPresent();
    }
}
