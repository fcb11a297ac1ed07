package org.paincare.testing.rules.wrong.asking;

import org.paincare.testing.rules.wrong.stored.Rows;

/** Nothing is wrong here. */
class AsksInItsWords {

    long count(Rows rows) {
        return rows.howMany();
    }
}
