package org.paincare.patient.eligibility.engine;

/** The same sentence in the two languages every rule and fact is explained in. */
public record LocalText(String en, String es) {

    /** Joins two sentences with a space, language by language. */
    LocalText then(LocalText next) {
        return new LocalText(en + " " + next.en, es + " " + next.es);
    }
}
