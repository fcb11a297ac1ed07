package org.paincare.session.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.paincare.session.quantity.Fraction;

/** Sums over ledger entries, exact; mL or mg per account. */
final class Balances {

    private Balances() {}

    /** What is in the account, mL; negative if more left than entered. */
    static Fraction millilitres(List<Movement> entries, Account account) {
        Fraction sum = Fraction.ZERO;
        for (Movement entry : entries) {
            if (entry.to().equals(account)) {
                sum = sum.plus(entry.volume().exact());
            }
            if (entry.from().equals(account)) {
                sum = sum.minus(entry.volume().exact());
            }
        }
        return sum;
    }

    /** Net mg that entries of a type moved, reversals taken off. */
    static Fraction milligrams(List<Movement> entries, EventType type, Predicate<Movement> which) {
        Fraction sum = Fraction.ZERO;
        for (Movement entry : entries) {
            if (entry.type() == type && which.test(entry)) {
                Fraction mg = entry.mg().exact();
                sum = entry.reverses() == null ? sum.plus(mg) : sum.minus(mg);
            }
        }
        return sum;
    }

    /** mg on hand per lot: in containers and in sessions. */
    static Map<UUID, Fraction> onHandByLot(List<Movement> entries) {
        var onHand = new HashMap<UUID, Fraction>();
        for (Movement entry : entries) {
            Fraction mg = entry.mg().exact();
            if (isOnHand(entry.to())) {
                onHand.merge(entry.lotId(), mg, Fraction::plus);
            }
            if (isOnHand(entry.from())) {
                onHand.merge(entry.lotId(), mg.negated(), Fraction::plus);
            }
        }
        return onHand;
    }

    private static boolean isOnHand(Account account) {
        return account.kind() == Account.Kind.CONTAINER || account.kind() == Account.Kind.SESSION;
    }
}
