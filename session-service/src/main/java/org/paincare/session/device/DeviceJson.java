package org.paincare.session.device;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Devices and what they are bound to, as they travel over HTTP. */
final class DeviceJson {

    private DeviceJson() {}

    /**
     * @param code    what its readings carry as {@code device.id}; never changed, never given to another
     * @param subject {@code sub} of the device's own client at the identity provider; left out for a device that others
     *     send for
     */
    @Schema(name = "DeviceRegistration")
    record Register(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}")
            String code,

            @NotNull Device.Kind kind,

            @NotNull @Size(min = 1, max = 80) String name,

            @Nullable @Size(min = 1, max = 80) String model,
            @Nullable @Size(min = 1, max = 80) String serial,
            @Nullable UUID subject) {}

    /** What may change of a device; whatever is left out is empty afterwards. */
    @Schema(name = "DeviceDescription")
    record Describe(
            @NotNull @Size(min = 1, max = 80) String name,

            @Nullable @Size(min = 1, max = 80) String model,
            @Nullable @Size(min = 1, max = 80) String serial,
            @Nullable UUID subject) {}

    @Schema(name = "DeviceRevocation")
    record Revoke(@NotNull @Size(min = 3, max = 500) String reason) {}

    @Schema(name = "Device")
    record View(
            UUID id,
            String code,
            Device.Kind kind,
            String name,
            @Nullable String model,
            @Nullable String serial,
            @Nullable UUID subject,
            Device.State state,
            UUID registeredBy,
            String registeredByName,
            Instant registeredAt,
            @Nullable UUID revokedBy,
            @Nullable String revokedByName,
            @Nullable Instant revokedAt,
            @Nullable String revokeReason,
            String etag) {}

    @Schema(name = "DeviceBindingRequest")
    record Bind(@NotNull UUID deviceId) {}

    @Schema(name = "DeviceBindingEnd")
    record End(@Nullable @Size(min = 3, max = 500) String reason) {}

    /**
     * @param byReading bound by the monitor's first reading, not by a person
     * @param endedBy   absent where the session's end ended it
     */
    @Schema(name = "DeviceBinding")
    record BindingView(
            UUID id,
            UUID sessionId,
            UUID deviceId,
            String deviceCode,
            boolean byReading,
            UUID boundBy,
            String boundByName,
            Instant boundAt,
            @Nullable UUID endedBy,
            @Nullable String endedByName,
            @Nullable Instant endedAt,
            @Nullable String endReason) {}
}
