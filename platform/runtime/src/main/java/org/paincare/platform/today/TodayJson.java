package org.paincare.platform.today;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.timeline.TimelineJson;

/** A clinic's day as it travels; each service fills the sections that are its own. */
public final class TodayJson {

    private TodayJson() {}

    /** A list of the day; {@code more} where there is more than it holds. */
    public record Items(List<?> items, boolean more) {}

    @Schema(name = "TodaySession")
    public record Session(
            UUID id,
            UUID patientId,
            String state,
            Instant startsAt,
            Instant endsAt,
            UUID chairId,
            @Nullable String responsibleName,
            String link) {}

    @Schema(name = "TodayAlarm")
    public record Alarm(
            UUID id,
            UUID sessionId,
            UUID patientId,
            String rule,
            String level,
            String state,
            Instant raisedAt,
            String link) {}

    @Schema(name = "TodayAssessment")
    public record Assessment(
            UUID id,
            UUID patientId,
            String code,
            String answeredBy,
            String state,
            Instant dueAt,
            Instant expiresAt,
            String link) {}

    @Schema(name = "TodaySafetyAlert")
    public record SafetyAlert(
            UUID id,
            UUID patientId,
            String rule,
            String level,
            String state,
            boolean holdSeries,
            Instant raisedAt,
            Instant acknowledgeBy,
            String link) {}

    /** @param source the service that has it; {@code assigneeRole} as in a task */
    @Schema(name = "TodayTask")
    public record Task(
            UUID id,
            String source,
            String kind,
            @Nullable UUID patientId,
            @Nullable UUID sessionId,
            Instant dueAt,
            boolean overdue,
            String assigneeRole,
            @Nullable UUID assigneeId,
            String link) {}

    @Schema(name = "TodaySessions")
    public record Sessions(List<Session> items, boolean more) {}

    @Schema(name = "TodayAlarms")
    public record Alarms(List<Alarm> items, boolean more) {}

    @Schema(name = "TodayAssessments")
    public record Assessments(List<Assessment> items, boolean more) {}

    @Schema(name = "TodaySafetyAlerts")
    public record SafetyAlerts(List<SafetyAlert> items, boolean more) {}

    @Schema(name = "TodayTasks")
    public record Tasks(List<Task> items, boolean more) {}

    /**
     * The whole, as it is documented; a section that the caller may not read, or whose service cannot answer, is absent.
     *
     * @param from    when the day begins in the clinic's zone, and {@code until} when the next one does
     * @param partial of the whole at the gateway: services whose part is missing
     */
    @Schema(name = "ClinicDay")
    public record Day(
            UUID clinicId,
            LocalDate day,

            @Schema(examples = "America/Bogota") String zone,

            Instant from,
            Instant until,
            @Nullable Sessions sessions,
            @Nullable Alarms alarms,
            @Nullable Assessments assessments,
            @Nullable SafetyAlerts safetyAlerts,
            @Nullable Tasks tasks,
            @Nullable List<TimelineJson.MissingPart> partial) {}
}
