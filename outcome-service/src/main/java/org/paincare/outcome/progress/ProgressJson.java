package org.paincare.outcome.progress;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.course.CourseState;
import org.paincare.outcome.course.DomainChange;
import org.paincare.outcome.course.SensitisationIndex;
import org.paincare.outcome.diary.MigraineDefinition;
import org.paincare.outcome.response.ClinicalBenefit;
import org.paincare.outcome.response.Response;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.window.Completeness;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.platform.scoring.ReliableChange;

/** Results as they travel over HTTP and in events. */
final class ProgressJson {

    private ProgressJson() {}

    @Schema(name = "WindowCounts")
    record Counts(int headacheDays, int migraineDays, int moderateSevereDays, int acuteMedicationDays, int attacks) {}

    /** Scaled to 28 days, 1 decimal; all absent below 14 recorded days. */
    @Schema(name = "WindowPer28")
    record Per28(
            @Nullable BigDecimal headacheDays,
            @Nullable BigDecimal migraineDays,
            @Nullable BigDecimal moderateSevereDays,
            @Nullable BigDecimal acuteMedicationDays) {}

    @Schema(name = "WindowOveruse")
    record Overuse(String state, List<String> classes) {}

    /**
     * One 28-day window as computed.
     *
     * @param windowIndex 0 for the baseline
     * @param value       the primary measure, 1 decimal; absent below 14 recorded days
     */
    @Schema(name = "WindowContent")
    record Window(
            UUID windowId,
            int windowIndex,
            UUID courseId,
            LocalDate from,
            LocalDate to,
            int recordedDays,
            Completeness status,
            DayMeasure measure,
            @Nullable BigDecimal value,
            @Nullable DayMeasure secondaryMeasure,
            @Nullable BigDecimal secondaryValue,
            MigraineDefinition migraineDefinition,
            Counts counts,
            Per28 per28,
            Overuse overuse,
            String ruleVersion,
            Explanation explanation,
            Explanation overuseExplanation) {}

    /**
     * One window against the baseline.
     *
     * @param category      NOT_SCORABLE with {@code reason} where it counts as missing
     * @param changePercent negative is better, 2 decimals
     */
    @Schema(name = "ResponseContent")
    record Answer(
            UUID windowId,
            int windowIndex,
            UUID courseId,
            DayMeasure measure,
            String category,
            Response.@Nullable Reason reason,
            @Nullable BigDecimal changePercent,
            @Nullable BigDecimal baseline,
            @Nullable BigDecimal current,
            boolean afterSeries,
            String ruleVersion,
            Explanation explanation) {}

    /** @param computation counts up each time the same window came out differently */
    @Schema(name = "WindowResult")
    record WindowResult(int computation, Instant computedAt, Window window) {}

    @Schema(name = "ResponseResult")
    record ResponseResult(int computation, Instant computedAt, Answer response) {}

    /** @param provisionalBaseline the 28 days before today, until the first treatment day fixes the baseline */
    @Schema(name = "Windows")
    record Windows(List<WindowResult> items, @Nullable Window provisionalBaseline) {}

    @Schema(name = "CourseChange")
    record Change(
            @Nullable CourseState from,
            CourseState to,
            boolean maintenanceDue,
            @Nullable Integer windowIndex,
            Instant occurredAt,
            String ruleVersion,
            Explanation explanation) {}

    /** Days from the last session; {@code atMost} is absent while no relapse is known. */
    @Schema(name = "TimeToRelapse")
    record Relapse(
            LocalDate lastSessionOn,
            long moreThanDays,
            @Nullable Long atMostDays) {}

    /**
     * Whether pain fell within one session, by points or by per cent; the answers are absent where it was not taken at both
     * ends.
     *
     * @param nrsBefore and {@code nrsAfter} 0 to 10
     */
    @Schema(name = "SessionResponse")
    record AcuteResponse(
            UUID sessionId,
            LocalDate on,
            @Nullable Integer nrsBefore,
            @Nullable Integer nrsAfter,
            @Nullable Boolean responded,
            @Nullable Boolean byPoints,
            @Nullable Boolean byPercent,
            @Nullable Explanation explanation) {}

    /** @param sessions each held session's own response, oldest first; decides nothing about the course */
    @Schema(name = "CourseOfTreatment")
    record CourseView(
            UUID courseId,
            int number,
            CourseState state,
            boolean maintenanceDue,
            boolean strongSustained,
            List<LocalDate> treatmentDays,
            List<AcuteResponse> sessions,
            @Nullable LocalDate seriesEndedOn,
            @Nullable Relapse timeToRelapse,
            Explanation explanation,
            List<Change> changes) {}

    /**
     * First and latest score of one measure of one instrument version. Whether the change matters to people and whether
     * it is more than the instrument's noise are answered apart; each is absent where it is not known.
     */
    @Schema(name = "ScoreChange")
    record ScoreChange(
            String instrument,
            String instrumentVersion,
            String measure,
            BigDecimal before,
            LocalDate beforeOn,
            BigDecimal now,
            LocalDate nowOn,
            ReliableChange judged) {}

