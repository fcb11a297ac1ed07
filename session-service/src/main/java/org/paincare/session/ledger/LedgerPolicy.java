package org.paincare.session.ledger;

import static org.paincare.session.reference.DataFiles.require;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;

/**
 * The figures and words of one version of {@code ledger/ledger.yaml}.
 *
 * @param toleranceMg a session may be off by this, or by {@code tolerancePercent} of what was infused, if that is more
 * @param witnessed types that a second person has to witness
 * @param multiDoseBeyondUse how long an opened multi-dose container may be used
 */
public record LedgerPolicy(
        Version version,
        Milligrams toleranceMg,
        int tolerancePercent,
        Set<EventType> witnessed,
        Duration multiDoseBeyondUse,
        Source source,
        Map<Invariant, Text> invariants) {

    private static final Set<EventType> ALWAYS_WITNESSED =
            EnumSet.of(EventType.WASTE, EventType.ADJUST, EventType.LOSS);

    public LedgerPolicy {
        witnessed = Set.copyOf(witnessed);
        require(witnessed.containsAll(ALWAYS_WITNESSED), "waste, adjustment and loss are always witnessed");
        require(tolerancePercent >= 0 && tolerancePercent <= 10, "a tolerance of 0 to 10 %");
        require(multiDoseBeyondUse.isPositive(), "a beyond-use time");
        require(invariants.keySet().equals(EnumSet.allOf(Invariant.class)), "every invariant has its words");
        invariants = Map.copyOf(invariants);
    }

    public static LedgerPolicy builtIn() {
        return DataFiles.builtIn("ledger/ledger.yaml", LedgerPolicy.class);
    }

    /** The larger of the two tolerances. */
    public Fraction tolerance(Milligrams infused) {
        Fraction share = infused.exact().times(Fraction.of(tolerancePercent)).dividedBy(Fraction.of(100));
        return toleranceMg.exact().larger(share);
    }

    /** When a multi-dose container opened now may no longer be used; never after its expiry. */
    public Instant beyondUse(Instant openedAt, Instant expiresAt) {
        Instant end = openedAt.plus(multiDoseBeyondUse);
        return end.isBefore(expiresAt) ? end : expiresAt;
    }
}
