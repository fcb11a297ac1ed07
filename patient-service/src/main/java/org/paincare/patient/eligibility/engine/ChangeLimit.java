package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much a number may differ from the patient's last one before somebody is asked to look again. Plausible alone is not
 * enough: 154 is a weight in kg, and 70 kg in pounds.
 *
 * @param withinDays     an earlier reading older than this says nothing
 * @param warnPercent    from this difference on the fact carries a warning
 * @param confirmPercent from this difference on it is recorded only where the sender confirms it
 * @param mistakenUnit   the unit it is easily sent in by mistake, or null
 * @param source         source tag of the reference
 */
public record ChangeLimit(
        int withinDays,
        BigDecimal warnPercent,
        BigDecimal confirmPercent,
        @Nullable MistakenUnit mistakenUnit,
        String source) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * A unit taken for the fact's own.
     *
     * @param unit             UCUM
     * @param perUnit          how many of it make one of the fact's own unit
     * @param tolerancePercent how far off the factor a difference may be and still look like the mistake
     */
    public record MistakenUnit(String unit, BigDecimal perUnit, BigDecimal tolerancePercent) {

        /** Whether one number is the other in this unit, either way round. Exact, without division. */
        boolean explains(BigDecimal before, BigDecimal now) {
            return near(before.multiply(perUnit), now) || near(now.multiply(perUnit), before);
        }

        private boolean near(BigDecimal expected, BigDecimal seen) {
            var off = expected.subtract(seen).abs().multiply(HUNDRED);
            return off.compareTo(expected.abs().multiply(tolerancePercent)) <= 0;
        }
    }

    /** What a difference asks for. */
    public enum Finding {
        NONE,
        WARN,
        CONFIRM,
        /** As CONFIRM, and it looks like the mistaken unit. */
        CONFIRM_UNIT
    }

    /** Judges a number against the one before it. */
    public Finding judge(BigDecimal before, BigDecimal now) {
        var change = now.subtract(before).abs().multiply(HUNDRED);
        if (reaches(change, confirmPercent, before)) {
            return mistakenUnit != null && mistakenUnit.explains(before, now) ? Finding.CONFIRM_UNIT : Finding.CONFIRM;
        }
        return reaches(change, warnPercent, before) ? Finding.WARN : Finding.NONE;
    }

    private static boolean reaches(BigDecimal change, BigDecimal percent, BigDecimal before) {
        return change.compareTo(percent.multiply(before.abs())) >= 0;
    }
}
