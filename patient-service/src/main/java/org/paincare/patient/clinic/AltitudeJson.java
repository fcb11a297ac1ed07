package org.paincare.patient.clinic;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.paincare.platform.sign.Signatures;

/** What a medical director signs of the altitude that a clinic's limits go by. */
final class AltitudeJson {

    static final String MEANING = "SIGNS_ALTITUDE_PROFILE";

    private AltitudeJson() {}

    static String resource(UUID clinicId) {
        return "/v1/clinics/" + clinicId + "/altitude-profile";
    }

    /** @param version of the file that the profile's limits stand in */
    static String contentHash(UUID clinicId, int metres, String profile, String version) {
        return Signatures.hash(
                String.join("\n", "ALTITUDE", clinicId.toString(), Integer.toString(metres), profile, version));
    }

    /** The altitude as it is to be: metres above sea level and the profile that holds there. */
    @Schema(name = "AltitudePreview")
    record Preview(
            @NotNull @Min(-430) @Max(5100) Integer altitudeMetres,
            @NotNull @Size(min = 1, max = 60) String altitudeProfile) {}
}
