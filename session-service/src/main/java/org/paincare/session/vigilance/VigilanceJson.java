package org.paincare.session.vigilance;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.Disclosure;

/** Reports to the authority as they travel over HTTP. */
final class VigilanceJson {

    private VigilanceJson() {}

    /**
     * @param state          OPEN, SUBMITTED or NOT_REPORTABLE
     * @param adverseEventId the event as it stands, after corrections
     * @param overdue        open past its deadline
     */
    @Schema(name = "PharmacovigilanceReport")
    record View(
            UUID id,
            String state,
            String form,
            String rulesVersion,
            UUID adverseEventId,
            UUID sessionId,
            UUID patientId,
            String code,
            int grade,
            Instant openedAt,
            Instant dueAt,
            boolean overdue,
            @Nullable String reference,
            @Nullable String reason,
            @Nullable Instant submittedAt,
            @Nullable UUID closedBy,
            @Nullable String closedByName,
            @Nullable Instant closedAt) {}

    /** @param reference the number the authority gave */
    @Schema(name = "PharmacovigilanceSubmission")
    record Submit(
            @NotNull @Size(min = 1, max = 80) String reference,
            @Nullable Instant submittedAt) {}

    @Schema(name = "PharmacovigilanceNotReportable")
    record Dismiss(@NotNull @Size(min = 3, max = 2000) String reason) {}

    /** The sections of INVIMA's FOREAM. What this service does not hold (names, diagnosis) the clinic fills in. */
    @Schema(name = "PharmacovigilanceExport")
    record Export(
            String form,
            String rulesVersion,
            Notification notification,
            Patient patient,
            List<Medicine> medicines,
            Event event,
            Reporter reporter,
            List<String> toBeCompleted,
            Disclosure disclosure) {}

    /** @param reportedLate whether the deadline passed before this export was made */
    @Schema(name = "ForeamNotification")
    record Notification(UUID reportId, LocalDate day, UUID clinicId, Instant dueAt, boolean reportedLate) {}

    @Schema(name = "ForeamPatient")
    record Patient(
            UUID patientId,
            @Nullable LocalDate birthDate,
            @Nullable Integer ageYears,
            @Nullable String sexAtBirth,
            @Nullable String weightKg) {}

    /** @param role SUSPECTED or CONCOMITANT */
    @Schema(name = "ForeamMedicine")
    record Medicine(
            String role,
            String substance,
            @Nullable String doseMg,
            @Nullable String route,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String productCode,
            @Nullable String registration,
            @Nullable String lotNumber,
            @Nullable LocalDate expiresOn) {}

    @Schema(name = "ForeamEvent")
    record Event(
            UUID adverseEventId,
            String code,
            String name,
            int grade,
            String seriousness,
            String causality,
            @Nullable String action,
            @Nullable String outcome,
            @Nullable String description,
            @Nullable String rateMgPerKgPerHour,
            Instant onsetAt,
            @Nullable Instant endedAt) {}

    @Schema(name = "ForeamReporter")
    record Reporter(UUID personId, String name, @Nullable String registration) {}
}
