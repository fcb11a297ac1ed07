package org.paincare.testing.rules.wrong.asking;

import java.util.UUID;
import org.paincare.testing.rules.wrong.stored.RowResource;

/** Calls another feature's endpoint past HTTP. */
class AsksAnEndpoint {

    UUID of(RowResource endpoint) {
        return endpoint.one();
    }
}
