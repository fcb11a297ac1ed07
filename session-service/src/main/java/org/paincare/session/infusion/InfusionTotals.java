package org.paincare.session.infusion;

import java.time.Duration;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.Millilitres;

/**
 * What was given up to a moment; exact until stored.
 *
 * @param boluses part of the volume that was given as boluses
 * @param running time the pump ran; pauses are not in it
 */
public record InfusionTotals(
        Milligrams given, Millilitres volume, Millilitres boluses, Duration running, Duration paused) {}
