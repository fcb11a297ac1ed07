package org.paincare.testing.rules.wrong.asking;

import org.paincare.testing.rules.wrong.stored.Rows;

/** Deletes in another feature's table by its repository's bare means. */
class DeletesElsewhere {

    long all(Rows rows) {
        return rows.howMany() - rows.deleteAll();
    }
}
