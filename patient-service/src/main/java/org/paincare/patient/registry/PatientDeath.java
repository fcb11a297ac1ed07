package org.paincare.patient.registry;

import java.time.Instant;
import java.util.UUID;

/** A death was recorded in the transaction under way; what else must end with it ends there too. */
public record PatientDeath(UUID patientId, Instant occurredAt) {}
