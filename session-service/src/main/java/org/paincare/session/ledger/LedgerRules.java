package org.paincare.session.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.ledger.Account.Kind;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.reference.Text;

/**
 * The invariants of the ledger over a list of entries in the order they were booked. Pure; the database enforces what it
 * can on its own, this says everything in one place.
 */
public final class LedgerRules {

    private final LedgerPolicy policy;

    public LedgerRules(LedgerPolicy policy) {
        this.policy = policy;
    }

    public static LedgerRules builtIn() {
        return new LedgerRules(LedgerPolicy.builtIn());
    }

    public LedgerPolicy policy() {
        return policy;
    }

    /**
     * What booking one more entry would break; empty if it may be booked.
     *
     * @param booked at least every entry of the container, lot and session that the new one touches
     */
    public List<Violation> check(List<Movement> booked, Movement next, Map<UUID, Container> containers) {
        var all = new ArrayList<>(booked);
        all.add(next);
        return audit(all, containers).stream()
                .filter(violation -> violation.about().equals(next.id()))
                .toList();
    }

    /** Every broken invariant of 1, 4, 5, 6, 7 and 10; those of a session are in {@link Reconciliation}. */
    public List<Violation> audit(List<Movement> entries, Map<UUID, Container> containers) {
        var found = new ArrayList<Violation>();
        var before = new ArrayList<Movement>();
        for (Movement entry : entries) {
            containerNeverNegative(before, entry, found);
            witnessed(entry, found);
            usable(entry, containers.get(entry.containerId()), found);
            appendOnly(before, entry, found);
            oneOpenContainer(before, entry, found);
            before.add(entry);
        }
        lotsBalance(entries, found);
        return List.copyOf(found);
    }

    /** (9) A count that differs from the book is an incident; a variance needs a witness. */
    public List<Violation> count(List<Movement> entries, Count count) {
        Fraction book = Balances.millilitres(
                entries, new Account(Kind.CONTAINER, count.containerId().toString()));
        Fraction variance = count.found().exact().minus(book);
        if (variance.sign() == 0) {
            return List.of();
        }
        var found = new ArrayList<Violation>();
        found.add(violation(Invariant.COUNTED, count.id(), shown(variance) + " mL"));
        if (count.witness() == null || count.witness().equals(count.actor())) {
            found.add(violation(Invariant.WITNESSED, count.id(), "COUNT"));
        }
        return List.copyOf(found);
    }

    private void lotsBalance(List<Movement> entries, List<Violation> found) {
        var onHand = Balances.onHandByLot(entries);
        for (UUID lot : onHand.keySet()) {
            Fraction out = Fraction.ZERO;
            for (EventType type : List.of(
                    EventType.ADMINISTER, EventType.WASTE, EventType.DESTROY, EventType.TRANSFER, EventType.LOSS)) {
                out = out.plus(Balances.milligrams(
                        entries, type, entry -> entry.lotId().equals(lot)));
            }
            Fraction received = Balances.milligrams(
                    entries, EventType.RECEIVE, entry -> entry.lotId().equals(lot));
            Fraction adjusted = Fraction.ZERO;
            for (Movement entry : entries) {
                if (entry.type() == EventType.ADJUST && entry.lotId().equals(lot)) {
                    Fraction mg = entry.mg().exact();
                    adjusted = entry.to().kind() == Kind.CONTAINER ? adjusted.plus(mg) : adjusted.minus(mg);
                }
            }
            Fraction difference = received.plus(adjusted).minus(out).minus(onHand.get(lot));
            if (difference.sign() != 0) {
                found.add(violation(Invariant.LOT_BALANCES, lot, shown(difference) + " mg"));
            }
        }
    }

    private void containerNeverNegative(List<Movement> before, Movement entry, List<Violation> found) {
        boolean drawsOnHand =
                entry.from().kind() == Kind.CONTAINER || entry.from().kind() == Kind.SESSION;
        if (drawsOnHand) {
            // A session draws only on what it was given from this very container.
            var same = before.stream()
                    .filter(one -> one.containerId().equals(entry.containerId()))
                    .toList();
            Fraction left = Balances.millilitres(same, entry.from())
                    .minus(entry.volume().exact());
            if (left.sign() < 0) {
                found.add(violation(Invariant.CONTAINER_NEVER_NEGATIVE, entry.id(), shown(left) + " mL"));
            }
        }
    }