    /**
     * @param courses         oldest first; empty before the first session
     * @param clinicalBenefit of the latest closed window of the running course
     */
    @Schema(name = "Course")
    record Course(
            UUID patientId,
            @Nullable DayMeasure measure,
            @Nullable DayMeasure secondaryMeasure,
            @Nullable MigraineDefinition migraineDefinition,
            List<CourseView> courses,
            @Nullable SensitisationIndex sensitisation,
            ClinicalBenefit.@Nullable Judged clinicalBenefit,
            List<DomainChange> domains,
            List<ScoreChange> scoreChanges) {}

    @Schema(name = "PacingEvidence")
    record Evidence(
            @Nullable BigDecimal nrsChangePercent,
            @Nullable String response,
            @Nullable Integer worstGrade,
            @Nullable Integer cadss6Max,
            @Nullable String csiBand,
            @Nullable String asc12Band,
            @Nullable List<String> failedClasses,
            @Nullable List<String> comorbidityCodes,
            @Nullable List<String> adverseEventCodes) {}

    /** A proposal as stored and shown; the decision is taken in session-service. */
    @Schema(name = "PacingProposal")
    record Proposal(
            UUID proposalId,
            UUID planId,
            int planRevision,
            @Nullable UUID sessionId,
            String kind,
            @Nullable String doseMgPerKg,
            @Nullable Integer intervalDays,
            List<String> reasons,
            Evidence evidence,
            Instant validUntil,
            String ruleVersion,
            Explanation explanation) {}

    /** Event data of WindowClosed. */
    record WindowClosed(
            UUID patientId,
            UUID windowId,
            int windowIndex,
            int computation,
            UUID courseId,
            LocalDate from,
            LocalDate to,
            int recordedDays,
            Completeness status,
            DayMeasure measure,
            @Nullable BigDecimal value,
            @Nullable DayMeasure secondaryMeasure,
            @Nullable BigDecimal secondaryValue,
            MigraineDefinition migraineDefinition,
            Counts counts,
            Per28 per28,
            Overuse overuse,
            String ruleVersion) {

        static WindowClosed of(UUID patient, int computation, Window window) {
            return new WindowClosed(
                    patient,
                    window.windowId(),
                    window.windowIndex(),
                    computation,
                    window.courseId(),
                    window.from(),
                    window.to(),
                    window.recordedDays(),
                    window.status(),
                    window.measure(),
                    window.value(),
                    window.secondaryMeasure(),
                    window.secondaryValue(),
                    window.migraineDefinition(),
                    window.counts(),
                    window.per28(),
                    window.overuse(),
                    window.ruleVersion());
        }
    }

    /** Event data of ResponseClassified. */
    record ResponseClassified(
            UUID patientId,
            UUID courseId,
            UUID windowId,
            int windowIndex,
            int computation,
            DayMeasure measure,
            String category,
            @Nullable BigDecimal changePercent,
            @Nullable BigDecimal baseline,
            @Nullable BigDecimal current,
            boolean afterSeries,
            String ruleVersion) {

        static ResponseClassified of(UUID patient, int computation, Answer answer) {
            return new ResponseClassified(
                    patient,
                    answer.courseId(),
                    answer.windowId(),
                    answer.windowIndex(),
                    computation,
                    answer.measure(),
                    answer.category(),
                    answer.changePercent(),
                    answer.baseline(),
                    answer.current(),
                    answer.afterSeries(),
                    answer.ruleVersion());
        }
    }

    /** Event data of CourseChanged. */
    record CourseChanged(
            UUID patientId,
            UUID courseId,
            @Nullable CourseState from,
            CourseState to,
            @Nullable Integer windowIndex,
            @Nullable LocalDate lastSessionOn,
            @Nullable Long daysToRelapse,
            @Nullable Long daysToRelapseAtLeast,
            boolean maintenanceDue,
            String ruleVersion,
            Instant occurredAt) {}

    /** Event data of PacingProposed. */
    record PacingProposed(
            UUID patientId,
            UUID proposalId,
            UUID planId,
            int planRevision,
            @Nullable UUID sessionId,
            String kind,
            @Nullable String doseMgPerKg,
            @Nullable Integer intervalDays,
            List<String> reasons,
            Evidence evidence,
            Instant validUntil,
            String ruleVersion) {

        static PacingProposed of(UUID patient, Proposal proposal) {
            return new PacingProposed(
                    patient,
                    proposal.proposalId(),
                    proposal.planId(),
                    proposal.planRevision(),
                    proposal.sessionId(),
                    proposal.kind(),
                    proposal.doseMgPerKg(),
                    proposal.intervalDays(),
                    proposal.reasons(),
                    proposal.evidence(),
                    proposal.validUntil(),
                    proposal.ruleVersion());
        }
    }

    /** Overuse classes as the contracts name them. */
    static final Map<String, String> OVERUSE_CLASSES = Map.of("SIMPLEANALGESIC", "SIMPLE_ANALGESIC");
}
