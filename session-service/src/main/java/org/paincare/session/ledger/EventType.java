package org.paincare.session.ledger;

import static org.paincare.session.ledger.Account.Kind.*;

import java.util.Set;

/** The movements of the ledger (reference 4) and between which accounts each goes. */
public enum EventType {
    RECEIVE(Set.of(SUPPLIER), Set.of(CONTAINER)),
    DISPENSE_TO_SESSION(Set.of(CONTAINER), Set.of(SESSION)),
    ADMINISTER(Set.of(SESSION), Set.of(PATIENT)),
    /** Residue, priming volume, what is left in a vial; witnessed. */
    WASTE(Set.of(SESSION, CONTAINER), Set.of(Account.Kind.WASTE)),
    /** Unopened only. */
    RETURN_TO_STOCK(Set.of(SESSION), Set.of(CONTAINER)),
    TRANSFER(Set.of(CONTAINER), Set.of(TRANSFERRED_OUT)),
    /** Destroyed on site (form 41 in the US, act of destruction in CO). */
    DESTROY(Set.of(CONTAINER), Set.of(DESTROYED)),
    LOSS(Set.of(CONTAINER, SESSION), Set.of(LOST)),
    /** What a count found, booked after its incident. */
    ADJUST(Set.of(CONTAINER, VARIANCE), Set.of(VARIANCE, CONTAINER));

    private final Set<Account.Kind> from;
    private final Set<Account.Kind> to;

    EventType(Set<Account.Kind> from, Set<Account.Kind> to) {
        this.from = from;
        this.to = to;
    }

    boolean goes(Account source, Account target) {
        return from.contains(source.kind()) && to.contains(target.kind()) && source.kind() != target.kind();
    }
}
