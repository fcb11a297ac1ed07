package org.paincare.session.dose;

import java.time.Instant;
import java.util.UUID;
import org.paincare.session.quantity.Milligrams;

/** Sprays that a patient took at home at one time, as they count: a correction stands for what it corrects. */
public record HomeUse(UUID id, Instant takenAt, int sprays, Milligrams mg) {}
