package org.paincare.session.ledger;

/**
 * Where drug is. Every movement leaves one account and enters another, so nothing appears or vanishes.
 *
 * @param id of the container, session or patient; of the site for the others
 */
public record Account(Kind kind, String id) {

    /** CONTAINER and SESSION are on hand; VARIANCE holds what counts found too much or too little. */
    public enum Kind {
        SUPPLIER,
        CONTAINER,
        SESSION,
        PATIENT,
        WASTE,
        DESTROYED,
        TRANSFERRED_OUT,
        LOST,
        VARIANCE
    }

    public Account {
        if (id.isBlank()) {
            throw new IllegalArgumentException("an account belongs to something");
        }
    }
}
