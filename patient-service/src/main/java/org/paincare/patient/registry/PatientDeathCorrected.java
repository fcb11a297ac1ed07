package org.paincare.patient.registry;

import java.time.Instant;
import java.util.UUID;

/** A recorded death was taken back in the transaction under way; what ended with it goes on from there. */
public record PatientDeathCorrected(UUID patientId, Instant correctedAt) {}
