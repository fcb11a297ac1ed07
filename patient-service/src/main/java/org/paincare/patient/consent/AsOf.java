package org.paincare.patient.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The moment at which consents are looked at, with the documents there were.
 *
 * @param today in the clinic's zone
 */
record AsOf(LocalDate today, Instant now, List<ConsentDocument> documents) {

    /** Whether a later version in effect asks for this signature anew. */
    boolean outdates(ConsentType type, String version, Instant signedAt) {
        return documents.stream().anyMatch(document -> document.outdates(type, version, signedAt, now));
    }
}
