package org.paincare.outcome.care;

import java.util.UUID;

/**
 * Something a result of this patient is computed from has changed. Observers run in the transaction of the change, with
 * the patient locked, and recompute from all facts: what changed does not matter.
 */
public record CareChanged(UUID patientId) {}
