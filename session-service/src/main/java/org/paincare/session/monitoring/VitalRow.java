package org.paincare.session.monitoring;

import static org.paincare.session.reference.DataFiles.require;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.PolicyNumbers;
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
        require(isInOrder(rules), sign + ": an alert that comes after the critical alarm");
        require(new BigDecimal(minimum).compareTo(new BigDecimal(maximum)) < 0, sign + ": an empty plausible range");
    }

    /** With what a clinic set for itself; as it is where an alert would then come after the critical alarm of its side. */
    VitalRow setBy(PolicyNumbers policy) {
        var own = rules.stream().map(rule -> rule.setBy(policy)).toList();
        return own.equals(rules) || !isInOrder(own)
                ? this
                : new VitalRow(sign, name, loinc, ucum, minimum, maximum, whole, own);
    }

    private static boolean isInOrder(List<VitalRule> rules) {
        return rules.stream()
                .filter(alert -> alert.level() == VitalRule.Level.ALERT)
                .allMatch(alert -> rules.stream()
                        .filter(critical -> critical.level() == VitalRule.Level.CRITICAL)
                        .allMatch(alert::comesBefore));
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
