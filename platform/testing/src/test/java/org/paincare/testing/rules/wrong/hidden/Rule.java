package org.paincare.testing.rules.wrong.hidden;

/** A pure rule in a package that nobody has named as pure. */
record Rule(int limit) {

    boolean holds(int value) {
        return value <= limit;
    }
}
