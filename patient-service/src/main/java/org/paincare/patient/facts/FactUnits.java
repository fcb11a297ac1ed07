package org.paincare.patient.facts;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.paincare.patient.DataFile;

/** Units that people measure in beside the vocabulary's, and whether a weight fits a height. Versioned data. */
@Singleton
class FactUnits {

    /** As many as an event's decimal carries: a weight in pounds is exact to the milligram. */
    private static final int DECIMALS = 6;

    private static final BigDecimal CM_PER_METRE = new BigDecimal(100);

    /** @param to the vocabulary's unit of that fact */
    record Conversion(String fact, String unit, String to, BigDecimal factor) {}

    record Range(BigDecimal min, BigDecimal max) {}

    record Units(String version, String source, List<Conversion> conversions, Range bodyMassIndex) {}

    private final Units units = DataFile.read("/facts/units-2026.1.json", Units.class);

    /** The entries with every number in the vocabulary's unit; what has no conversion stays as it is said. */
    List<FactEntry> converted(List<FactEntry> entries) {
        return entries.stream().map(this::converted).toList();
    }

    private FactEntry converted(FactEntry entry) {
        var value = entry.value();
        if (value == null) {
            return entry;
        }
        return units.conversions().stream()
                .filter(c -> c.fact().equals(entry.code()) && c.unit().equals(entry.unit()))
                .findFirst()
                .map(c -> entry.measured(
                        value.multiply(c.factor())
                                .setScale(DECIMALS, RoundingMode.HALF_UP)
                                .stripTrailingZeros(),
                        c.to()))
                .orElse(entry);
    }

    /** Whether somebody of this height can weigh that; kg/m2 between the bounds of the data. */
    boolean fits(BigDecimal weightKg, BigDecimal heightCm) {
        var metres = heightCm.divide(CM_PER_METRE);
        var square = metres.multiply(metres);
        return weightKg.compareTo(units.bodyMassIndex().min().multiply(square)) >= 0
                && weightKg.compareTo(units.bodyMassIndex().max().multiply(square)) <= 0;
    }
}
