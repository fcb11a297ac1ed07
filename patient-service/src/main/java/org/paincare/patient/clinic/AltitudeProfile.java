package org.paincare.patient.clinic;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Oxygen and carbon dioxide limits that hold at an altitude (reference 0.1.2). Per cent are SpO2, mmHg are end-tidal CO2.
 *
 * @param spo2AlertDropPoints alert also at this many points or more under the patient's own room-air baseline
 * @param spo2ReviewBelowPercent room-air SpO2 under which rule E28 asks for a prescriber
 */
@Schema(name = "AltitudeLimits")
record AltitudeProfile(
        String profileId,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        int fromMetres,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        int toMetres,

        int spo2AlertBelowPercent,
        @Nullable Integer spo2AlertDropPoints,
        int spo2CriticalBelowPercent,
        int spo2DesaturationGrade3BelowPercent,
        int spo2ReviewBelowPercent,
        int aldreteRoomAirAbovePercent,
        int aldreteOxygenAbovePercent,
        int adjunctHoldBelowPercent,
        int etco2AlertBelowMmHg,
        int etco2AlertAboveMmHg) {

    @JsonIgnore
    boolean covers(int altitudeMetres) {
        return altitudeMetres >= fromMetres && altitudeMetres <= toMetres;
    }
}
