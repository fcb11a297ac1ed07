package org.paincare.session.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.reference.Blocked;

/**
 * The drug of one session: what it was given, and where that went (invariants 2, 3 and 8). All in mg.
 *
 * @param unaccounted dispensed minus administered, wasted, returned and lost; 0 when balanced
 * @param difference administered by the ledger minus infused by the pump
 * @param tolerance how far the two may be apart
 */
public record Reconciliation(
        UUID sessionId,
        Milligrams infused,
        Fraction dispensed,
        Fraction administered,
        Fraction wasted,
        Fraction returned,
        Fraction lost,
        Fraction unaccounted,
        Fraction difference,
        Fraction tolerance) {

    /**
     * @param entries at least every entry of the session
     * @param infused what the infusion record computes for this substance
     */
    public static Reconciliation of(UUID sessionId, List<Movement> entries, Milligrams infused, LedgerPolicy policy) {
        var account = new Account(Account.Kind.SESSION, sessionId.toString());
        var own = entries.stream().filter(entry -> entry.touches(account)).toList();
        Fraction dispensed = Balances.milligrams(own, EventType.DISPENSE_TO_SESSION, entry -> true);
        Fraction administered = Balances.milligrams(own, EventType.ADMINISTER, entry -> true);
        Fraction wasted = Balances.milligrams(own, EventType.WASTE, entry -> true);
        Fraction returned = Balances.milligrams(own, EventType.RETURN_TO_STOCK, entry -> true);
        Fraction lost = Balances.milligrams(own, EventType.LOSS, entry -> true);
        return new Reconciliation(
                sessionId,
                infused,
                dispensed,
                administered,
                wasted,
                returned,
                lost,
                dispensed.minus(administered).minus(wasted).minus(returned).minus(lost),
                administered.minus(infused.exact()),
                policy.tolerance(infused));
    }

    public boolean isBalanced() {
        return unaccounted.sign() == 0;
    }

    public boolean isWithinTolerance() {
        return !difference.absolute().isMoreThan(tolerance);
    }

    /** As {@link #open(LedgerPolicy, boolean, String)}, of the drug that needs no naming. */
    public List<Blocked> open(LedgerPolicy policy, boolean incidentExplained) {
        return open(policy, incidentExplained, "");
    }

    /**
     * What keeps the session from closing.
     *
     * @param incidentExplained the incident of a difference past the tolerance is explained and signed
     * @param substance named before each figure; empty for the infused drug
     */
    public List<Blocked> open(LedgerPolicy policy, boolean incidentExplained, String substance) {
        var open = new ArrayList<Blocked>();
        if (!isBalanced()) {
            open.add(blocked(policy, Invariant.SESSION_BALANCES, substance, unaccounted));
        }
        if (!isWithinTolerance() && !incidentExplained) {
            open.add(blocked(policy, Invariant.ADMINISTERED_IS_INFUSED, substance, difference));
        }
        return List.copyOf(open);
    }

    private static Blocked blocked(LedgerPolicy policy, Invariant invariant, String substance, Fraction mg) {
        String value = (substance.isEmpty() ? "" : substance + " ") + Decimals.format(mg.stored()) + " mg";
        return new Blocked(
                invariant.name(),
                invariant.ruleId(),
                policy.invariants().get(invariant).with(Map.of("value", value)),
                null,
                policy.source());
    }
}
