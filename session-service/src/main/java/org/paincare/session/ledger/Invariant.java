package org.paincare.session.ledger;

/** The ten invariants of the ledger (reference 4), by their numbers there. */
public enum Invariant {
    LOT_BALANCES(1),
    SESSION_BALANCES(2),
    ADMINISTERED_IS_INFUSED(3),
    CONTAINER_NEVER_NEGATIVE(4),
    WITNESSED(5),
    NOT_AFTER_EXPIRY(6),
    APPEND_ONLY(7),
    NOT_CLOSED_UNBALANCED(8),
    COUNTED(9),
    ONE_OPEN_CONTAINER(10),
    /** A part of RETURN_TO_STOCK: unopened and whole. */
    RETURNED_UNOPENED(0);

    private final int number;

    Invariant(int number) {
        this.number = number;
    }

    /** Such as {@code REF-4-2}. */
    public String ruleId() {
        return "REF-4-" + (number == 0 ? "RETURN" : number);
    }
}
