package org.paincare.session.home;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.plan.PreviewJson;
import org.paincare.session.quantity.Milligrams;

/** Home doses as they travel over HTTP. */
final class HomeDoseJson {

    private HomeDoseJson() {}

    /** How the clinic learnt of it. */
    enum Source {
        PHONE,
        PAPER,
        VISIT
    }

    /** Whose word the mass of a spray is: the order's, the patient's, or the protocol's where there is no order. */
    enum Strength {
        ORDERED,
        STATED,
        PUBLISHED
    }

    /**
     * Sprays taken at one use.
     *
     * @param takenAt      not in the future, at most a year ago
     * @param mgPerSpray   over 0 to 1000 mg, where the spray was another than ordered; without it the order's, without an
     *     order what the protocol publishes
     */
    @Schema(name = "HomeDoseRequest")
    record Take(
            @NotNull Instant takenAt,
            @NotNull @Min(1) @Max(1000) Integer sprays,
            @Nullable Milligrams mgPerSpray,
            @NotNull Source source,
            @Nullable @Size(min = 3, max = 2000) String note) {}

    /** What it was in truth; 0 sprays where none were taken. What is left out stays as it was. */
    @Schema(name = "HomeDoseCorrection")
    record Correct(
            @Nullable Instant takenAt,
            @NotNull @Min(0) @Max(1000) Integer sprays,
            @Nullable Milligrams mgPerSpray,
            @NotNull @Size(min = 3, max = 2000) String reason) {}

    /**
     * @param orderId        the order for home that was in force when it was taken; absent without one
     * @param supersedes     the record it corrects
     * @param correctedBy    the record that stands for it
     * @param spraysIn24Hours the most within any 24 hours with this use in them, when it was charted
     * @param daysIn28Days   days with a use, of the clinic's zone
     * @param findings       limits and orders it crossed when it was charted, with their source; it was taken all the same
     */
    @Schema(name = "HomeDose")
    record View(
            UUID id,
            UUID patientId,
            @Nullable UUID orderId,
            @Nullable UUID sessionId,
            @Nullable UUID planId,
            Instant takenAt,
            int sprays,
            Milligrams mgPerSpray,
            Milligrams mg,
            Strength strength,
            Source source,
            @Nullable String note,
            @Nullable UUID supersedes,
            @Nullable String reason,
            @Nullable UUID correctedBy,
            int spraysIn24Hours,
            int spraysIn7Days,
            int daysIn28Days,
            String guardrails,
            List<PreviewJson.Touched> findings,
            UUID by,
            String byName,
            Instant recordedAt) {}

    /** Event data of HomeDoseCharted. */
    record Charted(
            UUID patientId,
            UUID homeDoseId,
            @Nullable UUID planId,
            @Nullable UUID orderId,
            int sprays,
            Milligrams mgPerSpray,
            Milligrams doseMg,
            Strength strength,
            @Nullable UUID supersedesHomeDoseId,
            Instant occurredAt) {

        static Charted of(View dose) {
            return new Charted(
                    dose.patientId(),
                    dose.id(),
                    dose.planId(),
                    dose.orderId(),
                    dose.sprays(),
                    dose.mgPerSpray(),
                    dose.mg(),
                    dose.strength(),
                    dose.supersedes(),
                    dose.takenAt());
        }
    }
}
