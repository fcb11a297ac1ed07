package org.paincare.session.infusion;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;

/** One thing that happened at the pump, in the order it happened; never edited, only followed. */
public sealed interface InfusionEntry {

    /** When it happened at the bedside. */
    Instant occurredAt();

    /** Who did it. */
    UUID by();

    /** The pump runs from here at this rate, mL/h. */
    record Start(Instant occurredAt, UUID by, MillilitresPerHour rate) implements InfusionEntry {}

    /** The rate from here on; also while paused, it then holds after the resume. */
    record RateChange(Instant occurredAt, UUID by, MillilitresPerHour rate) implements InfusionEntry {}

    record Pause(Instant occurredAt, UUID by) implements InfusionEntry {}

    record Resume(Instant occurredAt, UUID by) implements InfusionEntry {}

    /** A volume given at once, beside the running rate. */
    record Bolus(Instant occurredAt, UUID by, Millilitres volume) implements InfusionEntry {}

    /**
     * The end.
     *
     * @param pumpVolume what the pump's display says it gave in all; null until it has been read
     */
    record Stop(Instant occurredAt, UUID by, @Nullable Millilitres pumpVolume) implements InfusionEntry {}
}
