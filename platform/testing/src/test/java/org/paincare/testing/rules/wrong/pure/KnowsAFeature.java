package org.paincare.testing.rules.wrong.pure;

import org.paincare.testing.rules.wrong.stored.Rows;

/** A core that asks a feature with a database. */
class KnowsAFeature {

    long count(Rows rows) {
        return rows.howMany();
    }
}
