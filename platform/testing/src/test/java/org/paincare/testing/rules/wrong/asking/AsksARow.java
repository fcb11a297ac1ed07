package org.paincare.testing.rules.wrong.asking;

import java.util.UUID;
import org.paincare.testing.rules.wrong.stored.Row;

/** Holds another feature's row. */
class AsksARow {

    UUID of(Row row) {
        return row.id();
    }
}
