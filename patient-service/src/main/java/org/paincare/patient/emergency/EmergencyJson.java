package org.paincare.patient.emergency;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.paincare.patient.Actor;

/** Emergency access as it travels over HTTP and in events. */
final class EmergencyJson {

    private EmergencyJson() {}

    /** @param reason what happened; the patient and the medical director read it */
    @Schema(name = "OpenEmergencyAccess")
    record Open(
            @NotNull @Size(min = 10, max = 1000) @Pattern(regexp = "(?s).*\\S.*")
            String reason) {}

    @Schema(name = "EmergencyAccess")
    record Access(
            UUID id,
            UUID patientId,
            Actor openedBy,
            String reason,
            Instant openedAt,
            Instant expiresAt,
            boolean open) {}

    /** Event data of EmergencyAccessOpened; the reason may be clinical and stays here. */
    record Opened(UUID patientId, UUID accessId, UUID openedBy, Instant expiresAt, Instant occurredAt) {}
}
