package org.paincare.session.monitoring;

import static org.paincare.session.reference.DataFiles.require;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.Text;

/**
 * A sign: its codes, what a sensor can mean, and its limits.
 *
 * @param whole whether only whole numbers are taken
 */
public record VitalRow(
        Sign sign,
        Text name,
        @Nullable String loinc,
        String ucum,
        String minimum,
        String maximum,
        boolean whole,
        List<VitalRule> rules) {

    public VitalRow {
        rules = List.copyOf(rules);
        require(new BigDecimal(minimum).compareTo(new BigDecimal(maximum)) < 0, sign + ": an empty plausible range");
    }

    @Nullable
    ReadingProblem implausible(BigDecimal value) {
        if (value.compareTo(new BigDecimal(minimum)) < 0 || value.compareTo(new BigDecimal(maximum)) > 0) {
            return new ReadingProblem(sign, ReadingProblem.Code.IMPLAUSIBLE, minimum, maximum);
        }
        if (value.scale() > 1 || (whole && value.stripTrailingZeros().scale() > 0)) {
            return new ReadingProblem(sign, ReadingProblem.Code.TOO_PRECISE, minimum, maximum);
        }
        return null;
    }
}
