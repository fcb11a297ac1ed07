package org.paincare.session.dose;

import static org.paincare.session.reference.DataFiles.require;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.session.protocol.LimitSet;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.reference.PolicyNumbers;
import org.paincare.session.reference.Setting;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;

/**
 * One row of the guardrail table (reference 2.2): a parameter, where it holds, its limits, its source.
 *
 * @param settings where it holds; everywhere if absent
 * @param limitSets under which protocols it holds; all if absent
 */
public record GuardrailRow(
        String id,
        Parameter parameter,
        String unit,
        @Nullable Set<Setting> settings,
        @Nullable Set<LimitSet> limitSets,
        List<Limit> limits,
        Source source,
        Text message) {

    private static final Fraction LARGEST_SHOWN = Fraction.of(999_999_999);

    public GuardrailRow {
        settings = settings == null ? EnumSet.allOf(Setting.class) : Set.copyOf(settings);
        limitSets = limitSets == null ? EnumSet.allOf(LimitSet.class) : Set.copyOf(limitSets);
        limits = List.copyOf(limits);
        require(id.matches("G-[A-Z0-9-]{2,40}"), "a guardrail id looks like G-RATE-OUT, not " + id);
        require(unit.equals(parameter.unit()), id + ": " + parameter + " is in " + parameter.unit());
        require(!settings.isEmpty() && !limitSets.isEmpty() && !limits.isEmpty(), id + ": holds nowhere");
        require(isHardBeyondSoft(limits), id + ": the hard limit lies inside the soft one");
    }

    /** With the soft limits that a clinic set for itself; as it is where one would then lie beyond a hard one. */
    GuardrailRow setBy(PolicyNumbers policy) {
        var own = limits.stream().map(limit -> limit.setBy(policy)).toList();
        return own.equals(limits) || !isHardBeyondSoft(own)
                ? this
                : new GuardrailRow(id, parameter, unit, settings, limitSets, own, source, message);
    }

    @Override
    public Set<Setting> settings() {
        return Objects.requireNonNull(settings);
    }

    @Override
    public Set<LimitSet> limitSets() {
        return Objects.requireNonNull(limitSets);
    }

    boolean covers(Setting setting, LimitSet limitSet) {
        return settings().contains(setting) && limitSets().contains(limitSet);
    }

    boolean hasHardLimit() {
        return limits.stream().anyMatch(limit -> limit.level() == Level.HARD);
    }

    /** The finding of the most serious limit crossed; the furthest one where two of that level are. */
    Optional<Finding> judge(Fraction figure) {
        return limits.stream()
                .filter(limit -> limit.isCrossedBy(figure))
                .max((one, other) -> {
                    int bySeverity = one.level().compareTo(other.level());
                    int byReach = one.threshold().compareTo(other.threshold());
                    return bySeverity != 0 ? bySeverity : one.when() == Comparison.UNDER ? -byReach : byReach;
                })
                .map(limit -> finding(limit, figure));
    }

    private Finding finding(Limit limit, Fraction figure) {
        String value = Decimals.format(figure.smaller(LARGEST_SHOWN).stored());
        Text filled = message.with(Map.of(
                "value",
                value,
                "limit",
                limit.value(),
                "unit",
                unit,
                "sign",
                limit.when().sign()));
        return new Finding(
                limit.code(),
                id,
                parameter,
                limit.level(),
                limit.when(),
                limit.value(),
                value,
                unit,
                source,
                limit.asksSecondSignature(),
                filled);
    }

    private static boolean isHardBeyondSoft(List<Limit> limits) {
        return limits.stream()
                .filter(soft -> soft.level() == Level.SOFT)
                .allMatch(soft -> limits.stream()
                        .filter(hard -> hard.level() == Level.HARD)
                        .allMatch(hard -> isBeyond(hard, soft)));
    }

    private static boolean isBeyond(Limit hard, Limit soft) {
        boolean under = soft.when() == Comparison.UNDER;
        int order = hard.threshold().compareTo(soft.threshold());
        return under != (hard.when() == Comparison.UNDER) || (under ? order < 0 : order > 0);
    }
}