    private void witnessed(Movement entry, List<Violation> found) {
        if (policy.witnessed().contains(entry.type())
                && (entry.witness() == null || entry.witness().equals(entry.actor()))) {
            found.add(violation(Invariant.WITNESSED, entry.id(), entry.type().name()));
        }
    }

    private void usable(Movement entry, @Nullable Container container, List<Violation> found) {
        if (container == null || entry.reverses() != null) {
            return;
        }
        boolean drawn = entry.type() == EventType.DISPENSE_TO_SESSION;
        boolean given = entry.type() == EventType.ADMINISTER;
        // What is in quarantine is not drawn on; that some of it was given before stays true and is booked.
        if (drawn && !container.mayBeUsedAt(entry.occurredAt()) || given && !container.isInDateAt(entry.occurredAt())) {
            found.add(violation(
                    Invariant.NOT_AFTER_EXPIRY, entry.id(), entry.occurredAt().toString()));
        }
        boolean whole = entry.volume().equals(container.size()) && container.isSealedAt(entry.occurredAt());
        if (entry.type() == EventType.RETURN_TO_STOCK && !whole) {
            found.add(violation(
                    Invariant.RETURNED_UNOPENED, entry.id(), entry.volume().shown()));
        }
        if (!entry.concentration().equals(container.concentration())
                || !entry.lotId().equals(container.lotId())) {
            found.add(violation(
                    Invariant.CONTAINER_NEVER_NEGATIVE,
                    entry.id(),
                    entry.concentration().shown()));
        }
    }

    private void appendOnly(List<Movement> before, Movement entry, List<Violation> found) {
        var ids = new HashSet<UUID>();
        Movement original = null;
        for (Movement one : before) {
            ids.add(one.id());
            if (Objects.equals(one.reverses(), entry.reverses()) && entry.reverses() != null) {
                found.add(violation(Invariant.APPEND_ONLY, entry.id(), "reversed twice"));
            }
            if (one.id().equals(entry.reverses())) {
                original = one;
            }
        }
        if (ids.contains(entry.id())) {
            found.add(violation(Invariant.APPEND_ONLY, entry.id(), "booked twice"));
        }
        if (entry.reverses() != null && (original == null || !mirrors(original, entry))) {
            found.add(violation(Invariant.APPEND_ONLY, entry.id(), "no mirror of an earlier entry"));
        }
    }

    private static boolean mirrors(Movement original, Movement entry) {
        return original.reverses() == null
                && original.type() == entry.type()
                && original.from().equals(entry.to())
                && original.to().equals(entry.from())
                && original.volume().equals(entry.volume())
                && original.containerId().equals(entry.containerId())
                && original.lotId().equals(entry.lotId())
                && original.concentration().equals(entry.concentration());
    }

    private void oneOpenContainer(List<Movement> before, Movement entry, List<Violation> found) {
        if (entry.type() != EventType.DISPENSE_TO_SESSION || entry.reverses() != null) {
            return;
        }
        var inSession = new HashMap<UUID, Fraction>();
        for (Movement one : before) {
            if (one.touches(entry.to())) {
                Fraction mL = one.volume().exact();
                inSession.merge(one.containerId(), one.to().equals(entry.to()) ? mL : mL.negated(), Fraction::plus);
            }
        }
        boolean another = inSession.entrySet().stream()
                .anyMatch(one -> one.getValue().sign() > 0 && !one.getKey().equals(entry.containerId()));
        if (another && (entry.reason() == null || entry.reason().isBlank())) {
            found.add(violation(
                    Invariant.ONE_OPEN_CONTAINER,
                    entry.id(),
                    entry.containerId().toString()));
        }
    }

    private Violation violation(Invariant invariant, UUID about, String value) {
        Text text = policy.invariants().get(invariant);
        return new Violation(invariant, about, value, text.with(Map.of("value", value)));
    }

    private static String shown(Fraction amount) {
        return Decimals.format(amount.stored());
    }
}
